"""Every deed in a room begins here: the room is held until the transaction ends, and the seat is read anew."""

from django.utils.translation import gettext as _

from services.mediation.errors import NotAllowed, RoomError
from services.mediation.models import Room, RoomEvent, Seat
from services.mediation.rules import Can, can, inside, leads


def held(room: Room) -> Room:
    """The room as it is now; SQLite lets one writer in at a time anyway."""
    return Room.objects.select_for_update(of=("self",)).get(pk=room.pk)


def entitled(actor: Seat, what: Can | None = None) -> tuple[Room, Seat]:
    """The held room and the seat as it is now. Raises NotAllowed for whoever is not in the room, or may not do this."""
    room = held(actor.room)
    seat = Seat.objects.get(pk=actor.pk, room=room)
    if room.state == Room.State.ENDED:
        raise RoomError(_("这次调解已经结束。"))
    if not inside(seat):
        raise NotAllowed(_("您还没有进入房间。"))
    if what is not None and not can(seat, what):
        raise NotAllowed(_("您的席位不能这样做。"))
    seat.room = room
    return room, seat


def other(room: Room, pk: int) -> Seat:
    found = Seat.objects.filter(room=room, pk=pk).first()
    if found is None:
        raise RoomError(_("没有这个席位。"))
    found.room = room
    return found


def near(room: Room, seat: Seat) -> list[int]:
    """The seats that are shown what happens with this one: those in the same place, and who leads."""
    everybody = Seat.objects.filter(room=room)
    return [one.pk for one in everybody if one.place == seat.place or one.pk == seat.pk or leads(one)]


def known(room: Room, seat: Seat) -> list[int] | None:
    """Who is told that this seat came or went: everybody, or, of a sealed room, those in it and who leads."""
    return None if seat.place == Seat.Place.JOINT else near(room, seat)


def noted(room: Room, kind: str, *, by: Seat | None = None, place: str = "", **data: object) -> None:
    RoomEvent.objects.create(tenant_id=room.tenant_id, room=room, seat=by, kind=kind, place=place, data=data)
