"""What a step leaves to be done once it is committed: its papers, the bound file."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar

from django.db import transaction

_left: ContextVar[bool] = ContextVar("left", default=False)


def afterwards(deed: Callable[[], object]) -> None:
    """After the commit; should it fail, the step stands."""
    if not _left.get():
        transaction.on_commit(deed, robust=True)


@contextmanager
def left_for_later() -> Iterator[None]:
    """For whoever writes many cases at once and makes by hand what is wanted at once; the timetable makes the rest."""
    token = _left.set(True)
    try:
        yield
    finally:
        _left.reset(token)
