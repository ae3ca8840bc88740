from datetime import timedelta

from django.core.cache import caches
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import override

from services.booking.actions.tell_duty import tell_in_charge
from services.booking.models import Roster
from services.booking.roster_queries import not_handed
from services.booking.roster_rules import REMINDED_BEFORE
from tenants.models import Tenant
from tenants.scope import across_tenants, in_tenant

A_DAY = 24 * 3600


def remind_of_rosters() -> int:
    """Tells every county once a day whose list has to be at its place soon, or is overdue; of how many rosters."""
    with across_tenants(reason="the timetable looks after every county's rosters"):
        rows = Roster.objects.filter(active=True).order_by().values("tenant").distinct()
        tenants = list(Tenant.objects.filter(pk__in=rows))
    return sum(_of_county(tenant) for tenant in tenants)


def _of_county(tenant: Tenant) -> int:
    """The timetable comes by twice a minute; a mark in the cache keeps it from reckoning the same again."""
    key = f"rosters-looked-after:{tenant.pk}:{timezone.localdate()}"
    if caches["shared"].get(key):
        return 0
    with in_tenant(tenant):
        told = sum(map(_remind, Roster.objects.filter(active=True).select_related("organisation")))
    caches["shared"].set(key, True, A_DAY)
    return told


@override("zh-hans")
def _remind(roster: Roster) -> bool:
    today = timezone.localdate()
    missing = not_handed(roster, today, today + timedelta(days=roster.days_ahead + REMINDED_BEFORE))
    if not missing:
        return False
    first = timezone.localdate(missing[0].starts_at)
    due = first - timedelta(days=roster.days_ahead)
    said = _("%(month)d月%(day)d日起有%(count)d班还没有抄送名单。") % {
        "month": first.month, "day": first.day, "count": len(missing),
    }  # fmt: skip
    if today > due:
        said += _("应提前%(ahead)d天抄送，已经晚了%(late)d天。") % {
            "ahead": roster.days_ahead, "late": (today - due).days,
        }  # fmt: skip
    if roster.basis:
        said += _("依据：%(basis)s。") % {"basis": roster.basis}
    return tell_in_charge(
        roster, said, once=f"roster:{roster.pk}:unpublished:{first}:{max(0, (today - due).days)}"
    )
