"""What is asked about recordings by more than one."""

from collections.abc import Collection
from datetime import datetime, timedelta

from django.db.models import QuerySet
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from services.mediation.models import Recording, Room, RoomEvent, Seat
from services.mediation.rules import ABILITIES, Can
from tenants import roles
from tenants.models import User

# How long after the stop what was recorded before it may still arrive.
TAIL = timedelta(seconds=60)
ASKED = "recording_asked"
# What stopped it, for the office.
WHY = {
    "asked": _("按了停止"),
    "caucus": _("进入单独谈话"),
    "consent": _("有人收回同意"),
    "newcomer": _("新来的人还没有同意"),
    "left": _("录制的人离开"),
    "lost": _("录制的网页断了"),
    "full": _("录像太长"),
    "ended": _("调解结束"),
}
_LEADS = [role for role, abilities in ABILITIES.items() if Can.LEAD in abilities]
# Who looks after complaints about a mediation, and answers for the office.
OVERSEES = frozenset({roles.SUPERVISOR, roles.COUNTY_ADMIN})


def running(room: Room) -> Recording | None:
    rows = Recording.objects.filter(room=room, state=Recording.State.RUNNING)
    return rows.select_related("seat").first()


def still_open(seat: Seat, now: datetime | None = None) -> QuerySet[Recording]:
    """Stopped recordings of this seat whose tail may still come."""
    since = (now or timezone.now()) - TAIL
    return Recording.objects.filter(seat=seat, state=Recording.State.STOPPED, stopped_at__gt=since)


def was_asked(room: Room) -> bool:
    return RoomEvent.objects.filter(room=room, kind=ASKED).exists()


def led_by(user: User, recording: Recording) -> bool:
    return Seat.objects.filter(room_id=recording.room_id, user=user, role__in=_LEADS).exists()


def may_watch(recording: Recording, user: User, held: Collection[str]) -> bool:
    """Mediators and co-mediators of this very room; and, giving a reason, the county's supervisor and administrator.

    Nobody else: no other mediator, no case officer, no recorder once the room is over. Parties and their agents said
    yes to a record for the office's check and for complaints, not to copies; they read and confirm the minutes, and
    may ask the supervisor to look.
    """
    return bool(set(held) & OVERSEES) or led_by(user, recording)
