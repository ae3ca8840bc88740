"""The sections of a tenant in the order of the tree, remembered until something is published."""

from typing import Any

from django.core.cache import cache

from home.freshness import version
from tenants.models import Tenant


def sections(tenant: Tenant) -> list[dict[str, Any]]:
    key = f"sections:{tenant.pk}:{version(tenant.pk)}"
    found = cache.get(key)
    if found is None:
        pages = tenant.root_page.get_children().live()
        found = [{"title": p.title, "url": f"/{p.slug}/", "in_menu": p.show_in_menus} for p in pages]
        cache.set(key, found, 3600)
    return found


def menu(tenant: Tenant, path: str) -> list[dict[str, Any]]:
    shown = [section for section in sections(tenant) if section["in_menu"]]
    return [section | {"active": path.startswith(section["url"])} for section in shown]


def section_title(tenant: Tenant, url: str) -> str:
    return next((section["title"] for section in sections(tenant) if section["url"] == url), "")
