"""What storeys above have to say on the page of a case in the back office, and where a step is better taken there.

They register when they start; a case knows nothing of surveys, reviews or subsidies.
"""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from django.urls import reverse

from services.cases.actors import Doer
from services.cases.models import Case
from services.procedures.spec import Transition


@dataclass(frozen=True)
class Section:
    """A box on the page of a case: a template, and what it reads besides `case`."""

    template: str
    context: Mapping[str, Any]


Source = Callable[[Case, Doer], Iterable[Section]]

_sources: list[Source] = []
_choosers: dict[str, tuple[str, Callable[[Case], bool]]] = {}


def register(source: Source) -> Source:
    """`source` gives nothing where the person may not see it."""
    _sources.append(source)
    return source


def register_chooser(field: str, view: str, *, when: Callable[[Case], bool] = lambda _case: True) -> None:
    """A step that requires `field` is taken at the address named `view` (of the case's key and the step's code), and
    nowhere else, where `when` says so of the case."""
    _choosers[field] = (view, when)


def sections(case: Case, doer: Doer) -> list[Section]:
    return [one for source in _sources for one in source(case, doer)]


def step_address(case: Case, way: Transition) -> str:
    choosers = (_choosers[field] for field in way.requires if field in _choosers)
    view = next((view for view, when in choosers if when(case)), "cases_step")
    return reverse(view, args=[case.pk, way.code])
