"""Who writes the minutes, who reads them, and whose word closes them."""

from services.mediation.models import Minutes, MinutesReading, Room, Seat
from services.mediation.rules import ABILITIES, Can, can

_WRITE = [role for role, abilities in ABILITIES.items() if Can.WRITE_MINUTES in abilities]
_READ = (Seat.Role.PARTY, Seat.Role.AGENT)


def writers_of(room: Room) -> list[int]:
    return list(Seat.objects.filter(room=room, role__in=_WRITE).values_list("pk", flat=True))


def reads(seat: Seat) -> bool:
    return seat.role in _READ


def must_confirm(room: Room) -> list[Seat]:
    """Parties and authorised agents who were let in and have not left: a line that broke lets nobody off."""
    inside = Seat.objects.filter(room=room, role__in=_READ, state=Seat.State.ADMITTED)
    return [seat for seat in inside if can(seat, Can.AGREE)]


def readings_of(row: Minutes) -> dict[int, MinutesReading]:
    """By seat, of the text as it is now."""
    return {one.seat_id: one for one in MinutesReading.objects.filter(minutes=row, revision=row.revision)}


def all_confirmed(room: Room, row: Minutes) -> bool:
    said, needed = readings_of(row), must_confirm(room)
    return bool(needed) and all(seat.pk in said and said[seat.pk].confirmed for seat in needed)
