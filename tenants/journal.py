from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from typing import Any

from django.db import models

from tenants.models import JournalEntry, Tenant, User
from tenants.scope import current_tenant

_spoken_for: ContextVar[bool] = ContextVar("spoken_for", default=False)


def note(
    actor: User | None, verb: str, subject: models.Model, *, tenant: Tenant | None = None, **data: Any
) -> JournalEntry:
    """Writes one line into the tenant's journal, in the caller's transaction."""
    return JournalEntry.objects.create(
        tenant=tenant or current_tenant(),
        actor=actor,
        actor_name=str(actor) if actor else "",
        verb=verb,
        subject_kind=subject._meta.label_lower,
        subject_id=str(subject.pk),
        subject_name=str(subject)[:200],
        data=data,
    )


@contextmanager
def spoken_for() -> Iterator[None]:
    """For an action that notes by itself what it lets Wagtail do: Wagtail's own log is not mirrored meanwhile."""
    token = _spoken_for.set(True)
    try:
        yield
    finally:
        _spoken_for.reset(token)


def is_spoken_for() -> bool:
    return _spoken_for.get()
