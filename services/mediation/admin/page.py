"""The page of a room: when, who, how they get in, and afterwards what happened."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.template.response import TemplateResponse
from django.utils import timezone
from django.utils.decorators import method_decorator
from django.views.decorators.cache import never_cache

from services.documents.queries import pdf_of
from services.mediation import staff
from services.mediation.admin.access import RoomView
from services.mediation.admin.invitation import handed_over
from services.mediation.forms.fields import MomentForm
from services.mediation.forms.seat import SeatForm
from services.mediation.log_words import told
from services.mediation.media.choose import path_for
from services.mediation.models import Minutes, Room, RoomEvent, Seat
from services.mediation.queries import seats_of
from services.mediation.rules import leads, present
from services.notices.queries import about, ways
from services.notices.registry import called
from tenants.phones import masked

State = Room.State
# A log is read from its end; the whole of it is in the case's file.
MOST_LINES = 300


@dataclass(frozen=True)
class Chair:
    """A seat as a line of the page. `door`: signs in, has a code that is not used yet, came in, or none of it.
    `until`: when they were last there."""

    seat: Seat
    phone: str
    here: bool
    door: str
    invitable: bool
    until: datetime | None


@method_decorator(never_cache, name="dispatch")
class PageView(RoomView):
    http_method_names = ["get", "head"]

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        return page(self)


def page(
    view: RoomView,
    *,
    seat_form: SeatForm | None = None,
    time_form: MomentForm | None = None,
    status: int = 200,
) -> HttpResponse:
    """`seat_form`, `time_form`: as they were filled in, where they were refused."""
    request, room = view.request, view.room
    runs, reads = view.runs(), view.reads()
    invites = runs or staff.invites(room, request.user, request.roles)
    still = room.state != State.ENDED
    seats = sorted(seats_of(room), key=_order)
    context = {
        "room": room,
        "chairs": [_chair(seat, room, still and staff.invitable(seat, runs, invites)) for seat in seats],
        "own": any(seat.user_id == request.user.pk for seat in seats) and still,
        "leading": [seat for seat in seats if leads(seat)],
        "still": still,
        "planned": room.state == State.PLANNED,
        "runs": runs and still,
        "reads": reads,
        "crowd": len(seats) > path_for(room).most_people and path_for(room).most_people,
        "invitation": handed_over(request, room),
        "seat_form": seat_form or (SeatForm(room=room) if runs and still else None),
        "time_form": time_form or _time_form(room),
        "notices": [(one, called(one.kind), ways(one)) for one in about(f"mediation:{room.code}")]
        if runs
        else [],
        **(_inside(room, seats) if reads else {}),
    }
    return TemplateResponse(request, "mediation/admin/page.html", context, status=status)


def _inside(room: Room, seats: list[Seat]) -> dict[str, Any]:
    events = RoomEvent.objects.filter(room=room).order_by("-pk")[:MOST_LINES]
    return {
        "log": told(reversed(events), seats),
        "minutes": Minutes.objects.filter(room=room).select_related("writer").first(),
    }


def _order(seat: Seat) -> tuple[int, str, int, int]:
    """The office, then each party with who acts for them, then who is called in."""
    group = 1 if seat.role in (Seat.Role.PARTY, Seat.Role.AGENT) else 2
    group = 0 if seat.role in staff.IN_CHARGE else group
    return group, seat.side if group == 1 else "", seat.acts_for_id or seat.pk, seat.pk


def _time_form(room: Room) -> MomentForm:
    begins = timezone.localtime(room.starts_at)
    return MomentForm(initial={"day": begins.date(), "time": begins.time()}, auto_id="time-%s")


def _chair(seat: Seat, room: Room, invitable: bool) -> Chair:
    now = timezone.now()
    phone = masked(seat.phone) if seat.phone else ""
    here = room.state != State.ENDED and present(seat, now)
    return Chair(seat, phone, here, _door(seat, now), invitable, _last_there(seat, room))


def _last_there(seat: Seat, room: Room) -> datetime | None:
    """Whoever stayed to the end goes with it, whatever their line did afterwards."""
    left = seat.gone_at or seat.seen_at
    known = [at for at in (left, room.ended_at) if at is not None]
    return min(known) if seat.arrived_at and known else None


def _door(seat: Seat, now: Any) -> str:
    if seat.code_hash and seat.code_until and seat.code_until > now:
        return "code"
    if seat.holder:
        return "used"
    return "account" if seat.user_id else "none"


class AgreementView(RoomView):
    """The agreement as it stands: signed by all, or as issued."""

    http_method_names = ["get", "head"]

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if not (self.reads() and self.room.paper):
            raise Http404
        response = HttpResponse(pdf_of(self.room.paper), content_type="application/pdf")
        response["Content-Disposition"] = f'inline; filename="{self.room.code}.pdf"'
        response["Cache-Control"] = "no-store"
        return response
