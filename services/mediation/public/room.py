"""The page of a room. It is empty until the socket tells what this seat may see."""

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import ensure_csrf_cookie
from django.views.decorators.http import require_safe

from services.mediation.entry import room_of
from services.mediation.holding import seat_at
from services.mediation.media.choose import reaching_media
from services.mediation.models import Room, Seat
from services.mediation.public.enter import asks
from services.mediation.signing import OF_THE_MATTER, in_force


@never_cache
@require_safe
@ensure_csrf_cookie
@reaching_media
def room(request: HttpRequest, code: str) -> HttpResponse:
    found = room_of(code)
    if found is None:
        raise Http404
    seat = seat_at(request, found)
    if found.state == Room.State.ENDED:
        return _over(request, found, seat)
    if seat is None:
        return asks(request, found)
    boot = {"room": found.code, "socket": f"/ws/mediation/{found.code}/", "csrf": settings.CSRF_COOKIE_NAME}
    return render(request, "mediation/room.html", {"room": found, "seat": seat, "boot": boot})


def _over(request: HttpRequest, room: Room, seat: Seat | None) -> HttpResponse:
    """Whoever it concerns takes the agreement home."""
    paper = in_force(room) if seat and seat.role in OF_THE_MATTER else None
    return render(request, "mediation/ended.html", {"room": room, "seat": seat, "paper": paper})
