from datetime import datetime

from django.db import transaction
from django.utils import timezone

from services.booking.actions.announce import announce_freed
from services.booking.actions.take_place import leave_place
from services.booking.models import Appointment
from tenants.models import Tenant
from tenants.scope import in_tenant

State = Appointment.State


@transaction.atomic
def lapse(now: datetime | None = None) -> int:
    """Ends the holds of this county whose time is over; how many."""
    over = Appointment.objects.filter(state=State.HELD, expires_at__lte=now or timezone.now())
    count = 0
    for appointment in over.select_related("service", "person").order_by("pk"):
        freed = leave_place(appointment, State.LAPSED)
        count += freed is not None
        if freed:
            announce_freed(appointment)
    return count


def lapse_everywhere() -> int:
    total = 0
    for tenant in Tenant.objects.all():
        with in_tenant(tenant):
            total += lapse()
    return total
