from typing import Any

from services.mediation.models import Room, Seat


def seen(room: Room, seat: Seat) -> dict[str, Any]:
    """All that somebody at the door is told. Not who is inside."""
    return {
        "state": seat.state,
        "open": room.state == Room.State.OPEN,
        "door": room.door,
        "ended": room.state == Room.State.ENDED,
        "starts_at": room.starts_at.isoformat(),
    }
