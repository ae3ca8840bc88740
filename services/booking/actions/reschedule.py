from django.db import transaction
from django.db.models import F
from django.utils.translation import gettext as _

from services.booking import notice_kinds, signals
from services.booking.actions.again import again_after_deadlock
from services.booking.actions.announce import MOVED, announce, announce_freed, tell, tell_staff
from services.booking.actions.hold import candidates
from services.booking.actions.lapse import lapse
from services.booking.actions.take_place import give_back, set_aside, take_place
from services.booking.errors import Lapsed, NotAllowed, TimeTaken
from services.booking.models import Appointment, Resource
from services.booking.rules import may_change
from services.booking.ticks import tick
from tenants.journal import note
from tenants.models import User

State = Appointment.State


@again_after_deadlock
@transaction.atomic
def reschedule(
    appointment: Appointment,
    start: int,
    *,
    actor: User | None,
    person: Resource | None = None,
    lead: bool = True,
) -> None:
    """To another time, or another person; it may overlap the old one. Whatever fails, the old place stands.

    Raises NotAllowed, TimeTaken, and Lapsed where the appointment is no longer what was read.
    """
    if not may_change(actor, appointment):
        raise NotAllowed(_("您不能改这个预约。"))
    if appointment.state != State.CONFIRMED:
        raise Lapsed(_("这个预约已经取消或者办完了，不能改期。"))
    if tick(appointment.starts_at) == start and person in (None, appointment.person):
        raise TimeTaken(_("您现在约的就是这个时间。"))
    lapse()
    service, old, before = (
        appointment.service,
        appointment.session_id,
        (appointment.person, appointment.starts_at),
    )
    alone = set_aside(old, appointment)
    people = candidates(service, start, appointment.channel, person, lead=lead, moving=old if alone else None)
    session, place = take_place(service, start, people, appointment.channel, None)
    values = {
        "session": session, "place": place, "person": session.person,
        "starts_at": session.starts_at, "ends_at": session.ends_at,
    }  # fmt: skip
    as_read = Appointment.objects.filter(pk=appointment.pk, state=State.CONFIRMED, session=old)
    if not as_read.update(**values, moved=F("moved") + 1):
        raise Lapsed(_("这个预约刚刚有了变动，请看最新的情况。"))
    for name, value in values.items():
        setattr(appointment, name, value)
    appointment.moved += 1
    freed = give_back(old)
    note(actor, "move", appointment, before=before[1].isoformat())
    tell(appointment, notice_kinds.MOVED)
    tell_staff(appointment, MOVED)
    announce(signals.moved, appointment)
    if freed:
        announce_freed(appointment, *before)
