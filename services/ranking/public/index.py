"""The boards with their newest edition, and the archive."""

from dataclasses import dataclass
from functools import cache

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import Resolver404, resolve
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from services.calendar.half_years import half_year
from services.ranking.models import Board, Edition, HalfYearReport
from services.ranking.queries import published, ranked_in
from services.ranking.words import BOARDS
from tenants.models import Tenant
from tenants.throttle import throttled

REVIEWS, SUBSIDIES = "/rankings/reviews/", "/rankings/subsidies/"
# What no address of ours knows is looked up among the pages.
_PAGES = "wagtail_serve"
PER_MINUTE = 240


@dataclass(frozen=True)
class Shown:
    """An edition in a list."""

    edition: Edition
    period: str
    ranked: int


@dataclass(frozen=True)
class Row:
    board: str
    name: str
    newest: Shown | None
    older: list[Shown]


@require_safe
@throttled("ranking", limit=PER_MINUTE)
def boards(request: HttpRequest) -> HttpResponse:
    tenant, editions = request.tenant, list(published())
    ranked = ranked_in(editions)
    found = {board: [] for board in Board.values}
    for one in editions:
        found[one.board].append(Shown(one, str(half_year(one.since)), ranked.get(one.pk, 0)))
    rows = [
        Row(board, str(BOARDS[board]), shown[0] if shown else None, shown[1:])
        for board, shown in found.items()
    ]
    counties = Tenant.objects.filter(parent=tenant).select_related("site") if tenant.is_umbrella else ()
    context = {
        "rows": rows,
        "some": bool(editions),
        "counties": [{"name": county.name, "url": f"{county.root_url}/rankings/"} for county in counties],
        "reviews_url": REVIEWS if is_there(REVIEWS) else "",
        "subsidies_url": SUBSIDIES if is_there(SUBSIDIES) else "",
        "reports": [half_year(one) for one in HalfYearReport.objects.values_list("since", flat=True)],
        "crumbs": [{"title": _("公益排名")}],
    }
    return render(request, "ranking/public/index.html", context)


@cache
def is_there(path: str) -> bool:
    try:
        return resolve(path).view_name != _PAGES
    except Resolver404:
        return False
