"""What the pages read. Everything is asked below one tenant's root page; nothing is written."""

from dataclasses import dataclass
from datetime import date

from django.db.models import QuerySet
from wagtail.models import Page

from home.models import CaseStoryPage, CountyHomePage, NewsPage, PolicyPage
from tenants.models import Tenant
from tenants.scope import current_tenant


@dataclass(frozen=True)
class Tile:
    title: str
    text: str
    icon: str
    url: str


def newest_policies(root: Page, count: int) -> QuerySet[PolicyPage]:
    return (
        PolicyPage.objects.live().descendant_of(root).order_by("-first_published_at", "-pk")
        .only("title", "url_path", "slug", "document_number", "issued_on", "first_published_at", "validity")[:count]
    )


def newest_news(root: Page, count: int) -> QuerySet[NewsPage]:
    return NewsPage.objects.live().descendant_of(root).order_by("-date", "-pk")[:count]


def newest_stories(root: Page, count: int) -> QuerySet:
    return CaseStoryPage.objects.live().descendant_of(root).order_by("-date", "-pk")[:count]


def service_tiles(home: CountyHomePage) -> list[Tile]:
    """The main services whose page is published; a tile never leads nowhere."""
    wanted = [child.value for child in home.services]
    pages = {page.pk: page for page in Page.objects.live().filter(pk__in=[v["page"].pk for v in wanted if v["page"]])}
    return [
        Tile(str(value["title"]), str(value["text"]), str(value["icon"]), pages[value["page"].pk].url)
        for value in wanted
        if value["page"] and value["page"].pk in pages
    ]


def counties_of(umbrella: Tenant) -> list[Tenant]:
    return list(umbrella.counties.select_related("site", "division"))


def policies_by_number(numbers: list[str]) -> dict[str, PolicyPage]:
    """Published policies of this tenant, else of its umbrella, by document number."""
    tenant = current_tenant()
    found: dict[str, PolicyPage] = {}
    roots = [t.root_page for t in (tenant.parent, tenant) if t is not None] if tenant else []
    for root in roots:
        pages = PolicyPage.objects.live().descendant_of(root).filter(document_number__in=numbers)
        found |= {page.document_number: page for page in pages}
    return found


def expired(page: PolicyPage, today: date) -> bool:
    return bool(page.expires_on and page.expires_on < today)
