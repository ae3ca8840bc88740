"""Reading waiting lists."""

from datetime import date

from django.db.models import QuerySet
from django.utils import timezone
from django.utils.translation import gettext as _

from services.booking.models import BookableService, WaitingEntry
from services.booking.queries import print_of
from tenants.cipher import fingerprint
from tenants.models import User

State = WaitingEntry.State
OPEN = (State.WAITING, State.OFFERED)


def in_line(service: BookableService, today: date) -> QuerySet[WaitingEntry]:
    """Who let an offer run out stands behind those who did not; else who came first is first."""
    waiting = WaitingEntry.objects.filter(service=service, state=State.WAITING, last_day__gte=today)
    return waiting.select_related("person", "user", "offered").order_by("missed", "created_at", "pk")


def ahead_of(entry: WaitingEntry) -> int:
    """How many are asked before this one."""
    line = in_line(entry.service, timezone.localdate()).values_list("pk", flat=True)
    return next((place for place, key in enumerate(line) if key == entry.pk), 0)


def token_of(entry: WaitingEntry) -> str:
    """What stands in the links of the messages. Nothing but its fingerprint is in the table."""
    return fingerprint(f"waiting:{entry.tenant_id}:{entry.pk}")[:32]


def token_print(token: str) -> str:
    return fingerprint(f"waiting-token:{token}")


def by_token(token: str) -> WaitingEntry | None:
    found = WaitingEntry.objects.filter(token=token_print(token))
    return found.select_related(
        "service__organisation", "person", "user", "offered__person__organisation", "offered__session__room",
        "offered__service",
    ).first()  # fmt: skip


def waiting_of_phone(service: BookableService, phone: str) -> WaitingEntry | None:
    """`phone` in its stored form."""
    return WaitingEntry.objects.filter(service=service, phone_print=print_of(phone), state__in=OPEN).first()


def waiting_of_user(user: User) -> QuerySet[WaitingEntry]:
    return WaitingEntry.objects.filter(user=user, state__in=OPEN).select_related(
        "service", "person", "offered"
    )


def days_of(entry: WaitingEntry) -> str:
    """11月23日至11月27日."""
    first, last = entry.first_day, entry.last_day
    if first == last:
        return _("%(month)d月%(day)d日") % {"month": first.month, "day": first.day}
    return _("%(month)d月%(day)d日至%(last_month)d月%(last_day)d日") % {
        "month": first.month, "day": first.day, "last_month": last.month, "last_day": last.day,
    }  # fmt: skip
