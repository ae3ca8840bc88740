"""Which days people work in a county, from its table. Whoever counts days passes the function on."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from django.core.cache import caches

from services.calendar.freshness import mark
from services.calendar.models import CalendarDay, CalendarYear
from tenants.models import Tenant
from tenants.scope import current_tenant, in_tenant

SECONDS = 3600


@dataclass(frozen=True)
class WorkingDays:
    """Called with a day: True or False; None in a year whose days are not all in the table."""

    years: frozenset[int]
    special: Mapping[date, bool]

    def __call__(self, day: date) -> bool | None:
        if day.year not in self.years:
            return None
        return self.special.get(day, day.weekday() < 5)

    def different(self, day: date) -> bool | None:
        """Whether people work on a day that is not what its weekday says; None where it is."""
        return self.special.get(day)


def working_days(tenant: Tenant | None = None) -> WorkingDays:
    """For one request or one run of a duty; it does not see later edits. Without a tenant, that of the scope."""
    asked = tenant or current_tenant()
    if asked is None:
        raise ValueError("Whose working days? No tenant is active.")
    key = f"working-days:{asked.pk}:{mark(asked.pk)}"
    found = caches["shared"].get(key)
    if found is None:
        found = _read(asked)
        caches["shared"].set(key, found, SECONDS)
    return found


def _read(tenant: Tenant) -> WorkingDays:
    with in_tenant(tenant):
        days = CalendarDay.objects.values_list("date", "kind")
        special = {day: kind == CalendarDay.Kind.MAKEUP for day, kind in days}
        return WorkingDays(frozenset(CalendarYear.objects.values_list("year", flat=True)), special)


def years_filled() -> dict[int, CalendarYear]:
    return {one.year: one for one in CalendarYear.objects.all()}
