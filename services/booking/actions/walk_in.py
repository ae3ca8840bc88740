from collections.abc import Iterator

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from services.booking.actions.again import again_after_deadlock
from services.booking.actions.confirm import Who, confirm
from services.booking.actions.hold import hold
from services.booking.actions.prefer import prefer
from services.booking.actions.receive import check_in
from services.booking.errors import NotAllowed, TimeTaken
from services.booking.free import Slot, free
from services.booking.models import Appointment, BookableService, Resource
from services.booking.rules import at_the_desk
from tenants.models import User

# Whoever loses a time to somebody faster tries the next; more losses than that means the day is full.
ATTEMPTS = 8


@again_after_deadlock
@transaction.atomic
def walk_in(
    service: BookableService,
    channel: str,
    who: Who,
    *,
    actor: User,
    person: Resource | None = None,
    first: bool = False,
) -> tuple[Appointment, str]:
    """The earliest time of today that is still to come, for somebody who stands here; and the code, told this once.

    `first`: the old, the ill and the disabled. Raises NotAllowed, TimeTaken, TooMany.
    """
    if not at_the_desk(actor):
        raise NotAllowed(_("只有窗口可以登记直接来的人。"))
    appointment = _earliest(service, channel, person)
    code = confirm(appointment, who, actor=actor)
    appointment.walk_in = True
    appointment.save(update_fields=["walk_in"])
    check_in(appointment, actor=actor)
    if first:
        prefer(appointment, actor=actor)
    return appointment, code


def _earliest(service: BookableService, channel: str, person: Resource | None) -> Appointment:
    for slot, _attempt in zip(_of_today(service, channel, person), range(ATTEMPTS), strict=False):
        try:
            return hold(service, slot.start, channel, person=person, lead=False)
        except TimeTaken:
            continue
    raise TimeTaken(_("今天已经没有空的时间，请帮他预约别的日子。"))


def _of_today(service: BookableService, channel: str, person: Resource | None) -> Iterator[Slot]:
    if channel in service.channels:
        yield from free(service, channel, timezone.localdate(), person=person, lead=False).slots
