"""What people are asked about. Whoever keeps such matters registers a prefix of `Survey.about` when they start.

register("consultation", found)     # "consultation:17" → found("17") → Matter, or None where there is none
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date

from services.directory.models import Lawyer, Mediator, Organisation


@dataclass(frozen=True)
class Matter:
    """`title` is what the citizen reads, in words that betray nothing; `url` its page in the back office."""

    title: str
    closed_on: date
    lawyer: Lawyer | None = None
    mediator: Mediator | None = None
    organisation: Organisation | None = None
    sides: tuple[str, ...] = ("",)
    url: str = ""


Finder = Callable[[str], Matter | None]

_finders: dict[str, Finder] = {}


def register(prefix: str, finder: Finder) -> None:
    _finders[prefix] = finder


def of(about: str) -> Matter | None:
    prefix, _colon, key = about.partition(":")
    return _finders[prefix](key) if prefix in _finders and key else None
