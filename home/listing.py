"""Lists of pages with their filters and paging, as the section templates need them."""

from typing import Any

from django.core.paginator import Page as PaginatorPage
from django.core.paginator import Paginator
from django.db.models import Q, QuerySet
from django.db.models.functions import ExtractYear
from django.http import QueryDict

from home.models import PolicyIndexPage, PolicyPage, SectionPage, Theme

PER_PAGE = 20


def section_items(section: SectionPage, number: str | None) -> PaginatorPage:
    """The section's pages, newest first, as their own types; a wrong page number gives the nearest page."""
    children = section.get_children().live().specific().order_by("-first_published_at", "-pk")
    return Paginator(children, PER_PAGE).get_page(number)


def policy_list(index: PolicyIndexPage, asked: QueryDict) -> dict[str, Any]:
    """One page of policies with the filters that were asked for and those that can be."""
    every = PolicyPage.objects.live().child_of(index)
    chosen = {key: _clean(asked.get(key, "")) for key in ("q", "year", "issuer", "validity", "theme")}
    found = _filtered(every, chosen)
    return {
        "page_obj": Paginator(
            found.order_by("-issued_on", "-pk").prefetch_related("issuers"), PER_PAGE
        ).get_page(asked.get("page")),
        "chosen": chosen,
        "years": _distinct(every.annotate(year=ExtractYear("issued_on")), "year")[::-1],
        "issuers": _distinct(every, "issuers__name")[:50],
        "validities": PolicyPage.Validity.choices,
        "themes": list(Theme.objects.filter(policypage__in=every).distinct()),
    }


def _clean(text: str) -> str:
    """PostgreSQL refuses a question with a zero byte in it."""
    return text.replace("\x00", "").strip()[:60]


def _distinct(policies: QuerySet, field: str) -> list[Any]:
    return list(policies.exclude(**{field: None}).order_by(field).values_list(field, flat=True).distinct())


def _filtered(policies: QuerySet, chosen: dict[str, str]) -> QuerySet:
    if chosen["q"]:
        policies = policies.filter(
            Q(title__icontains=chosen["q"]) | Q(document_number__icontains=chosen["q"])
        )
    if chosen["year"].isdigit():
        policies = policies.filter(issued_on__year=int(chosen["year"][:4]))
    if chosen["issuer"]:
        policies = policies.filter(issuers__name=chosen["issuer"])
    if chosen["validity"]:
        policies = policies.filter(validity=chosen["validity"])
    if chosen["theme"].isdigit():
        policies = policies.filter(themes=int(chosen["theme"][:9]))
    return policies.distinct()
