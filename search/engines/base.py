"""The one protocol of every engine. The contract is held by tests/engines/test_contract.py."""

from collections.abc import Callable, Iterable
from contextlib import AbstractContextManager
from typing import Protocol

from search.types import Entry, Query, Results


class EngineError(Exception):
    """The engine cannot answer now."""


class EngineBusy(EngineError):
    """Another process is writing; try again later."""


class Engine(Protocol):
    name: str

    def writing(self) -> AbstractContextManager[None]:
        """Be the one writer for several puts and drops; they become visible at the end, or none does.

        Raises EngineBusy while another process, or thread, is the writer.
        """

    def put(self, entries: Iterable[Entry]) -> None:
        """Replace every object that is named by the entries, all its old entries included."""

    def drop(self, kind: str, object_id: str, tenant: str) -> None: ...

    def clear(self, tenant: str | None = None) -> None: ...

    def rebuild(self, entries: Callable[[], Iterable[Entry]], tenant: str | None = None) -> int:
        """Replace everything (of one tenant) by these entries; the old ones answer until the new are complete."""

    def search(self, query: Query) -> Results: ...

    def suggest(self, query: Query, limit: int = 5) -> list[str]:
        """Other words to try: titles and parts of titles that sound or look like the query."""

    def needs_rebuild(self) -> bool:
        """True when there is no index, or one of an older shape."""

    def ping(self) -> None:
        """Raise EngineError if the engine does not answer."""
