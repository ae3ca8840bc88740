from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from services.cases.actions.claim import claim
from services.cases.errors import CaseError
from services.cases.models import Party
from services.cases.public.door import TRACK, visit
from services.cases.queries.asked import asked_of
from services.cases.queries.citizens import claimable, own_parties
from services.cases.queries.procedures import declared


@never_cache
@require_safe
@login_required
def my(request: HttpRequest) -> HttpResponse:
    """Every case once, however often the person stands in it."""
    own = {party.case_id: party for party in reversed(own_parties(request.user))}
    asked = asked_of(own.values())
    rows = [
        _row(party, asked.get(party.case_id, ""))
        for party in sorted(own.values(), key=lambda one: one.case.opened_at, reverse=True)
    ]
    rows.sort(key=lambda row: not row["asked"])
    context = {
        "open": [row for row in rows if row["case"].is_open],
        "closed": [row for row in rows if not row["case"].is_open],
        "claimable": claimable(request.user),
        "crumbs": [{"title": _("我的事项")}],
    }
    return render(request, "cases/public/my.html", context)


def _row(party: Party, asked: str) -> dict[str, object]:
    procedure = declared(party.case.version)
    return {
        "case": party.case,
        "party": party,
        "procedure": procedure.name,
        "state": procedure.by_state[party.case.state].name,
        "asked": asked,
    }


@never_cache
@require_POST
@login_required
def take(request: HttpRequest, pk: int) -> HttpResponse:
    """A case with this phone becomes one of this account."""
    try:
        party = claim(get_object_or_404(Party, pk=pk), user=request.user)
    except CaseError:
        raise Http404 from None
    return redirect("citizen:my_case", party.case_id)


@never_cache
@require_POST
@login_required
def keep(request: HttpRequest, pk: int) -> HttpResponse:
    """A case that was opened with its code becomes one of this account."""
    seen = visit(request, TRACK, pk)
    try:
        claim(seen.party, user=request.user, by_code=True)
    except CaseError:
        raise Http404 from None
    return redirect("citizen:my_case", pk)
