from datetime import timedelta

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from services.booking.actions.again import again_after_deadlock
from services.booking.actions.confirm import Who, confirm
from services.booking.actions.hold import hold
from services.booking.errors import TooMany
from services.booking.models import Appointment, BookableService, Resource
from services.booking.queries import print_of

# Every confirmation costs a message to a phone that need not be the sender's.
A_DAY = timedelta(days=1)
MOST_A_DAY = 8


@again_after_deadlock
@transaction.atomic
def book(
    service: BookableService, start: int, channel: str, who: Who, *, person: Resource | None = None
) -> tuple[Appointment, str]:
    """Held and confirmed at once, by a citizen; the code is told this once. Raises TimeTaken, TooMany."""
    appointment = hold(service, start, channel, person=person, actor=who.user)
    return appointment, confirm_online(appointment, who)


@transaction.atomic
def confirm_online(appointment: Appointment, who: Who) -> str:
    """Raises Lapsed, TooMany; the latter also for who booked and cancelled all day long."""
    lately = Appointment.objects.filter(
        phone_print=print_of(who.phone),
        source=Appointment.Source.ONLINE,
        confirmed_at__gt=timezone.now() - A_DAY,
    )
    if lately.count() >= MOST_A_DAY:
        raise TooMany(_("这个手机号今天约得太多了，请明天再约，或者打电话给我们。"))
    return confirm(appointment, who)
