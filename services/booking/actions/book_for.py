from django.db import transaction
from django.utils.translation import gettext as _

from services.booking.actions.again import again_after_deadlock
from services.booking.actions.confirm import Who, confirm
from services.booking.actions.hold import hold
from services.booking.errors import NotAllowed
from services.booking.models import Appointment, BookableService, Resource
from services.booking.rules import at_the_desk
from tenants.models import User


@again_after_deadlock
@transaction.atomic
def book_for(
    service: BookableService,
    start: int,
    channel: str,
    who: Who,
    *,
    actor: User,
    person: Resource | None = None,
) -> tuple[Appointment, str]:
    """For somebody who stands at the counter or calls: held and confirmed at once, the service's lead is not kept.

    The code is told this once. Raises NotAllowed, TimeTaken, TooMany.
    """
    if not at_the_desk(actor):
        raise NotAllowed(_("只有窗口可以替人预约。"))
    appointment = hold(service, start, channel, person=person, lead=False)
    return appointment, confirm(appointment, who, actor=actor)
