"""A mark per county that changes with its calendar: what was read before stands under another key of the cache."""

from django.core.cache import caches
from django.dispatch import Signal
from django.utils.crypto import get_random_string

# Sent after the commit, with `tenant_pk`: whoever counted days counts again.
changed = Signal()

_KEY = "working-days:{pk}"


def mark(tenant_pk: int) -> str:
    shared, key = caches["shared"], _KEY.format(pk=tenant_pk)
    return shared.get_or_set(key, _new, None)


def renew(tenant_pk: int) -> None:
    """Call after commit."""
    caches["shared"].set(_KEY.format(pk=tenant_pk), _new(), None)
    changed.send(sender=renew, tenant_pk=tenant_pk)


def _new() -> str:
    return get_random_string(12)
