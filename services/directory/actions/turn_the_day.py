from datetime import date, timedelta

from django.core.cache import caches
from django.db import transaction
from django.db.models import Q

from services.directory.freshness import announce
from services.directory.models import Lawyer, Mediator
from tenants.models import Tenant
from tenants.scope import in_tenant

# Days that the timetable may have slept.
_SLEPT = timedelta(days=7)
_KEPT = 2 * 24 * 3600


def turn_the_day(*, today: date) -> int:
    """Once a day: who begins or ends by date, without anybody saving a row, enters or leaves search and the pages.

    Gives the number of people. Done twice it changes nothing.
    """
    if not caches["shared"].add(f"directory-day:{today.isoformat()}", 1, _KEPT):
        return 0
    return sum(_turn(tenant, today) for tenant in Tenant.objects.all())


def _turn(tenant: Tenant, today: date) -> int:
    lately = (today - _SLEPT, today)
    turned = Q(started_on__range=lately) | Q(ended_on__range=lately)
    with in_tenant(tenant), transaction.atomic():
        mediators = list(Mediator.objects.filter(turned).values_list("pk", flat=True))
        lawyers = list(Lawyer.objects.filter(turned).values_list("pk", flat=True))
        announce(tenant, mediators=mediators, lawyers=lawyers)
    return len(mediators) + len(lawyers)
