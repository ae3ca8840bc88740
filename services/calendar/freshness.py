"""A mark per county that changes with its calendar: what was read before stands under another key of the cache."""

from django.core.cache import caches
from django.utils.crypto import get_random_string

_KEY = "working-days:{pk}"


def mark(tenant_pk: int) -> str:
    shared, key = caches["shared"], _KEY.format(pk=tenant_pk)
    return shared.get_or_set(key, get_random_string, None)


def renew(tenant_pk: int) -> None:
    """Call after commit."""
    caches["shared"].set(_KEY.format(pk=tenant_pk), get_random_string(12), None)
