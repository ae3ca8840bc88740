from functools import partial

from django.db import transaction
from django.db.models.signals import post_delete, post_save
from django.dispatch import receiver
from django.utils import timezone

from services.calendar.actions.fill_calendars import open_calendar
from services.calendar.freshness import renew
from services.calendar.models import CalendarDay
from tenants.models import Tenant


@receiver([post_save, post_delete], sender=CalendarDay)
def a_day_has_changed(sender: type[CalendarDay], instance: CalendarDay, **kwargs: object) -> None:
    transaction.on_commit(partial(renew, instance.tenant_id))


@receiver(post_save, sender=Tenant)
def a_county_has_come(sender: type[Tenant], instance: Tenant, created: bool, **kwargs: object) -> None:
    if created and not kwargs.get("raw"):
        open_calendar(instance, today=timezone.localdate())
