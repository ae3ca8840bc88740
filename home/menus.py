"""The sections of a tenant in the order of the tree, remembered until something is published."""

from typing import Any

from django.core.cache import cache
from django.urls import reverse_lazy
from django.utils.translation import gettext_noop as _

from home.freshness import version
from tenants.models import Tenant

SERVICES = "/services/"
# No page of the tree: they are there even where a county has taken all its sections away.
ALWAYS = (
    {"title": _("找人找机构"), "url": reverse_lazy("directory:start")},
    {"title": _("预约"), "url": reverse_lazy("booking:index")},
    {"title": _("公益排名"), "url": reverse_lazy("ranking:index")},
)


def sections(tenant: Tenant) -> list[dict[str, Any]]:
    key = f"sections:{tenant.pk}:{version(tenant.pk)}"
    found = cache.get(key)
    if found is None:
        pages = tenant.root_page.get_children().live()
        found = [{"title": p.title, "url": f"/{p.slug}/", "in_menu": p.show_in_menus} for p in pages]
        cache.set(key, found, 3600)
    return found


def menu(tenant: Tenant, path: str) -> list[dict[str, Any]]:
    """What every site has stands behind its services, or first where it has none."""
    shown = [section for section in sections(tenant) if section["in_menu"]]
    first = [section for section in shown if section["url"] == SERVICES]
    rest = [section for section in shown if section["url"] != SERVICES]
    return [item | {"active": path.startswith(str(item["url"]))} for item in (*first, *ALWAYS, *rest)]


def section_title(tenant: Tenant, url: str) -> str:
    return next((section["title"] for section in sections(tenant) if section["url"] == url), "")
