"""The writing side: rows in the caller's transaction, the engine after commit.

A change is a row of IndexTask, written by `changed` beside the change itself. After commit the pending rows are
processed in order; whatever a dead process left behind is processed by the next one, or by the timetable.
"""

from collections.abc import Iterator
from contextlib import contextmanager

from tenants.models import Tenant


def changed(kind: str, pk: object, *, tenant: Tenant) -> None:
    """Note that an object was published, changed, moved, unpublished or deleted.

    Call it inside the transaction that changes the object. For an object that leaves a county call it with
    the county it leaves, too.
    """
    raise NotImplementedError


@contextmanager
def deferred() -> Iterator[None]:
    """Index once at the end instead of after every commit: for imports and demo data."""
    yield


def process_pending(limit: int | None = None) -> int:
    """Process what is pending; the number of rows done. A busy engine leaves the rows where they are."""
    raise NotImplementedError


def rebuild(tenant: Tenant | None = None, *, progress: bool = False) -> int:
    """Index everything (of one tenant) anew; the old index answers until the new one is complete."""
    raise NotImplementedError
