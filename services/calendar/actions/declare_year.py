from functools import partial

from django.db import transaction
from django.utils.translation import gettext as _

from services.calendar.actions.errors import CalendarError
from services.calendar.freshness import renew
from services.calendar.models import CalendarDay, CalendarYear, Source
from tenants.journal import note
from tenants.models import User
from tenants.scope import current_tenant


@transaction.atomic
def declare_year(year: int, *, actor: User | None) -> CalendarYear:
    """An administrator says that all days of a year are typed in. Raises CalendarError when none is."""
    if not CalendarDay.objects.filter(date__year=year).exists():
        raise CalendarError(_("%(year)s年还没有录入任何放假或补班日期，不能标记为已录全。") % {"year": year})
    tenant = current_tenant()
    found, made = CalendarYear.objects.get_or_create(
        tenant=tenant, year=year, defaults={"source": Source.EDITOR}
    )
    if made:
        note(actor, "declare_calendar", found, on=str(year))
        transaction.on_commit(partial(renew, tenant.pk))
    return found


@transaction.atomic
def reopen_year(year: int, *, actor: User | None) -> None:
    """Takes the declaration back; its days stay in the table and count for nothing until it is declared again."""
    tenant = current_tenant()
    found = CalendarYear.objects.filter(year=year, source=Source.EDITOR).first()
    if found:
        note(actor, "reopen_calendar", found, on=str(year))
        found.delete()
        transaction.on_commit(partial(renew, tenant.pk))
