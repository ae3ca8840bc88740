"""Reading consultations and public service, by the lines of the register of lawyers. Both days count."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from datetime import date, datetime, time, timedelta
from decimal import Decimal

from django.db.models import Count, DurationField, ExpressionWrapper, F, Q, Sum
from django.utils import timezone

from services.booking.models import Shift
from services.legal_aid.models import AidSettings, Consultation, HoursEntry
from tenants.models import Tenant

_DECADE = Decimal("0.1")


def midnight(day: date) -> datetime:
    return timezone.make_aware(datetime.combine(day, time.min))


def within(field: str, since: date, until: date) -> Q:
    """Moments of the days between two."""
    return Q(**{f"{field}__gte": midnight(since), f"{field}__lt": midnight(until + timedelta(days=1))})


def consultations(since: date, until: date) -> Mapping[int, int]:
    found = Consultation.objects.filter(within("at", since, until), lawyer__isnull=False)
    return dict(found.order_by().values_list("lawyer").annotate(Count("pk")))


def hours(since: date, until: date) -> Mapping[int, Decimal]:
    """Duty as attended, consultations outside duty, and other service that the centre has confirmed."""
    found: dict[int, Decimal] = defaultdict(Decimal)
    for part in (_on_duty(since, until), _consulting(since, until), _other(since, until)):
        for lawyer, amount in part:
            found[lawyer] += amount
    return {lawyer: amount.quantize(_DECADE) for lawyer, amount in found.items()}


def _on_duty(since: date, until: date) -> Iterable[tuple[int, Decimal]]:
    attended = Shift.objects.filter(
        within("starts_at", since, until), resource__lawyer__isnull=False, left_at__gt=F("came_at")
    )
    there = ExpressionWrapper(F("left_at") - F("came_at"), DurationField())
    rows = attended.order_by().values_list("resource__lawyer").annotate(there=Sum(there))
    return [(lawyer, _hours(spent)) for lawyer, spent in rows]


def _consulting(since: date, until: date) -> Iterable[tuple[int, Decimal]]:
    """What was asked on duty is in the hours of the duty."""
    outside = Consultation.objects.filter(within("at", since, until), lawyer__isnull=False, shift=None)
    rows = outside.order_by().values_list("lawyer").annotate(Sum("minutes"))
    return [(lawyer, Decimal(minutes) / 60) for lawyer, minutes in rows]


def _other(since: date, until: date) -> Iterable[tuple[int, Decimal]]:
    confirmed = HoursEntry.objects.filter(state=HoursEntry.State.CONFIRMED, on__range=(since, until))
    return confirmed.order_by().values_list("lawyer").annotate(Sum("hours"))


def _hours(spent: timedelta) -> Decimal:
    return Decimal(round(spent.total_seconds())) / 3600


def settings_of(tenant: Tenant) -> AidSettings:
    """As shipped, where the county has said nothing."""
    return AidSettings.objects.filter(site=tenant.site_id).first() or AidSettings()
