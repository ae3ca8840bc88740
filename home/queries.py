"""What the pages read. Everything is asked below one tenant's root page; nothing is written."""

from collections.abc import Iterable
from dataclasses import dataclass
from functools import reduce
from operator import or_

from django.db.models import Case, Q, QuerySet, Sum, When
from wagtail.documents.models import AbstractDocument
from wagtail.models import Page, ReferenceIndex

from home.importer.titles import covering_title
from home.importer.types import Citation
from home.models import (
    CaseStoryPage,
    CompilationPage,
    CountyHomePage,
    NewsPage,
    PageViews,
    PolicyBasis,
    PolicyPage,
    PolicyRelation,
    ServiceItemPage,
    TenantSettings,
    UmbrellaHomePage,
)
from home.models.base import DatedPage
from home.tenancy import ROOT_LENGTH
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
        PolicyPage.objects.live()
        .descendant_of(root)
        .order_by("-first_published_at", "-pk")
        .only("title", "url_path", "slug", "issued_on", "effective_on", "first_published_at", "validity")[
            :count
        ]
    )


def newest_news(root: Page, count: int) -> QuerySet[NewsPage]:
    return NewsPage.objects.live().descendant_of(root).order_by("-date", "-pk")[:count]


def newest_stories(root: Page, count: int) -> QuerySet:
    return CaseStoryPage.objects.live().descendant_of(root).order_by("-date", "-pk")[:count]


def service_tiles(home: CountyHomePage | UmbrellaHomePage) -> list[Tile]:
    """The main services whose page is published; a tile never leads nowhere."""
    wanted = [child.value for child in home.services]
    pages = {
        page.pk: page
        for page in Page.objects.live().filter(pk__in=[v["page"].pk for v in wanted if v["page"]])
    }
    return [
        Tile(str(value["title"]), str(value["text"]), str(value["icon"]), pages[value["page"].pk].url)
        for value in wanted
        if value["page"] and value["page"].pk in pages
    ]


def settings_of(tenant: Tenant) -> TenantSettings:
    found = TenantSettings.objects.select_related("crest").filter(site=tenant.site_id).first()
    return found or TenantSettings(site=tenant.site)


@dataclass(frozen=True)
class County:
    """A county as the umbrella shows it."""

    name: str
    root_url: str
    accent: str
    address: str
    phone: str


def counties_of(umbrella: Tenant) -> list[County]:
    tenants = list(umbrella.counties.select_related("site", "division"))
    told = {row.site_id: row for row in TenantSettings.objects.filter(site__in=[t.site_id for t in tenants])}
    return [
        County(t.name, t.root_url, row.accent, row.address, row.phone)
        for t in tenants
        if (row := told.get(t.site_id))
    ]


def newest_of_all(kind: type[DatedPage | PolicyPage], umbrella: Tenant, count: int) -> list[Page]:
    """The newest published pages of the umbrella and its counties, each with its `county`'s name."""
    family = [umbrella, *umbrella.counties.select_related("site", "root_page")]
    by_path = {tenant.root_page.path: tenant for tenant in family}
    newest = kind.objects.live().order_by("-first_published_at", "-pk")
    seen = list(newest[: 5 * count])
    pages = [page for page in seen if page.path[:ROOT_LENGTH] in by_path][:count]
    if len(pages) < count and len(seen) == 5 * count:  # most of the newest belong to another umbrella
        pages = list(newest.filter(reduce(or_, (Q(path__startswith=path) for path in by_path)))[:count])
    for page in pages:
        page.county = by_path[page.path[:ROOT_LENGTH]].name
    return pages


def cited(page: PolicyPage) -> list[dict[str, object]]:
    """The documents it rests on, each with its page when that is published here or by the umbrella.

    A text is the same when its number is, or, where none is given, its title; a notice bears the title of what
    it issues between 《》. The county's own page comes before the umbrella's.
    """
    bases = list(page.bases.all())
    titles = {basis.title for basis in bases if not basis.number}
    numbers = {basis.number for basis in bases if basis.number}
    asked = reduce(or_, (Q(title__endswith=covering_title(title)) for title in titles), Q(pk=None))
    asked |= Q(title__in=titles) | Q(document_number__in=numbers)
    found: dict[str, PolicyPage] = {}
    for policy in _in_force_for(current_tenant()).filter(asked).exclude(pk=page.pk) if bases else ():
        issued = policy.title.rpartition("》")[0].rpartition("《")[2]
        found |= dict.fromkeys((policy.document_number, policy.title, issued), policy)
    return [{"title": b.title, "number": b.number, "page": found.get(b.number or b.title)} for b in bases]


