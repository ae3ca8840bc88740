"""A connection begins or ends. The newest one of a seat speaks for it; an older one goes quiet."""

from dataclasses import dataclass
from datetime import datetime

from django.db import transaction
from django.utils import timezone

from services.mediation.actions.halt import heed
from services.mediation.actions.within import held, noted
from services.mediation.announce import changed
from services.mediation.models import Room, Seat
from services.mediation.rules import comes_back, inside, leads

State, Place = Seat.State, Seat.Place


@dataclass(frozen=True)
class Arrival:
    room: Room
    seat: Seat


@transaction.atomic
def arrive(seat: Seat, conn: str, line: str, *, now: datetime | None = None) -> Arrival | None:
    """None where the door stays shut: the room has ended, or the seat was removed.

    Mediators walk in, and with the first of them the room is open. Others wait for them, except within the time of
    grace after a broken connection.
    """
    now, room = now or timezone.now(), held(seat.room)
    seat = Seat.objects.get(pk=seat.pk)
    if room.state == Room.State.ENDED or seat.state in (State.REMOVED, State.REFUSED):
        return None
    continues = comes_back(seat, now)
    if leads(seat):
        _open(room, seat, now)
        seat.state = State.ADMITTED
    elif not continues:
        seat.state = State.WAITING if room.door == Room.Door.OPEN else State.INVITED
    if not continues:
        seat.place, seat.hand, seat.screen = Place.JOINT, False, False
    seat.conn, seat.line, seat.gone_at, seat.seen_at = conn, line, None, now
    seat.arrived_at = seat.arrived_at or now
    seat.save()
    if not continues:
        noted(room, "arrived" if inside(seat) else "knocked", by=seat)
    heed(room)
    changed(room, "seats", "room", "recording")
    seat.room = room
    return Arrival(room, seat)


def _open(room: Room, seat: Seat, now: datetime) -> None:
    if room.state == Room.State.PLANNED:
        room.state, room.opened_at = Room.State.OPEN, now
        room.save(update_fields=["state", "opened_at"])
        noted(room, "opened", by=seat)


def depart(seat: Seat, line: str, *, now: datetime | None = None) -> None:
    """The line broke. Nothing when another connection speaks for the seat by now."""
    now = now or timezone.now()
    with transaction.atomic():
        if Seat.objects.filter(pk=seat.pk, line=line).update(conn="", line="", gone_at=now):
            Seat.objects.filter(pk=seat.pk, state=State.WAITING).update(state=State.INVITED)
            changed(seat.room, "seats", "room")


def still_there(seat: Seat, line: str) -> bool:
    """Said by an open connection every so often; False when another one took over."""
    return bool(Seat.objects.filter(pk=seat.pk, line=line).update(seen_at=timezone.now()))


@transaction.atomic
def leave(*, actor: Seat) -> None:
    """Hangs up. Coming back means passing the door again."""
    room = held(actor.room)
    left = Seat.objects.filter(pk=actor.pk, state__in=[State.ADMITTED, State.WAITING])
    if left.update(state=State.INVITED, place=Place.JOINT, conn="", line="", gone_at=timezone.now(), hand=False):
        noted(room, "left", by=actor)
        heed(room)
        changed(room, "seats", "room", "files", "recording")
