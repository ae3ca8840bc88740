from datetime import datetime, time, timedelta

from django.db.models import Q
from django.utils import timezone

from services.booking.models import HoursException
from services.booking.public.picker import Picker


def notes_of(page: Picker) -> list[str]:
    """What the office, or the person who was named, lets people know about the chosen day."""
    begins = timezone.make_aware(datetime.combine(page.day, time.min))
    whose = Q(organisation=page.service.organisation_id)
    if page.asked.person:
        whose |= Q(resource=page.asked.person) | Q(organisation=page.asked.person.organisation_id)
    found = HoursException.objects.filter(
        whose, starts_at__lt=begins + timedelta(days=1), ends_at__gt=begins
    ).exclude(note="")
    return list(dict.fromkeys(found.order_by("starts_at", "pk").values_list("note", flat=True)))
