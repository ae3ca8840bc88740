"""Duty as it concerns a lawyer who is being asked something."""

from datetime import datetime, timedelta

from django.utils import timezone

from services.booking.models import Shift
from services.directory.models import Lawyer

# Whoever was marked absent, or whose shift was called off, is not on duty.
_STANDING = (Shift.State.PLANNED, Shift.State.PUBLISHED, Shift.State.ON_DUTY, Shift.State.DONE)
# People come a little early and stay a little late.
MARGIN = timedelta(minutes=30)


def running(lawyer: Lawyer | None, at: datetime | None = None) -> Shift | None:
    """The duty the lawyer is on at that moment."""
    if lawyer is None:
        return None
    moment = at or timezone.now()
    found = Shift.objects.filter(
        resource__lawyer=lawyer,
        starts_at__lte=moment + MARGIN,
        ends_at__gte=moment - MARGIN,
        state__in=_STANDING,
    )
    return found.select_related("roster__organisation").order_by("-starts_at").first()
