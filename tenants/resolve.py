"""From a host name to its tenant, remembered in the cache: a page served from cache asks no database."""

from django.core.cache import cache

from tenants.models import Tenant

_KEY = "tenant-of:{host}"
_KNOWN_SECONDS = 600
_UNKNOWN_SECONDS = 5
_NOBODY = "nobody"


def host_name(host: str) -> str:
    """`Yunxi.localhost:8000` → `yunxi.localhost`."""
    return host.rsplit(":", 1)[0].lower().rstrip(".") if not host.startswith("[") else host.lower()


def tenant_for_host(host: str) -> Tenant | None:
    key = _KEY.format(host=host_name(host))
    found = cache.get(key)
    if found is None:
        found = (
            Tenant.objects.select_related(
                "site__root_page", "root_page", "division", "parent__site", "parent__root_page"
            )
            .filter(site__hostname=host_name(host))
            .first()
        )
        cache.set(key, found or _NOBODY, _KNOWN_SECONDS if found else _UNKNOWN_SECONDS)
    return None if found == _NOBODY else found


def forget(hostname: str) -> None:
    cache.delete(_KEY.format(host=hostname.lower()))
