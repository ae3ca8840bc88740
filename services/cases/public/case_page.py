from dataclasses import asdict, dataclass
from functools import wraps
from typing import Any

from django.contrib.auth.views import redirect_to_login
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from services.booking.queries import about as bookings_about
from services.cases.models import CaseEvent, Party
from services.cases.notice_kinds import about
from services.cases.public.door import MY, CodeNeededError, Visit, visit
from services.cases.queries.citizen_case import citizen_case, position_of_head
from services.cases.queries.own_rooms import own_rooms
from services.cases.told import told
from services.inputs import once
from services.notices.sent import sent_to


@dataclass(frozen=True)
class Problem:
    """What was refused, shown beside the form it came from; `typed` stays there."""

    place: str
    sentence: str
    typed: str = ""
    about: int = 0


def for_visitors(view: Any) -> Any:
    """`view(request, seen, …)` for whoever may come in; everybody else is led to where they can say who they are."""

    @never_cache
    @wraps(view)
    def guarded(request: HttpRequest, pk: int, door: str, **more: Any) -> HttpResponse:
        if door == MY and not request.user.is_authenticated:
            return redirect_to_login(request.get_full_path())
        try:
            seen = visit(request, door, pk)
        except CodeNeededError:
            return redirect("citizen:track")
        return view(request, seen, **more)

    return guarded


@require_safe
@for_visitors
def show(request: HttpRequest, seen: Visit) -> HttpResponse:
    left = once.take(request, _left(seen))
    problem = Problem(**left) if left else None
    page = citizen_case(seen.case, seen.party, seen.doer, acts=seen.acts)
    context = {
        "seen": seen,
        "case": seen.case,
        "page": page,
        "problem": problem,
        "may_keep": request.user.is_authenticated and seen.door != MY and seen.party.user_id is None,
        "told": told(seen.case) if seen.party.side == Party.Side.APPLICANT else [],
        "sent": sent_to(about(seen.case), user=seen.party.user, phone=seen.party.phone),
        "bookings": list(bookings_about(about(seen.case))),
        "rooms": list(own_rooms(seen.case, seen.party)) if seen.acts else [],
        "crumbs": crumbs(seen),
        **_compared(request, seen),
    }
    return render(request, "cases/public/case.html", context)


def refuse(request: HttpRequest, seen: Visit, problem: Problem) -> HttpResponse:
    """Back to the page of the case, which says it once at its top and beside the form."""
    once.leave(request, _left(seen), asdict(problem))
    return redirect(seen.address())


def _left(seen: Visit) -> str:
    return f"problem-{seen.case.pk}"


def crumbs(seen: Visit, last: str = "") -> list[dict[str, str]]:
    first = (
        {"title": _("我的事项"), "url": "/my/"}
        if seen.door == MY
        else {"title": _("查办理进度"), "url": "/track/"}
    )
    if not last:
        return [first, {"title": seen.case.number}]
    return [first, {"title": seen.case.number, "url": seen.address()}, {"title": last}]


def _compared(request: HttpRequest, seen: Visit) -> dict[str, Any]:
    said = request.GET.get("head", "").strip()[:80]
    if not said:
        return {}
    events = (
        CaseEvent.objects.filter(case=seen.case).only("position", "hash", "at", "text").order_by("position")
    )
    place = position_of_head(list(events), said)
    return {"said_head": said, "head_at": events.filter(position=place).first() if place else None}
