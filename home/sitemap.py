"""The map of a site, for people and for machines."""

from itertools import islice
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.template.loader import render_to_string
from wagtail.models import Page

from home import beside
from tenants.models import Tenant

PER_SECTION = 30
LONGEST = 45_000  # the protocol allows 50 000 addresses in one file


def _address(page: Page, tenant: Tenant) -> str:
    return "/" + page.url_path[len(tenant.root_page.url_path) :]


def sections(tenant: Tenant) -> list[dict[str, Any]]:
    """What is beside the tree, and the sections with their newest pages; three queries whatever their number."""
    below = Page.objects.live().public().descendant_of(tenant.root_page)
    found = {
        page.path: {"title": page.title, "url": _address(page, tenant), "pages": [], "more": False}
        for page in below.filter(depth=tenant.root_page.depth + 1)
    }
    for page in below.filter(depth=tenant.root_page.depth + 2).order_by("-first_published_at"):
        section = found.get(page.path[: -Page.steplen])
        if section is None:
            continue
        if len(section["pages"]) < PER_SECTION:
            section["pages"].append({"title": page.title, "url": _address(page, tenant)})
        else:
            section["more"] = True
    return [*beside.groups(tenant), *found.values()]


def sitemap_xml(request: HttpRequest) -> HttpResponse:
    tenant = request.tenant
    pages = (
        Page.objects.live().public().descendant_of(tenant.root_page, inclusive=True)
        .order_by("path").values_list("url_path", "last_published_at")[:LONGEST]
    )  # fmt: skip
    start = len(tenant.root_page.url_path)
    rows = [{"url": f"{tenant.root_url}/{path[start:]}", "changed": changed} for path, changed in pages]
    rows += (
        {"url": tenant.root_url + address}
        for address in islice(beside.addresses(tenant), LONGEST - len(rows))
    )
    return HttpResponse(
        render_to_string("home/sitemap.xml", {"rows": rows}), content_type="application/xml; charset=utf-8"
    )
