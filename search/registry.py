"""What can be searched. Storeys above register their kinds here when they start; nothing here imports them."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass

from search.types import Entry


class DuplicateKind(Exception):
    pass


@dataclass(frozen=True, slots=True)
class Searchable:
    """One kind of thing that can be found.

    `model` is the label ("home.PolicyPage") of the rows behind it. `entries` and `all_pks` are called inside
    the scope of one tenant: `entries` gives the clauses of a live object of that tenant and an empty list for
    anything else, `all_pks` gives the live objects of that tenant. `index_url` is the path of the kind's own
    list on a county site, offered when a search finds nothing.
    """

    kind: str
    label: str
    model: str
    entries: Callable[[str], list[Entry]]
    all_pks: Callable[[], Iterable[object]]
    index_url: str = ""


class Registry:
    def __init__(self) -> None:
        self._by_kind: dict[str, Searchable] = {}

    def register(self, searchable: Searchable) -> Searchable:
        if searchable.kind in self._by_kind:
            raise DuplicateKind(f"the kind {searchable.kind!r} is registered already")
        self._by_kind[searchable.kind] = searchable
        return searchable

    def get(self, kind: str) -> Searchable | None:
        return self._by_kind.get(kind)

    def __iter__(self) -> Iterator[Searchable]:
        return iter(self._by_kind.values())


registry = Registry()
register = registry.register
