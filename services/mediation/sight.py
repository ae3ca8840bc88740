"""What one line of one seat is told: who it is, how its picture and sound travel, and what it may see of the room."""

from collections.abc import Collection
from dataclasses import dataclass
from typing import Any

from services.mediation.media.choose import path_for
from services.mediation.models import Seat
from services.mediation.parts.table import seen
from services.mediation.rules import ABILITIES, can, inside


@dataclass(frozen=True)
class Sight:
    """`media` only where the seat has just come to the place where it is."""

    seat: Seat
    you: dict[str, Any]
    media: dict[str, Any] | None
    parts: dict[str, Any]


def look(before: Seat, conn: str, names: Collection[str] | None, *, anew: bool = False) -> Sight:
    """Reads the seat and the named parts (None: all); everything where the seat has come in or been moved."""
    seat = Seat.objects.select_related("room__tenant", "room__organisation").get(pk=before.pk)
    moved = anew or (before.state, before.place) != (seat.state, seat.place)
    media = path_for(seat.room).offer(seat.room, seat, conn) if moved and inside(seat) else None
    return Sight(seat, _you(seat), media, seen(seat.room, seat, None if moved else names))


def _you(seat: Seat) -> dict[str, Any]:
    return {
        "id": seat.pk,
        "name": seat.name,
        "role": seat.role,
        "side": seat.side,
        "state": seat.state,
        "place": seat.place,
        "place_label": str(seat.get_place_display()),
        "muted": seat.muted,
        "can": sorted(what for what in ABILITIES[seat.role] if can(seat, what)),
    }
