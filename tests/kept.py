"""Rows that several tests start from are made once; each test is rolled back to them, as if it had made them."""

from collections.abc import Iterator
from contextlib import contextmanager

from django.db import transaction
from pytest_django import DjangoDbBlocker


@contextmanager
def kept_rows(blocker: DjangoDbBlocker) -> Iterator[None]:
    """Whatever is written within stands until the end of the `with`, and is then taken back.

    For fixtures of a module or a package that ask for `django_db_setup`, where no test commits
    (`transaction=True`): each test's own transaction becomes a savepoint within this one. Hand on keys rather than
    objects, which a test may change.
    """
    with blocker.unblock(), transaction.atomic():
        yield
        transaction.set_rollback(True)
