"""Whether a visitor may hold a seat, and goes on to. Read anew each time: sessions end, roles and seats are taken."""

from django.http import HttpRequest

from services.mediation.actions.arrive import still_there
from services.mediation.entry import room_of, seat_in
from services.mediation.models import Room, Seat
from services.mediation.rules import leads
from tenants.sockets import Visitor, is_signed_in, may_enter_desk


def seat_for(visitor: Visitor, code: str) -> Seat | None:
    """None where nothing is to be had: no such room here, no seat in it, removed from it, or it is over."""
    room = room_of(code)
    if room is None or room.state == Room.State.ENDED:
        return None
    seat = held(visitor, room)
    return None if seat is None or seat.state == Seat.State.REMOVED else seat


def stays(visitor: Visitor, seat: Seat, line: str) -> bool:
    """Said of an open line every so often; notes that it is alive."""
    still = held(visitor, seat.room)
    return still is not None and still.pk == seat.pk and still_there(seat, line)


def seat_at(request: HttpRequest, room: Room) -> Seat | None:
    """The same for a page, also after the end."""
    return held(Visitor(room.tenant, request.user, request.session), room)


def held(visitor: Visitor, room: Room) -> Seat | None:
    """A session that was ended elsewhere ends here, too; who leads passes the doors of the back office."""
    seat = seat_in(room, visitor.user, visitor.session)
    if seat is None or (visitor.user.is_authenticated and not is_signed_in(visitor)):
        return None
    if leads(seat) and not (visitor.user.is_authenticated and may_enter_desk(visitor)):
        return None
    return seat
