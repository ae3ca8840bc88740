"""Which documents no longer hold. The storey of pages knows; it says so when it starts."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date

from search.text import document_numbers


@dataclass(frozen=True)
class Gone:
    """A document that is repealed or has expired. `status` is the word for it, `address` where it is published."""

    title: str
    number: str
    status: str
    address: str = ""
    since: date | None = None


# For the county whose scope is open.
Resolver = Callable[[], Iterable[Gone]]

_resolvers: list[Resolver] = []


def register(resolver: Resolver) -> Resolver:
    _resolvers.append(resolver)
    return resolver


def documents() -> dict[str, Gone]:
    """By every name under which a basis may cite one."""
    found: dict[str, Gone] = {}
    for gone in (one for resolver in _resolvers for one in resolver()):
        for said in filter(None, (gone.number, gone.title)):
            found.setdefault(key(said), gone)
    return found


def key(said: str) -> str:
    """A document number in whichever way it is written, or a title."""
    numbers = document_numbers.read(said) if "《" not in said else []
    return numbers[0].key if numbers else said.removeprefix("《").removesuffix("》")
