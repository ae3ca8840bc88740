"""The way in for whoever was invited: a code for one use, or the own account."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST

from services.mediation.actions.open_room import use_code
from services.mediation.entry import put, room_of
from services.mediation.models import Room, Seat
from services.mediation.staff import LEADING
from tenants.throttle import throttled


def asks(request: HttpRequest, room: Room, *, code: str = "", problem: str = "") -> HttpResponse:
    context = {
        "room": room,
        "leading": Seat.objects.filter(room=room, role__in=LEADING),
        "code": code or request.GET.get("k", "")[:20],
        "problem": problem,
        "crumbs": [{"title": _("视频调解")}],
    }
    return render(request, "mediation/enter.html", context, status=422 if problem else 200)


@never_cache
@require_POST
@throttled("mediation-enter", limit=20)
def enter(request: HttpRequest, code: str) -> HttpResponse:
    """Opening a link uses nothing up: programs of messengers open links, too. Only this button does."""
    room = room_of(code)
    if room is None:
        raise Http404
    if room.state == Room.State.ENDED:
        return redirect("mediation:room", code=room.code)
    seat = use_code(room, request.POST.get("code", ""))
    if seat is None:
        problem = _("邀请码不对，或者已经用过、已经过期。请核对后再输入；打不开就请调解员再发一个。")
        return asks(request, room, code=request.POST.get("code", ""), problem=problem)
    put(request, seat)
    return redirect("mediation:room", code=room.code)
