"""What each page type shows beyond its own fields."""

from collections.abc import Callable
from typing import Any

from django.http import HttpRequest
from django.urls import reverse
from django.utils import timezone
from django.utils.safestring import SafeString, mark_safe
from segno import make_qr
from wagtail.models import Page

from home import listing, queries
from home.document_view import contents_of, parts_of
from home.menus import section_title
from home.models import (
    CaseStoryPage,
    CompilationPage,
    CountyHomePage,
    GuidePage,
    InterpretationPage,
    NewsPage,
    PolicyIndexPage,
    PolicyPage,
    SectionPage,
    ServiceIndexPage,
    ServiceItemPage,
    StandardPage,
    UmbrellaHomePage,
)
from home.models.base import CONTEXTS, PortalPage
from home.service_items import shown
from tenants.models import Tenant

Context = Callable[[Any, HttpRequest], dict[str, Any]]


def context_of(*kinds: type[PortalPage]) -> Callable[[Context], Context]:
    def register(function: Context) -> Context:
        def with_frame(page: PortalPage, request: HttpRequest) -> dict[str, Any]:
            return _frame(page, request.tenant) | function(page, request)

        CONTEXTS.update(dict.fromkeys(kinds, with_frame))
        return function

    return register


def _path(page: Page, tenant: Tenant) -> str:
    return f"/{page.url_path[len(tenant.root_page.url_path) :]}"


def _frame(page: Page, tenant: Tenant) -> dict[str, Any]:
    """Breadcrumbs and the address of the page itself: every page has them."""
    address = _path(page, tenant)
    crumbs = []
    if page.depth > tenant.root_page.depth + 1:
        section = f"/{address.strip('/').split('/')[0]}/"
        crumbs = [{"title": section_title(tenant, section), "url": section}]
    return {"crumbs": [*crumbs, {"title": page.title}], "canonical_url": tenant.root_url + address}


def _reading(page: Page) -> dict[str, Any]:
    return {"beacon_url": reverse("count_view", args=[page.pk]), "views": queries.views_of(page)}


def _qr(url: str) -> SafeString:
    """Drawn here, so that no outside service learns who reads what."""
    return mark_safe(make_qr(url, error="m", mask=2).svg_inline(scale=3, border=2, omitsize=True))  # noqa: S308


@context_of(CountyHomePage)
def county_home(page: CountyHomePage, request: HttpRequest) -> dict[str, Any]:
    return {
        "policies": queries.newest_policies(page, 6),
        "notices": queries.newest_news(page, 5),
        "stories": queries.newest_stories(page, 3),
        "services": queries.service_tiles(page),
        "track_url": reverse("citizen:track"),
    }


@context_of(UmbrellaHomePage)
def umbrella_home(page: UmbrellaHomePage, request: HttpRequest) -> dict[str, Any]:
    return {
        "services": queries.service_tiles(page),
        "counties": queries.counties_of(request.tenant),
        "policies": queries.newest_of_all(PolicyPage, request.tenant, 6),
        "notices": queries.newest_of_all(NewsPage, request.tenant, 5),
    }


@context_of(SectionPage)
def section(page: SectionPage, request: HttpRequest) -> dict[str, Any]:
    return {
        "page_obj": listing.section_items(page, request.GET.get("page")),
        "feed_url": reverse("section_feed", args=[page.slug]),
    }


@context_of(ServiceIndexPage)
def service_index(page: ServiceIndexPage, request: HttpRequest) -> dict[str, Any]:
    return {
        "items": ServiceItemPage.objects.live().child_of(page).order_by("path"),
        "counties": queries.counties_of(request.tenant) if request.tenant.is_umbrella else [],
    }


@context_of(ServiceItemPage)
def service_item(page: ServiceItemPage, request: HttpRequest) -> dict[str, Any]:
    return _reading(page) | shown(page)


@context_of(PolicyIndexPage)
def policy_index(page: PolicyIndexPage, request: HttpRequest) -> dict[str, Any]:
    return listing.policy_list(page, request.GET) | {"feed_url": reverse("section_feed", args=[page.slug])}


@context_of(PolicyPage)
def policy(page: PolicyPage, request: HttpRequest) -> dict[str, Any]:
    basis = queries.cited(page)
    relations, related_by = queries.related(page)
    parts = parts_of(page)
    return _reading(page) | {
        "issuers": [issuer.name for issuer in page.issuers.all()],
        "parts": parts,
        "contents": contents_of(parts),
        "basis": basis,
        "rests_on": [b["page"] for b in basis if b["page"] and b["page"].validity in ("repealed", "expired")],
        "amended_by": related_by["amends"],
        "repealed_by": related_by["repeals"],
        "replaced_by": related_by["replaces"],
        "relations": relations,
        "interpretations": page.interpretations.live(),
        "compilations": queries.compilations_with(page),
        "expired": bool(page.expires_on and page.expires_on < timezone.localdate()),
        "qr_svg": _qr(request.tenant.root_url + _path(page, request.tenant)),
    }


@context_of(InterpretationPage, NewsPage, GuidePage, CaseStoryPage, StandardPage)
def article(page: PortalPage, request: HttpRequest) -> dict[str, Any]:
    return _reading(page)


@context_of(CompilationPage)
def compilation(page: CompilationPage, request: HttpRequest) -> dict[str, Any]:
    return {
        "policies": queries.bound_policies(page),
        "print_url": reverse("print_compilation", args=[page.slug]),
    }


def volume(page: CompilationPage) -> list[dict[str, Any]]:
    """The items of a printed volume; the prefix keeps the anchors of its documents apart."""
    return [
        {
            "page": item,
            "issuers": [issuer.name for issuer in item.issuers.all()],
            "parts": parts_of(item),
            "prefix": f"d{place}-",
        }
        for place, item in enumerate(queries.bound_policies(page), 1)
    ]
