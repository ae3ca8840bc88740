from typing import Any

from services.mediation.models import Room, RoomEvent, Seat
from services.mediation.rules import Can, can


def seen(room: Room, seat: Seat) -> dict[str, Any] | None:
    """When help was last called and by whom: mediators alone learn of it."""
    if not can(seat, Can.CALL_HELP):
        return None
    last = RoomEvent.objects.filter(room=room, kind="help_called").select_related("seat").last()
    if last is None:
        return {"at": None}
    return {"at": last.at.isoformat(), "by": last.seat.name if last.seat else "", "told": last.data["told"]}
