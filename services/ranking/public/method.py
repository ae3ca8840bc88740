"""How the rankings are made, from the formulas in force."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from services.ranking.method import method
from services.ranking.models import Board
from services.ranking.public.index import PER_MINUTE
from services.ranking.rules import in_force
from services.ranking.words import BOARDS
from services.voices.queries import settings_of
from tenants.throttle import throttled


@require_safe
@throttled("ranking", limit=PER_MINUTE)
def how(request: HttpRequest) -> HttpResponse:
    context = {
        "boards": [(str(BOARDS[board]), method(in_force(board))) for board in Board.values],
        "grades": settings_of(request.tenant),
        "crumbs": [{"title": _("公益排名"), "url": reverse("ranking:index")}, {"title": _("排名是怎么算的")}],
    }
    return render(request, "ranking/public/method.html", context)
