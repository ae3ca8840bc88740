"""The writing side: rows in the caller's transaction, the engine after commit.

A change is a row of IndexTask, written by `changed` beside the change itself. After commit the pending rows are
processed in order; whatever a dead process left behind is processed by the next one, or by the timetable.
"""

import logging
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar

from django.db import DatabaseError, transaction
from tqdm import tqdm

from search.engines.base import Engine, EngineBusy, EngineError
from search.engines.current import engine
from search.models import IndexTask
from search.registry import Searchable, registry
from search.types import Entry
from tenants.models import Tenant
from tenants.scope import across_tenants, in_tenant

log = logging.getLogger("fengqiao.search")

_BATCH = 50
_deferring: ContextVar[bool] = ContextVar("deferring", default=False)


def changed(kind: str, pk: object, *, tenant: Tenant) -> None:
    """Note that an object was published, changed, moved, unpublished or deleted.

    Call it inside the transaction that changes the object. For an object that leaves a county call it with
    the county it leaves, too.
    """
    with in_tenant(tenant):
        IndexTask.objects.create(tenant=tenant, kind=kind, object_id=str(pk))
    transaction.on_commit(_after_commit, robust=True)


@contextmanager
def deferred() -> Iterator[None]:
    """Index once at the end instead of after every commit: for imports and demo data."""
    if _deferring.get():
        yield
        return
    token = _deferring.set(True)
    try:
        yield
    finally:
        _deferring.reset(token)
        _after_commit()


def _after_commit() -> None:
    """The rows outlive whatever goes wrong here; the timetable finds them."""
    if _deferring.get():
        return
    try:
        _process(engine())
    except EngineError:
        log.warning("the index is behind: the engine does not answer", exc_info=True)


def process_pending() -> int:
    """Process what is pending; the number of rows done. A missing index is built first.

    While another process writes, the rows are left to it.
    """
    current = engine()
    if current.needs_rebuild():
        try:
            _fill(current, None)
        except EngineBusy:
            return 0
    return _process(current)


def _process(current: Engine) -> int:
    """Index and forget, batch by batch, in the order of the changes.

    Whoever is the engine's writer is the only worker. The rows go after the engine has made their batch durable:
    a process that dies in between leaves them to be done again, which changes nothing.
    """
    done, failed = 0, set[int]()
    while True:
        try:
            with current.writing():
                rows = _oldest(failed)
                failed |= _index(current, rows)
        except EngineBusy:
            return done
        if not rows:
            return done
        finished = [row.pk for row in rows if row.pk not in failed]
        with across_tenants(reason="the rows of a batch belong to any county"):
            IndexTask.objects.filter(pk__in=finished).delete()
        done += len(finished)


def _oldest(failed: set[int]) -> list[IndexTask]:
    with across_tenants(reason="one worker indexes the changes of every county in order"):
        return list(IndexTask.objects.exclude(pk__in=failed).select_related("tenant").order_by("pk")[:_BATCH])


def _index(current: Engine, rows: list[IndexTask]) -> set[int]:
    """Bring each object up to date once, however often it changed. Gives the rows that could not be done."""
    failed: set[int] = set()
    done: dict[tuple[str, str, str], bool] = {}
    for row in rows:
        key = (row.tenant.slug, row.kind, row.object_id)
        if key not in done:
            done[key] = _bring_up_to_date(current, row)
        if not done[key]:
            failed.add(row.pk)
    return failed


def _bring_up_to_date(current: Engine, row: IndexTask) -> bool:
    entries = _entries(registry.get(row.kind), row.tenant, row.object_id)
    if entries is None:
        return False
    if entries:
        current.put(entries)
    else:
        current.drop(row.kind, row.object_id, row.tenant.slug)
    return True


def _entries(searchable: Searchable | None, tenant: Tenant, pk: str) -> list[Entry] | None:
    """None if the object could not be read: it must not hold up the others."""
    if searchable is None:
        return []
    try:
        with in_tenant(tenant):
            entries = searchable.entries(pk)
    except DatabaseError:
        raise
    except Exception:
        log.exception("%s %s of %s cannot be indexed", searchable.kind, pk, tenant.slug)
        return None
    own = [entry for entry in entries if entry.tenant == tenant.slug]
    if len(own) < len(entries):
        log.error("%s %s gave entries that are not of %s", searchable.kind, pk, tenant.slug)
    return own


def rebuild(tenant: Tenant | None = None, *, progress: bool = False) -> int:
    """Index everything (of one tenant) anew; the old index answers until the new one is complete.

    Gives the number of entries. What changes meanwhile waits in its rows and is processed at the end.
    """
    current = engine()
    count = _fill(current, tenant, progress)
    _process(current)
    return count


def _fill(current: Engine, tenant: Tenant | None, progress: bool = False) -> int:
    tenants = [tenant] if tenant else list(Tenant.objects.all())
    return current.rebuild(_all_entries(tenants, progress), tenant.slug if tenant else None)


def _all_entries(tenants: list[Tenant], progress: bool) -> Callable[[], Iterable[Entry]]:
    def entries() -> Iterator[Entry]:
        objects = [
            (one, searchable, pk)
            for one in tenants
            for searchable in registry
            for pk in _pks(one, searchable)
        ]
        for one, searchable, pk in tqdm(objects, disable=not progress, unit="obj", dynamic_ncols=True):
            yield from _entries(searchable, one, pk) or ()

    return entries


def _pks(tenant: Tenant, searchable: Searchable) -> list[str]:
    with in_tenant(tenant):
        return [str(pk) for pk in searchable.all_pks()]
