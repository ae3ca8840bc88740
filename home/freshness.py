"""A number per tenant that grows whenever what its visitors see has changed; caches carry it in their keys."""

import time

from django.core.cache import caches

_KEY = "freshness:{pk}"


def version(tenant_pk: int) -> int:
    shared, key = caches["shared"], _KEY.format(pk=tenant_pk)
    found = shared.get(key)
    if found is None:
        shared.add(key, _now(), None)
        found = shared.get(key, 0)
    return found


def renew(tenant_pk: int) -> None:
    """Call after commit: a page rendered before it would otherwise be kept under the new number."""
    caches["shared"].set(_KEY.format(pk=tenant_pk), _now(), None)


def _now() -> int:
    return time.time_ns()
