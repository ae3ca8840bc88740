"""Sealed rooms (背靠背): only mediators move people, and nobody ever into the room of the other side."""

from datetime import timedelta

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from services.mediation.actions.door import taken_out
from services.mediation.actions.halt import halt
from services.mediation.actions.present import take_down
from services.mediation.actions.within import entitled, noted
from services.mediation.announce import changed
from services.mediation.errors import RoomError
from services.mediation.models import Room, Seat
from services.mediation.rules import Can, inside, may_enter

State, Place = Seat.State, Seat.Place
LONGEST = 120


@transaction.atomic
def move(pks: tuple[int, ...], place: str, minutes: int, *, actor: Seat) -> None:
    """All of them or nobody. Recording stops before anybody enters a sealed room."""
    room, lead = entitled(actor, Can.LEAD)
    if place not in Place.values or minutes > LONGEST:
        raise RoomError(_("没有这个房间。"))
    seats = list(Seat.objects.filter(room=room, pk__in=pks))
    if len(seats) != len(set(pks)) or not seats:
        raise RoomError(_("没有这个席位。"))
    for seat in seats:
        if not inside(seat) or not may_enter(seat, place):
            words = {"name": seat.name, "place": Place(place).label}
            raise RoomError(_("%(name)s不能进入%(place)s。") % words)
    if place != Place.JOINT:
        halt(room, "caucus")
        _until(room, minutes)
    take_down(room)
    moved = [seat for seat in seats if seat.place != place]
    keys = [seat.pk for seat in moved]
    Seat.objects.filter(pk__in=keys).update(place=place, hand=False)
    _close_when_empty(room)
    noted(room, "moved", by=lead, place=place, seats=keys)
    changed(room, "seats", "room", "chat", "files", "recording", moved=keys)
    taken_out(room, moved)


@transaction.atomic
def gather(*, actor: Seat) -> None:
    room, lead = entitled(actor, Can.LEAD)
    away = list(Seat.objects.filter(room=room).exclude(place=Place.JOINT))
    keys = [seat.pk for seat in away]
    Seat.objects.filter(pk__in=keys).update(place=Place.JOINT)
    _close_when_empty(room)
    noted(room, "gathered", by=lead, place=Place.JOINT)
    changed(room, "seats", "room", "chat", "files", "recording", moved=keys)
    taken_out(room, away)


def _until(room: Room, minutes: int) -> None:
    room.caucus_until = timezone.now() + timedelta(minutes=minutes) if minutes else None
    room.save(update_fields=["caucus_until"])


def _close_when_empty(room: Room) -> None:
    """Nobody is in a sealed room any more: whoever left the talk before its end is now gone for everybody."""
    sealed = Seat.objects.filter(room=room).exclude(place=Place.JOINT)
    if sealed.filter(state=State.ADMITTED).exists():
        return
    sealed.update(place=Place.JOINT)
    if room.caucus_until:
        room.caucus_until = None
        room.save(update_fields=["caucus_until"])
