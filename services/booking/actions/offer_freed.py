"""A time became free: whoever has waited longest for one like it is offered it, and it is kept for them meanwhile."""

from collections.abc import Callable, Iterator, Sequence
from datetime import date, datetime, timedelta
from functools import cache

from django.core.cache import caches
from django.db import transaction
from django.db.models import F
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from services.booking import waiting_kinds
from services.booking.actions.hold import hold
from services.booking.actions.lapse import lapse
from services.booking.actions.tell_waiting import tell_offer, tell_waiting
from services.booking.errors import TimeTaken
from services.booking.free import Slot, free
from services.booking.models import Appointment, BookableService, WaitingEntry
from services.booking.offering import kept_until
from services.booking.ticks import tick
from services.booking.waiting_queries import OPEN, in_line, token_of, token_print
from services.notices.queries import quiet_hours
from tenants.models import Tenant
from tenants.scope import across_tenants, current_tenant, in_tenant

State = WaitingEntry.State
Slots = Callable[[str], Sequence[Slot]]
# After so many offers without an answer nobody is asked again.
MOST_MISSED = 2
# Seconds between two looks of the timetable. What is given up is offered at once; this finds new hours and duties.
LOOK = 300


def offer_freed(service: BookableService) -> int:
    """Of this service: ends the offers nobody answered, then offers what is free; how many were offered."""
    line = WaitingEntry.objects.filter(service=service, state__in=OPEN)
    if not line.exists():
        return 0
    lapse()
    settle(service)
    waiting, slots = list(in_line(service, timezone.localdate())), _slots(service)
    return sum(_offer_something(entry, service, slots) for entry in waiting)


def offer_everywhere() -> int:
    with across_tenants(reason="the timetable looks after every county's waiting lists"):
        rows = (
            WaitingEntry.objects.filter(state__in=OPEN).order_by().values_list("tenant", "service").distinct()
        )
        due = [row for row in rows if caches["shared"].add(f"waiting-looked-at:{row[1]}", True, LOOK)]
        tenants = Tenant.objects.in_bulk({tenant for tenant, _service in due})
    count = 0
    for tenant, service in due:
        with in_tenant(tenants[tenant]):
            count += offer_freed(BookableService.objects.get(pk=service))
    return count


@transaction.atomic
def settle(service: BookableService) -> None:
    """Whose offer ran out waits again, behind the others, and after MOST_MISSED of them no longer."""
    gone = (Appointment.State.LAPSED, Appointment.State.CANCELLED)
    over = WaitingEntry.objects.filter(service=service, state=State.OFFERED, offered__state__in=gone)
    for entry in over.select_related("service", "user").order_by("pk"):
        last = entry.missed + 1 >= MOST_MISSED
        as_read = WaitingEntry.objects.filter(pk=entry.pk, state=State.OFFERED, offered=entry.offered_id)
        changed = as_read.update(state=State.LAPSED if last else State.WAITING, missed=F("missed") + 1)
        if changed and last:
            tell_waiting(entry, waiting_kinds.NOT_REACHED, why=_("两次有了空位都没有确认"))


def _slots(service: BookableService) -> Slots:
    """What is free within the service's horizon, reckoned once for each way; `hold` looks again."""
    return cache(lambda channel: free(service, channel, timezone.localdate(), service.horizon_days + 1).slots)


def _offer_something(entry: WaitingEntry, service: BookableService, slots: Slots) -> bool:
    for slot, until in _fitting(entry, service, slots(entry.channel)):
        try:
            return _offer(entry, service, slot, until)
        except TimeTaken:
            continue
    return False


def _fitting(
    entry: WaitingEntry, service: BookableService, slots: Sequence[Slot]
) -> Iterator[tuple[Slot, datetime]]:
    """Free times between the days, and until when each is kept; never again the one that was just let go by."""
    before = tick(entry.offered.starts_at) if entry.offered else None
    now, quiet, lead = (
        timezone.localtime(),
        quiet_hours(current_tenant()),
        timedelta(minutes=service.lead_minutes),
    )
    for slot in slots:
        if slot.start != before and _asked_for(entry, slot, slot.starts_at.date()):
            until = kept_until(now, slot.starts_at - lead, quiet)
            if until is not None:
                yield slot, until


def _asked_for(entry: WaitingEntry, slot: Slot, day: date) -> bool:
    return entry.first_day <= day <= entry.last_day and (not entry.person_id or entry.person_id in slot.left)


@transaction.atomic
def _offer(entry: WaitingEntry, service: BookableService, slot: Slot, until: datetime) -> bool:
    """False: somebody else is offering to this person just now. Raises TimeTaken, and then nothing has happened."""
    if not WaitingEntry.objects.filter(pk=entry.pk, state=State.WAITING).update(state=State.OFFERED):
        return False
    keep = until - timezone.now()
    appointment = hold(service, slot.start, entry.channel, person=entry.person, actor=entry.user, keep=keep)
    token = token_of(entry)
    WaitingEntry.objects.filter(pk=entry.pk).update(offered=appointment, token=token_print(token))
    tell_offer(entry, appointment, until)
    return True
