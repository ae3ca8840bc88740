from datetime import date

from django.db import transaction
from django.utils import timezone

from services.calendar import published
from services.calendar.actions.fill_year import fill_year, lay_down
from services.calendar.queries import years_filled
from tenants.models import Tenant
from tenants.scope import in_tenant

# Matters that began before the portal was opened are counted, too.
YEARS_BACK = 3


def open_calendar(tenant: Tenant, *, today: date) -> None:
    """The years that a new county needs, as far as they were announced."""
    with in_tenant(tenant), transaction.atomic():
        for year in wanted(today):
            lay_down(published.days_of(year), tenant=tenant)


def fill_calendars(*, today: date | None = None) -> int:
    """Every county, every announced year that is still missing; returns how many were filled."""
    filled = 0
    for tenant in Tenant.objects.all():
        with in_tenant(tenant):
            missing = set(wanted(today or timezone.localdate())) - years_filled().keys()
            for year in sorted(missing):
                fill_year(year, actor=None)
                filled += 1
    return filled


def wanted(today: date) -> list[int]:
    return [year for year in published.years() if year >= today.year - YEARS_BACK]
