from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from services.booking import notice_kinds, signals
from services.booking.actions.announce import (
    CANCELLED,
    announce,
    announce_freed,
    because,
    tell,
    tell_staff,
    values_of,
)
from services.booking.actions.take_place import leave_place
from services.booking.errors import Lapsed, NotAllowed
from services.booking.models import Appointment
from services.booking.rules import may_change
from tenants.journal import note
from tenants.models import User

State = Appointment.State


@transaction.atomic
def cancel(appointment: Appointment, *, actor: User | None, reason: str = "") -> None:
    """`actor` None: the citizen, who held number and code. Raises NotAllowed, and Lapsed where nothing is left."""
    if not may_change(actor, appointment):
        raise NotAllowed(_("您不能取消这个预约。"))
    if appointment.state not in (State.HELD, State.CONFIRMED):
        raise Lapsed(_("这个预约已经取消或者办完了。"))
    told = values_of(appointment)
    freed = leave_place(appointment, State.CANCELLED, why_cancelled=reason, closed_at=timezone.now())
    if freed is None:
        raise Lapsed(_("这个预约刚刚有了变动，请看最新的情况。"))
    note(actor, "cancel", appointment, reason=reason)
    tell(appointment, notice_kinds.CANCELLED, reason=because(reason), **told)
    tell_staff(appointment, CANCELLED)
    announce(signals.cancelled, appointment)
    if freed:
        announce_freed(appointment)
