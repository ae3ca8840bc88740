from django.dispatch import receiver

from services.calendar.freshness import changed
from services.cases.actions.settle_clocks import settle_clocks
from tenants.models import Tenant


@receiver(changed)
def the_calendar_has_changed(sender: object, tenant_pk: int, **kwargs: object) -> None:
    settle_clocks(Tenant.objects.get(pk=tenant_pk))
