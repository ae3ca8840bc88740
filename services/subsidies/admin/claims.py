"""The claims, and the page on which a period is compiled."""

from typing import Any
from urllib.parse import urlencode

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import ngettext

from services.calendar import periods
from services.calendar.periods import Period
from services.cases.queries.procedures import declared
from services.subsidies import rates
from services.subsidies.actions.compile_claims import compile_claims
from services.subsidies.admin.access import OwnView, StaffView, compiles
from services.subsidies.clauses import clauses_of, linked
from services.subsidies.errors import SubsidyError
from services.subsidies.models import Claim
from services.subsidies.queries.claims import claims, own_lines, states
from services.subsidies.queries.found import LeftOut, Proposal, ended_before
from services.subsidies.queries.lists import ready
from services.subsidies.queries.propose import propose
from services.subsidies.queries.rates import choices, needs_review, procedure
from services.subsidies.schemes import KINDS, Scheme

PAGE, BACK = 50, 8


class ClaimsView(StaffView):
    http_method_names = ["get", "head"]

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        state, scheme = request.GET.get("state", ""), request.GET.get("scheme", "")
        rows = claims()
        if state:
            rows = rows.filter(case__state=state)
        if scheme in Scheme.values:
            rows = rows.filter(scheme=scheme)
        known, counted = procedure(), states()
        names = {one.code: one.name for one in known.states}
        page = Paginator(rows, PAGE).get_page(request.GET.get("p"))
        context = {
            "page": page,
            "rows": [(one, names.get(one.case.state, one.case.state)) for one in page],
            "state": state,
            "scheme": scheme,
            "states": [(one.code, one.name, counted.get(one.code, 0)) for one in known.states],
            "schemes": Scheme.choices,
            "ready": ready().count(),
            "compiles": compiles(request),
        }
        return TemplateResponse(request, "subsidies/admin/claims.html", context)


class CompileView(StaffView):
    """Shows what would be claimed, and why the rest would not; the button compiles exactly that."""

    http_method_names = ["get", "head", "post"]

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        scheme = request.GET.get("scheme", "")
        return self._draw(
            scheme if scheme in Scheme.values else Scheme.MEDIATION, request.GET.get("period", "")
        )

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        scheme, code = request.POST.get("scheme", ""), request.POST.get("period", "")
        if scheme not in Scheme.values:
            return redirect("subsidies_compile")
        here = f"{reverse('subsidies_compile')}?{urlencode({'scheme': scheme, 'period': code})}"
        period = _named(_offered(scheme), code)
        if period is None:
            return redirect(here)
        again = [int(one) for one in request.POST.getlist("again") if one.isdigit()]
        try:
            made = compile_claims(scheme, period, actor=request.user, again=again)
        except SubsidyError as error:
            messages.error(request, str(error))
            return redirect(here)
        words = {"count": len(made)}
        messages.success(
            request, ngettext("已编制%(count)d份申报。", "已编制%(count)d份申报。", len(made)) % words
        )
        if len(made) == 1:
            return redirect("subsidies_claim", made[0].pk)
        return redirect(f"{reverse('subsidies_modeladmin_index')}?state=compiled&scheme={scheme}")

    def _draw(self, scheme: str, code: str) -> HttpResponse:
        _length, cycle = rates.cycle(procedure(), scheme)
        offered = _offered(scheme)
        period = _named(offered, code) if code else offered[1]
        found = propose(scheme, period) if period else Proposal()
        offers = choices(scheme, period.last if period else timezone.localdate())
        context = {
            "scheme": Scheme(scheme),
            "schemes": Scheme.choices,
            "period": period,
            "periods": offered,
            "chosen": (period or offered[1]).code,
            "earlier": period is not None and any(ended_before(line.case, period) for line in found.lines),
            "claimable": bool(offers) and bool(found.lines or any(one.again for one in found.left_out)),
            "cycle": linked(cycle),
            "lines": found.lines,
            "left_out": _by_reason(found.left_out),
            "left_count": len(found.left_out),
            "choices": [(one, linked(one.bases)) for one in offers],
            "by_day": KINDS[scheme].by_day,
            "needs_review": needs_review(scheme),
            "compiles": compiles(self.request),
        }
        return TemplateResponse(self.request, "subsidies/admin/compile.html", context)


def _offered(scheme: str) -> list[Period]:
    """The newest first; by month or by quarter where no document says which."""
    length, cycle = rates.cycle(procedure(), scheme)
    lengths = [length] if cycle else [length, "quarter"]
    return [one for each in lengths for one in periods.recent(timezone.localdate(), each, BACK)]


def _named(offered: list[Period], code: str) -> Period | None:
    return next((one for one in offered if one.code == code), None)


def _by_reason(left_out: list[LeftOut]) -> list[tuple[str, list[LeftOut]]]:
    """The rarest reason first: it is the one somebody has to look into."""
    found: dict[str, list[LeftOut]] = {}
    for one in left_out:
        found.setdefault(one.why, []).append(one)
    return sorted(found.items(), key=lambda pair: len(pair[1]))


class OwnLinesView(OwnView):
    """What was claimed for, and paid to, whoever reads it."""

    http_method_names = ["get", "head"]

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        page = Paginator(own_lines(request.user), PAGE).get_page(request.GET.get("p"))
        context = {
            "page": page,
            "rows": [(line, clauses_of(line.clauses)) for line in page],
        }
        return TemplateResponse(request, "subsidies/admin/own.html", context)


def state_of(claim: Claim) -> str:
    """Under the version of the procedure that this claim began with."""
    return declared(claim.case.version).by_state[claim.case.state].name
