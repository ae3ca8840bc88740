from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from services.booking import waiting_kinds
from services.booking.actions.tell_waiting import tell_waiting
from services.booking.models import WaitingEntry
from tenants.models import Tenant
from tenants.scope import across_tenants, in_tenant

State = WaitingEntry.State


def end_waiting() -> int:
    """In every county: whose last day is over has waited in vain, and is told; how many."""
    with across_tenants(reason="the timetable looks after every county's waiting lists"):
        tenants = list(Tenant.objects.filter(pk__in=_over().order_by().values("tenant")))
    return sum(map(_of_county, tenants))


def _over() -> object:
    return WaitingEntry.objects.filter(state=State.WAITING, last_day__lt=timezone.localdate())


def _of_county(tenant: Tenant) -> int:
    with in_tenant(tenant):
        return sum(map(_end, _over().select_related("service", "user").order_by("pk")))


@transaction.atomic
def _end(entry: WaitingEntry) -> bool:
    if not WaitingEntry.objects.filter(pk=entry.pk, state=State.WAITING).update(state=State.LAPSED):
        return False
    tell_waiting(entry, waiting_kinds.NOT_REACHED, why=_("没有等到空位"))
    return True
