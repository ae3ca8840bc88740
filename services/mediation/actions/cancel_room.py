from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from services.mediation import notice_kinds
from services.mediation.actions.tell import because, tell
from services.mediation.actions.within import held, noted
from services.mediation.announce import changed
from services.mediation.errors import NotAllowed, RoomError
from services.mediation.models import Room, Seat
from services.mediation.staff import roles_now, runs
from tenants.journal import note
from tenants.models import User


@transaction.atomic
def cancel_room(room: Room, *, actor: User | None, reason: str = "", quietly: bool = False) -> int:
    """Before it has begun. How many people could be told; nobody when `quietly`, since the matter above tells them.

    `actor` None: the matter above was called off.
    """
    if actor is not None and not runs(room, actor, roles_now(actor)):
        raise NotAllowed(_("您不能取消这次调解。"))
    now, at = held(room), timezone.now()
    if now.state != Room.State.PLANNED:
        raise RoomError(_("已经开始或者结束的调解不能取消。"))
    now.state, now.ended_at, now.cancelled_at, now.why_cancelled = Room.State.ENDED, at, at, reason[:200]
    now.save(update_fields=["state", "ended_at", "cancelled_at", "why_cancelled"])
    Seat.objects.filter(room=now).update(code_hash="", code_until=None)
    noted(now, "cancelled")
    note(actor, "mediation_cancelled", now, reason=reason)
    changed(now, "room", "lobby", "seats")
    return 0 if quietly else tell(now, notice_kinds.CANCELLED, actor=actor, reason=because(reason))
