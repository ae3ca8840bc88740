from django.db import transaction

from services.booking.actions.again import again_after_deadlock
from services.booking.actions.announce import announce_freed
from services.booking.actions.hold import hold
from services.booking.actions.take_place import leave_place
from services.booking.models import Appointment, BookableService, Resource
from tenants.models import User

State = Appointment.State


@transaction.atomic
def release(appointment: Appointment) -> None:
    """Gives up a time that was only held; of anything else it keeps its hands."""
    if appointment.state == State.HELD and leave_place(appointment, State.LAPSED):
        announce_freed(appointment)


@again_after_deadlock
@transaction.atomic
def hold_instead(
    earlier: Appointment | None,
    service: BookableService,
    start: int,
    channel: str,
    *,
    person: Resource | None = None,
    actor: User | None = None,
) -> Appointment:
    """One visitor holds one time: the earlier one is given up, and stays where the new one cannot be had.

    Raises TimeTaken.
    """
    if earlier:
        release(earlier)
    return hold(service, start, channel, person=person, actor=actor)
