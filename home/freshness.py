"""A number per tenant that grows whenever what its visitors see has changed; caches carry it in their keys."""

import time

from django.core.cache import cache

_KEY = "freshness:{pk}"


def version(tenant_pk: int) -> int:
    found = cache.get(_KEY.format(pk=tenant_pk))
    if found is None:
        found = _now()
        cache.add(_KEY.format(pk=tenant_pk), found, None)
    return found


def renew(tenant_pk: int) -> None:
    """Call after commit: a page rendered before it would otherwise be kept under the new number."""
    cache.set(_KEY.format(pk=tenant_pk), _now(), None)


def _now() -> int:
    return time.time_ns()
