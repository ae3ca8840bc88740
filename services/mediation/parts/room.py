from typing import Any

from django.utils import timezone

from services.mediation.models import Room, Seat
from services.mediation.rules import leads

Place = Seat.Place


def seen(room: Room, seat: Seat) -> dict[str, Any]:
    return {
        "title": room.title,
        "state": room.state,
        "door": room.door,
        "dial_in": room.dial_in,
        "agenda": [{"code": code, "name": name, "done": done} for code, name, done in room.agenda],
        "timer": room.until.isoformat() if room.until else None,
        # Clocks of telephones are wrong: they count from what is left.
        "timer_left": max(0, (room.until - timezone.now()).total_seconds()) if room.until else None,
        "caucus": _caucus(room, seat),
    }


def _caucus(room: Room, seat: Seat) -> dict[str, Any] | None:
    """What those outside may know: that mediators are with somebody else, and about how long."""
    until = room.caucus_until.isoformat() if room.caucus_until else None
    if seat.place != Place.JOINT:
        return {"where": "here", "place": seat.place, "until": until}
    away = Seat.objects.filter(room=room, state=Seat.State.ADMITTED).exclude(place=Place.JOINT)
    places = [one.place for one in away if leads(one)]
    if not places:
        return None
    if leads(seat):
        return {"where": "away", "place": places[0], "until": until}
    return {"where": "mediators" if places[0] == Place.MEDIATORS else "other_side", "until": until}
