"""A connection begins or ends. The newest one of a seat speaks for it; an older one goes quiet."""

from dataclasses import dataclass
from datetime import datetime

from django.db import transaction
from django.utils import timezone

from services.mediation.actions.halt import heed
from services.mediation.actions.within import held, known, near, noted
from services.mediation.announce import changed
from services.mediation.models import Room, Seat
from services.mediation.rules import comes_back, inside, leads

State, Place = Seat.State, Seat.Place
_HERE = ["state", "place", "hand", "screen", "conn", "line", "gone_at", "seen_at", "arrived_at"]


@dataclass(frozen=True)
class Arrival:
    room: Room
    seat: Seat


@transaction.atomic
def arrive(seat: Seat, conn: str, line: str, *, now: datetime | None = None) -> Arrival | None:
    """None where the door stays shut: the room has ended, or the seat was removed.

    Mediators walk in, and with the first of them the room is open. Others wait for them, except within the time of
    grace after a broken connection. Who left a sealed room keeps its place until it is opened: outside nobody learns.
    """
    now, room = now or timezone.now(), held(seat.room)
    seat = Seat.objects.get(pk=seat.pk)
    if room.state == Room.State.ENDED or seat.state == State.REMOVED:
        return None
    continues = comes_back(seat, now)
    if leads(seat):
        _open(room, seat, now)
        seat.state = State.ADMITTED
    elif not continues and seat.state != State.REFUSED:
        seat.state = State.WAITING if room.door == Room.Door.OPEN else State.INVITED
    if not continues:
        seat.hand, seat.screen = False, False
        seat.place = Place.JOINT if leads(seat) else seat.place
    seat.conn, seat.line, seat.gone_at, seat.seen_at = conn, line, None, now
    seat.arrived_at = seat.arrived_at or now
    seat.save(update_fields=_HERE)
    if not continues:
        noted(room, "arrived" if inside(seat) else "knocked", by=seat)
    heed(room)
    concerned = near(room, seat) if continues else known(room, seat)
    changed(room, "seats", "room", "lobby", "recording", "minutes", to=concerned)
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
            gone = Seat.objects.get(pk=seat.pk)
            changed(seat.room, "seats", to=near(seat.room, gone))


def still_there(seat: Seat, line: str) -> bool:
    """Said by an open connection every so often; False when another one took over."""
    return bool(Seat.objects.filter(pk=seat.pk, line=line).update(seen_at=timezone.now()))


@transaction.atomic
def leave(*, actor: Seat) -> None:
    """Hangs up. Coming back means passing the door again."""
    room = held(actor.room)
    left = Seat.objects.filter(pk=actor.pk, state__in=[State.ADMITTED, State.WAITING])
    if left.update(state=State.INVITED, conn="", line="", gone_at=timezone.now(), hand=False):
        seat = Seat.objects.get(pk=actor.pk)
        noted(room, "left", by=seat, place=seat.place)
        heed(room)
        everything = "seats", "room", "files", "recording", "minutes"
        changed(room, *everything, to=known(room, seat), moved=[seat.pk])
