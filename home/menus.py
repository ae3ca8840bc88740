"""The main menu of a tenant: its sections in the order of the tree, remembered until something is published."""

from typing import Any

from django.core.cache import cache

from home.freshness import version
from tenants.models import Tenant


def menu(tenant: Tenant, path: str) -> list[dict[str, Any]]:
    key = f"menu:{tenant.pk}:{version(tenant.pk)}"
    items = cache.get(key)
    if items is None:
        children = tenant.root_page.get_children().live().in_menu()
        items = [{"title": page.title, "url": f"/{page.slug}/"} for page in children]
        cache.set(key, items, 3600)
    return [item | {"active": path.startswith(item["url"])} for item in items]
