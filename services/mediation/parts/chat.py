from typing import Any

from services.mediation.models import Room, Seat, Utterance

LAST = 200


def seen(room: Room, seat: Seat) -> list[dict[str, Any]]:
    """What was said where this seat was when it was said."""
    lines = Utterance.objects.filter(room=room).select_related("seat").order_by("-pk")
    own = [line for line in lines[: LAST * 2] if seat.pk in line.readers][:LAST]
    return [
        {
            "id": line.pk,
            "seat": line.seat_id,
            "name": line.seat.name,
            "text": line.text,
            "at": line.at.isoformat(),
            "sealed": line.place != Seat.Place.JOINT,
        }
        for line in reversed(own)
    ]
