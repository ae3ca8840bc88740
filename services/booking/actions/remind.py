from datetime import datetime, timedelta

from django.utils import timezone
from django.utils.translation import override

from services.booking import notice_kinds
from services.booking.actions.announce import tell
from services.booking.models import Appointment
from services.booking.ticks import tick
from services.notices.models import Notice
from services.notices.queries import quiet_hours
from tenants.models import Tenant
from tenants.scope import across_tenants, in_tenant

# How long before the beginning, and until how long before it is still worth it after the timetable stood still.
DAY_BEFORE = (timedelta(hours=24), timedelta(hours=20))
SOON = (timedelta(hours=2), timedelta(minutes=15))
# Who booked so shortly before knows it still.
KNOWN = timedelta(hours=1)


def remind(now: datetime | None = None) -> int:
    """The day before and two hours before, each once for each time an appointment has; how many were told."""
    now = now or timezone.now()
    with across_tenants(reason="the timetable looks after every county's appointments"):
        near = Appointment.objects.filter(
            state=Appointment.State.CONFIRMED, starts_at__gt=now, starts_at__lte=now + DAY_BEFORE[0]
        )
        tenants = list(Tenant.objects.filter(pk__in=near.order_by().values("tenant").distinct()))
    return sum(_of_county(tenant, now) for tenant in tenants)


def _of_county(tenant: Tenant, now: datetime) -> int:
    with in_tenant(tenant), override("zh-hans"):
        told = _tell("day", DAY_BEFORE, now)
        # What waits for the morning could come after the appointment.
        if not quiet_hours(tenant).holds(timezone.localtime(now).time()):
            told += _tell("soon", SOON, now)
    return told


def _tell(which: str, window: tuple[timedelta, timedelta], now: datetime) -> int:
    longest, shortest = window
    due = Appointment.objects.filter(
        state=Appointment.State.CONFIRMED,
        starts_at__lte=now + longest,
        starts_at__gt=now + shortest,
        confirmed_at__isnull=False,
    ).select_related("service", "person__organisation", "session__room", "user")
    keys = {_once(one, which): one for one in due if one.starts_at - one.confirmed_at > longest + KNOWN}
    told = set(Notice.objects.filter(once__in=keys).values_list("once", flat=True))
    for once, appointment in keys.items():
        if once not in told:
            tell(appointment, notice_kinds.REMINDER, once=once)
    return len(keys) - len(told)


def _once(appointment: Appointment, which: str) -> str:
    """A time that was moved is another one."""
    return f"reminder:{appointment.number}:{tick(appointment.starts_at)}:{which}"
