"""What everybody in the room sees run: the timer, and where the mediation stands."""

from datetime import timedelta

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from services.mediation.actions.within import entitled, noted
from services.mediation.announce import changed
from services.mediation.errors import RoomError
from services.mediation.models import Seat
from services.mediation.rules import Can

LONGEST_MINUTES = 180


@transaction.atomic
def set_timer(minutes: int, *, actor: Seat) -> None:
    """From now; 0 takes it away."""
    room, lead = entitled(actor, Can.LEAD)
    if minutes > LONGEST_MINUTES:
        raise RoomError(_("计时最长%(most)d分钟。") % {"most": LONGEST_MINUTES})
    room.until = timezone.now() + timedelta(minutes=minutes) if minutes else None
    room.save(update_fields=["until"])
    noted(room, "timer", by=lead, minutes=minutes)
    changed(room, "room")


@transaction.atomic
def tick(code: str, done: bool, *, actor: Seat) -> None:
    room, lead = entitled(actor, Can.LEAD)
    if code not in [one for one, _name, _done in room.agenda]:
        raise RoomError(_("议程里没有这一项。"))
    room.agenda = [[one, name, done if one == code else was] for one, name, was in room.agenda]
    room.save(update_fields=["agenda"])
    noted(room, "agenda", by=lead, code=code, done=done)
    changed(room, "room")
