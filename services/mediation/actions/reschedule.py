from datetime import datetime

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import override

from services.mediation import notice_kinds
from services.mediation.actions.open_room import CODE_LASTS
from services.mediation.actions.tell import CHINESE, tell
from services.mediation.actions.within import held, noted
from services.mediation.announce import changed
from services.mediation.errors import NotAllowed, RoomError
from services.mediation.models import Room, Seat
from services.mediation.staff import roles_now, runs
from services.mediation.wording import spoken
from tenants.journal import note
from tenants.models import User


@transaction.atomic
def reschedule(room: Room, starts_at: datetime, *, actor: User | None) -> int:
    """Everybody is told; how many could be. Codes that nobody has used go with the new time. `actor` None: the matter
    above was moved."""
    if actor is not None and not runs(room, actor, roles_now(actor)):
        raise NotAllowed(_("您不能改这次调解的时间。"))
    now = held(room)
    if now.state != Room.State.PLANNED:
        raise RoomError(_("已经开始或者结束的调解不能改时间。"))
    if starts_at < timezone.now():
        raise RoomError(_("这个时间已经过了。"))
    if starts_at == now.starts_at:
        return 0
    before = now.starts_at
    now.starts_at = starts_at
    now.save(update_fields=["starts_at"])
    Seat.objects.filter(room=now, code_until__isnull=False).update(code_until=starts_at + CODE_LASTS)
    noted(now, "rescheduled", before=before.isoformat(), to=starts_at.isoformat())
    note(actor, "mediation_rescheduled", now, before=before.isoformat())
    changed(now, "room", "lobby")
    with override(CHINESE):
        was = spoken(before)
    return tell(now, notice_kinds.MOVED, actor=actor, before=was)
