from typing import Any

from django.utils.translation import gettext_lazy as _

from services.mediation.consent import there
from services.mediation.models import Recording, Room, Seat
from services.mediation.recordings import running, still_open, was_asked
from services.mediation.rules import Can, can

# Why one stopped, for everybody. Who took consent back is told to nobody.
REASONS = {
    "asked": _("录制已经停止。"),
    "caucus": _("因为要单独谈话，录制已经停止。单独谈话不录音、不录像；回到共同的房间后要重新开始。"),
    "consent": _("有人收回了同意，录制已经停止。"),
    "newcomer": _("进来的人还没有同意录像，录制已经停止。"),
    "left": _("录制的人离开了房间，录制已经停止。"),
    "lost": _("录制的网页关掉了，录制已经停止。停止以前的部分已经保存。"),
    "full": _("录像太长了，录制已经停止。"),
    "ended": _("调解结束，录制已经停止。"),
}


def seen(room: Room, seat: Seat) -> dict[str, Any]:
    row = running(room)
    told = {
        "consent": seat.consented,
        "asked": was_asked(room),
        "running": _running(row, seat) if row else None,
        "stopped": None if row else _stopped(room),
    }
    if can(seat, Can.RECORD):
        told |= _for_recorder(room, seat)
    return told


def _running(row: Recording, seat: Seat) -> dict[str, Any]:
    mine = row.seat_id == seat.pk
    told = {"id": row.pk, "by": row.seat.name, "since": row.started_at.isoformat(), "mine": mine}
    return {**told, "next": row.chunk_count} if mine else told


def _stopped(room: Room) -> dict[str, Any] | None:
    last = Recording.objects.filter(room=room).order_by("-pk").first()
    return {"id": last.pk, "why": str(REASONS.get(last.why, REASONS["asked"]))} if last else None


def _for_recorder(room: Room, seat: Seat) -> dict[str, Any]:
    """Who is asked for what; and what of the own recordings may still be sent."""
    others = [one for one in there(room) if one.pk != seat.pk]
    sealed = any(one.place != Seat.Place.JOINT for one in (seat, *others))
    # Nothing can be recorded then, and the names would say who has left the sealed room.
    asked = [] if sealed else others
    return {
        "waiting": [one.name for one in asked if one.consented is None],
        "against": [one.name for one in asked if one.consented is False],
        "sealed": sealed,
        "open": [{"id": row.pk, "next": row.chunk_count} for row in still_open(seat)],
    }
