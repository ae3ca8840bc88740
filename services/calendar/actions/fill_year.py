from functools import partial

from django.db import transaction
from django.utils.translation import gettext as _

from services.calendar import published
from services.calendar.actions.errors import CalendarError
from services.calendar.freshness import renew
from services.calendar.models import CalendarDay, CalendarYear, Source
from tenants.journal import note
from tenants.models import Tenant, User
from tenants.scope import current_tenant


def fill_year(year: int, *, actor: User | None) -> int:
    """Brings a year of the county's calendar to what was announced; returns how many days it has then from there.

    Days that the county changed stay as they are. Filling twice, or twice at once, is the same as once.
    Raises CalendarError for a year that the library does not know.
    """
    days = published.days_of(year)
    if not days:
        raise CalendarError(
            _("系统里还没有%(year)s年的放假安排。请按国务院办公厅的通知逐日录入，再标记为已录全。")
            % {"year": year}
        )
    with transaction.atomic():
        found = lay_down(days, tenant=current_tenant())
        note(actor, "fill_calendar", found, on=str(year))
    return len(days)


def lay_down(days: list[published.Published], *, tenant: Tenant) -> CalendarYear:
    """In the caller's transaction; of days announced once and withdrawn since nothing is left."""
    year = days[0].date.year
    own = CalendarDay.objects.filter(date__year=year, source=Source.LIBRARY)
    own.exclude(date__in=[day.date for day in days]).delete()
    for kind in CalendarDay.Kind.values:
        announced = [day.date for day in days if day.kind == kind]
        own.filter(date__in=announced).exclude(kind=kind).update(kind=kind)
    CalendarDay.objects.bulk_create(
        [
            CalendarDay(tenant=tenant, date=day.date, kind=day.kind, name=day.name, source=Source.LIBRARY)
            for day in days
        ],
        ignore_conflicts=True,
    )
    found, _made = CalendarYear.objects.update_or_create(
        tenant=tenant, year=year, defaults={"source": Source.LIBRARY}
    )
    transaction.on_commit(partial(renew, tenant.pk))
    return found
