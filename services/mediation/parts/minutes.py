from typing import Any

from services.mediation.models import Minutes, MinutesReading, Room, Seat
from services.mediation.reading import all_confirmed, must_confirm, readings_of, reads
from services.mediation.rules import Can, can
from services.mediation.skeleton import beginning

State = Minutes.State


def seen(room: Room, seat: Seat) -> dict[str, Any]:
    """Writers see what is written. Parties and agents see nothing of it before it is offered to them."""
    row = Minutes.objects.filter(room=room).select_related("writer").first() or Minutes(room=room)
    told: dict[str, Any] = {"state": row.state, "revision": row.revision}
    if can(seat, Can.WRITE_MINUTES):
        return {**told, **_for_writer(room, row, seat)}
    if reads(seat):
        return {**told, **_for_reader(room, row, seat)}
    return told


def _for_writer(room: Room, row: Minutes, seat: Seat) -> dict[str, Any]:
    return {
        "text": row.text,
        "writer": row.writer.name if row.writer else "",
        "sealed": seat.place != Seat.Place.JOINT,
        "beginning": "" if row.text else beginning(room),
        "readers": _readers(room, row) if row.state != State.WRITING else [],
        "remarks": _remarks(row),
        "closable": row.state == State.TO_READ and all_confirmed(room, row),
        "sha256": row.sha256,
    }


def _readers(room: Room, row: Minutes) -> list[dict[str, Any]]:
    """Who must confirm, and what they said so far (None: nothing yet)."""
    said = readings_of(row)
    return [
        {"name": one.name, "confirmed": said[one.pk].confirmed if one.pk in said else None}
        for one in must_confirm(room)
    ]


def _remarks(row: Minutes) -> list[dict[str, Any]]:
    """What was said to be wrong with the newest text that anybody read."""
    if not row.pk:
        return []
    newest = MinutesReading.objects.filter(minutes=row).order_by("-revision").first()
    if newest is None:
        return []
    wrong = MinutesReading.objects.filter(minutes=row, revision=newest.revision, confirmed=False)
    return [{"name": one.seat.name, "remark": one.remark} for one in wrong.select_related("seat")]


def _for_reader(room: Room, row: Minutes, seat: Seat) -> dict[str, Any]:
    told: dict[str, Any] = {"may_confirm": can(seat, Can.AGREE)}
    if row.state == State.WRITING:
        return told
    own = readings_of(row).get(seat.pk)
    said = [one["confirmed"] for one in _readers(room, row)]
    return {
        **told,
        "text": row.text,
        "own": {"confirmed": own.confirmed, "remark": own.remark} if own else None,
        "confirmed": said.count(True),
        "needed": len(said),
        "sha256": row.sha256,
    }
