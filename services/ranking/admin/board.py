"""All editions of the county, and the form that counts one."""

from typing import Any

from django.contrib import messages
from django.db.models import Count, Q
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.utils import timezone

from services.calendar.half_years import HalfYear, half_year, last_finished
from services.ranking.actions.count import count
from services.ranking.admin.access import StaffView
from services.ranking.errors import RankingError
from services.ranking.forms import CountForm
from services.ranking.models import Board, Objection
from services.ranking.queries import all_editions, ranked_in
from services.ranking.rules import may_adopt, may_count

# Half years that may be counted after the fact.
BACK = 4


class ListView(StaffView):
    http_method_names = ["get", "head"]

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        return listed(request, CountForm(periods=finished()))


class CountView(StaffView):
    http_method_names = ["post"]

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        form = CountForm(request.POST, periods=finished())
        if not form.is_valid():
            return listed(request, form, status=400)
        said = form.cleaned_data
        try:
            made = count(said["board"], said["period"], actor=request.user, held=request.roles)
        except RankingError as refusal:
            messages.error(request, str(refusal))
            return listed(request, form, status=409)
        return redirect("ranking_edition", made.pk)


def finished() -> list[HalfYear]:
    """Newest first."""
    found = [last_finished(timezone.localdate())]
    while len(found) < BACK:
        found.append(last_finished(found[-1].since))
    return found


def listed(request: HttpRequest, form: CountForm, status: int = 200) -> HttpResponse:
    editions = list(all_editions())
    ranked, waiting = ranked_in(editions), _waiting([one.pk for one in editions])
    context = {
        "rows": [
            (one, half_year(one.since), ranked.get(one.pk, 0), waiting.get(one.pk, 0)) for one in editions
        ],
        "form": form,
        "boards": Board.choices,
        "may_count": may_count(request.roles),
        "may_adopt": may_adopt(request.roles),
    }
    return TemplateResponse(request, "ranking/admin/list.html", context, status=status)


def _waiting(editions: list[int]) -> dict[int, int]:
    rows = Objection.objects.filter(edition__in=editions).order_by().values_list("edition")
    return dict(rows.annotate(waiting=Count("pk", filter=Q(answered_at=None))))
