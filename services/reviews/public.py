"""The public pages of reviews: how it is done, what was drawn by which numbers, and the means to draw it again."""

from dataclasses import dataclass
from pathlib import Path
from typing import Any

from django.db.models import Avg, Count, Q
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import get_object_or_404, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from services.cases.bases import address
from services.cases.lookup import tidy_number
from services.reviews import sampling
from services.reviews.cycles import basis_of
from services.reviews.marks import SHORT, mark_of
from services.reviews.models import Round, Sampled
from services.reviews.models.settings import Board
from services.reviews.queries import public_rounds, settings_of
from tenants.throttle import throttled


@dataclass(frozen=True)
class Cited:
    """`url` is empty where the clause is not published."""

    line: str
    url: str


PROGRAM = Path(__file__).parent / "draw.py"
# Fewer results than this would say of one person how it went.
FEWEST = 3


def slow_down(request: HttpRequest, seconds: int) -> HttpResponse:
    return render(request, "429.html", {"retry_after": seconds}, status=429)


@require_safe
@throttled("reviews", limit=240, refusal=slow_down)
def index(request: HttpRequest) -> HttpResponse:
    bases = {one.line: one for board in Board for one in _bases(request, board)}
    context = {
        "rounds": list(public_rounds()),
        "settings": settings_of(),
        "bases": list(bases.values()),
        "crumbs": [{"title": _("公益排名"), "url": "/rankings/"}, {"title": _("案卷评查")}],
    }
    return render(request, "reviews/public/index.html", context)


@never_cache
@require_safe
@throttled("reviews_round", limit=60, refusal=slow_down)
def one_round(request: HttpRequest, pk: int) -> HttpResponse:
    row = get_object_or_404(Round, pk=pk)
    drawn = list(row.sampled.order_by("place").values_list("mark", flat=True))
    asked = " ".join(request.GET.get("number", "").split())[:60]
    context = {
        "row": row,
        "drawn": [mark[:SHORT] for mark in drawn],
        "asked": asked,
        "checked": _checked(row, asked, drawn) if asked else None,
        "counts": _counts(row),
        "bases": _bases(request, row.board),
        "crumbs": [
            {"title": _("公益排名"), "url": "/rankings/"},
            {"title": _("案卷评查"), "url": "/rankings/reviews/"},
            {"title": str(row)},
        ],
    }
    return render(request, "reviews/public/round.html", context)


@require_safe
@throttled("reviews_download", limit=30)
def sample(request: HttpRequest, pk: int) -> JsonResponse:
    row = get_object_or_404(Round, pk=pk)
    told = {
        "round": str(row),
        "since": row.since.isoformat(),
        "until": row.until.isoformat(),
        "digest": row.eligible_digest,
        "seed_plan": row.seed_plan,
        "seed": row.seed,
        "seed_source": row.seed_source,
        "size": row.size,
        "each_from": row.each_from,
        "list": sampling.read(row.listed),
        "drawn": list(row.sampled.order_by("place").values_list("mark", flat=True)),
    }
    response = JsonResponse(told, json_dumps_params={"ensure_ascii": False, "indent": 1})
    response["Content-Disposition"] = 'attachment; filename="sample.json"'
    response["Cache-Control"] = "no-cache"
    return response


@require_safe
def program(request: HttpRequest) -> HttpResponse:
    response = HttpResponse(PROGRAM.read_bytes(), content_type="text/x-python; charset=utf-8")
    response["Content-Disposition"] = 'attachment; filename="draw.py"'
    return response


def _checked(row: Round, number: str, drawn: list[str]) -> dict[str, Any]:
    """What stands for a number in this round; its key is given to whoever knows the number."""
    marks = {mark for mark, _group in sampling.read(row.listed)}
    ways = [mark_of(row.salt, said) for said in (tidy_number(number), number)]
    made = next((one for one in ways if one.mark in marks), ways[0])
    return {
        "mark": made.mark,
        "key": made.key,
        "number": made.number,
        "listed": made.mark in marks,
        "place": drawn.index(made.mark) + 1 if made.mark in drawn else 0,
    }


def _counts(row: Round) -> dict[str, Any] | None:
    """Only of a round whose results were published."""
    if row.state != Round.State.DONE:
        return None
    found = row.sampled.filter(closed=True).aggregate(
        many=Count("pk"), passed=Count("pk", filter=Q(result=Sampled.Result.PASSED)), mean=Avg("score")
    )
    few = found["many"] < FEWEST
    return found | {"failed": found["many"] - found["passed"], "few": few}


def _bases(request: HttpRequest, board: str) -> list[Cited]:
    return [
        Cited(f"{one.document_number} {one.clause}", address(one)) for one in basis_of(request.tenant, board)
    ]
