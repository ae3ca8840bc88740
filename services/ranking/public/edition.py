"""One published edition: who stands where, from what, and how to reckon it again."""

from typing import Any

from django.core.paginator import Page, Paginator
from django.db.models import Count, Q
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from services.calendar.half_years import HalfYear, half_year
from services.ranking.citing import cited
from services.ranking.formula import weighing
from services.ranking.models import Edition
from services.ranking.public.index import PER_MINUTE
from services.ranking.queries import objections, published_of
from services.ranking.shown import lines
from services.ranking.words import BOARDS, least_of
from tenants.throttle import throttled

PER_PAGE = 50
LONGEST_NAME = 40


@require_safe
@throttled("ranking", limit=PER_MINUTE)
def edition(request: HttpRequest, board: str, period: HalfYear) -> HttpResponse:
    found = published_of(board, period)
    if found is None:
        raise Http404
    context = shown(found, request.GET.get("q", ""), request.GET.get("page"))
    context |= {
        "crumbs": [
            {"title": _("公益排名"), "url": reverse("ranking:index")},
            {"title": f"{context['board_name']} {context['period']}"},
        ],
        "canonical_url": request.tenant.root_url + request.path,
    }
    return render(request, "ranking/public/edition.html", context)


def shown(found: Edition, asked: str, page: str | None) -> dict[str, Any]:
    """What the page reads; the preview in the back office shows the same."""
    name, formula = asked.strip()[:LONGEST_NAME], found.formula
    entries = found.entries.all()
    numbers = entries.aggregate(
        total_ranked=Count("pk", filter=Q(rank__isnull=False)),
        total_unranked=Count("pk", filter=Q(rank=None)),
    )
    if name:
        entries = entries.filter(Q(name__icontains=name) | Q(body__icontains=name))
    held = Paginator(entries, PER_PAGE).get_page(page)
    rows = lines(found, held.object_list)
    return {
        "edition": found,
        "title": f"{formula['name']} {half_year(found.since)}",
        "board_name": str(BOARDS[found.board]),
        "period": half_year(found.since),
        "asked": name,
        "page_obj": held,
        "ranked": [row for row in rows if row.entry.rank is not None],
        "unranked": [row for row in rows if row.entry.rank is None],
        "measures": [(one, cited(one.get("basis", ""))) for one in weighing(formula)],
        "minimum": [least_of(code, least) for code, least in formula["minimum"].items()],
        "basis": cited(formula.get("basis", ())),
        "objections": objections(found),
        "unranked_page": _page_of(numbers["total_ranked"], held) if not name else 0,
        **numbers,
    }


def _page_of(place: int, held: Page) -> int:
    """On which page the first without a rank stands; 0 where it is the one that is read."""
    page = place // PER_PAGE + 1
    return 0 if page == held.number else page
