from typing import Any

from django import template
from django.utils import timezone

from services.booking import wording
from services.booking.models import Appointment
from services.booking.queries import of_user

register = template.Library()
register.filter("spoken", wording.spoken)
register.filter("place_of", wording.place_of)


@register.inclusion_tag("booking/public/my_block.html", takes_context=True)
def my_appointments(context: template.Context) -> dict[str, Any]:
    """What the person who is signed in has before them, for the page of all that is theirs."""
    coming = of_user(context["request"].user).filter(
        state__in=[Appointment.State.CONFIRMED, Appointment.State.ARRIVED], ends_at__gt=timezone.now()
    )
    return {"appointments": coming.order_by("starts_at")}