def _in_force_for(tenant: Tenant) -> QuerySet[PolicyPage]:
    """The published policies of the tenant and of its umbrella, the tenant's own last."""
    roots = [t.root_page for t in (tenant.parent, tenant) if t is not None]
    below = reduce(or_, (Q(path__startswith=root.path) for root in roots))
    return (
        PolicyPage.objects.live()
        .filter(below)
        .annotate(own=_is_below(tenant.root_page))
        .order_by("own", "pk")
    )


def _is_below(root: Page) -> Case:
    return Case(When(path__startswith=root.path, then=1), default=0)


def known_citations(tenant: Tenant) -> list[Citation]:
    """Every numbered citation and every numbered document that the tenant holds already."""
    held = PolicyPage.objects.descendant_of(tenant.root_page)
    cited_here = PolicyBasis.objects.filter(page__in=held).exclude(number="").select_related("page")
    numbered = held.exclude(document_number="").values_list("title", "document_number")
    return [Citation(basis.title, basis.number, source=basis.page.title) for basis in cited_here] + [
        Citation(title, number, source=title) for title, number in numbered
    ]


def live_page(tenant: Tenant, pk: int) -> Page | None:
    return Page.objects.live().public().descendant_of(tenant.root_page).filter(pk=pk).first()


def service_item(tenant: Tenant, slug: str) -> ServiceItemPage | None:
    return ServiceItemPage.objects.live().public().descendant_of(tenant.root_page).filter(slug=slug).first()


def views_of(page: Page) -> int:
    return PageViews.objects.filter(page=page).aggregate(sum=Sum("count"))["sum"] or 0


def compilation(tenant: Tenant, slug: str) -> CompilationPage | None:
    return CompilationPage.objects.live().descendant_of(tenant.root_page).filter(slug=slug).first()


def bound_policies(page: CompilationPage) -> list[PolicyPage]:
    """The published policies of a volume in its own order."""
    entries = page.entries.select_related("policy").prefetch_related("policy__issuers", "policy__themes")
    return [entry.policy for entry in entries if entry.policy.live]


def compilations_with(page: PolicyPage) -> QuerySet[CompilationPage]:
    return CompilationPage.objects.live().filter(entries__policy=page).distinct()


def related(page: PolicyPage) -> tuple[list[PolicyRelation], dict[str, list[PolicyPage]]]:
    """What the policy does to others, and by verb the published policies that do it to this one."""
    own, by_verb = [], {kind: [] for kind in PolicyRelation.Kind.values}
    rows = PolicyRelation.objects.filter(Q(page=page) | Q(target=page)).select_related("page", "target")
    for relation in rows:
        if relation.page_id == page.pk and relation.target.live:
            own.append(relation)
        elif relation.target_id == page.pk and relation.page.live:
            by_verb[relation.kind].append(relation.page)
    return own, by_verb


def undecided_policies(pages: Iterable[Page]) -> list[PolicyPage]:
    """The policies among these pages, and below them, whose newest draft names no way of disclosure."""
    below = reduce(or_, (Q(path__startswith=page.path) for page in pages), Q(pk=None))
    drafts = (page.get_latest_revision_as_object() for page in PolicyPage.objects.filter(below))
    return [page for page in drafts if not page.disclosure]


def is_published_with(document: AbstractDocument, tenant: Tenant) -> bool:
    """Whether a published page of the tenant hands the file out."""
    references = ReferenceIndex.get_references_to(document)
    pages = {int(pk) for pk in references.values_list("object_id", flat=True) if pk.isdigit()}
    return Page.objects.live().descendant_of(tenant.root_page, inclusive=True).filter(pk__in=pages).exists()
