from django.dispatch import receiver

from services.booking.actions.follow_calendar import follow_calendar
from services.booking.actions.offer_freed import offer_freed
from services.booking.models import BookableService
from services.booking.signals import freed
from services.calendar.freshness import changed
from tenants.models import Tenant
from tenants.scope import in_tenant


@receiver(freed)
def a_time_became_free(sender: object, service: BookableService, **kwargs: object) -> None:
    offer_freed(service)


@receiver(changed)
def the_calendar_has_changed(sender: object, tenant_pk: int, **kwargs: object) -> None:
    with in_tenant(Tenant.objects.get(pk=tenant_pk)):
        follow_calendar()
