"""What each page type shows beyond its own fields."""

from collections.abc import Callable
from typing import Any

from django.http import HttpRequest

from home import listing, queries
from home.models import CountyHomePage, PolicyIndexPage, SectionPage, UmbrellaHomePage
from home.models.base import CONTEXTS, PortalPage

Context = Callable[[Any, HttpRequest], dict[str, Any]]


def context_of(*kinds: type[PortalPage]) -> Callable[[Context], Context]:
    def register(function: Context) -> Context:
        CONTEXTS.update(dict.fromkeys(kinds, function))
        return function

    return register


@context_of(CountyHomePage)
def county_home(page: CountyHomePage, request: HttpRequest) -> dict[str, Any]:
    return {
        "policies": queries.newest_policies(page, 6),
        "notices": queries.newest_news(page, 5),
        "stories": queries.newest_stories(page, 3),
        "services": queries.service_tiles(page),
    }


@context_of(UmbrellaHomePage)
def umbrella_home(page: UmbrellaHomePage, request: HttpRequest) -> dict[str, Any]:
    return {
        "counties": queries.counties_of(request.tenant),
        "policies": queries.newest_policies(page, 6),
        "notices": queries.newest_news(page, 5),
    }


@context_of(SectionPage)
def section(page: SectionPage, request: HttpRequest) -> dict[str, Any]:
    return {"page_obj": listing.section_items(page, request.GET.get("page"))}


@context_of(PolicyIndexPage)
def policy_index(page: PolicyIndexPage, request: HttpRequest) -> dict[str, Any]:
    return listing.policy_list(page, request.GET)
