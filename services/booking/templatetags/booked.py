from datetime import date
from typing import Any

from django import template
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from services.booking import wording
from services.booking.models import Appointment, DayKind
from services.booking.queries import of_user

register = template.Library()
register.filter("spoken", wording.spoken)
register.filter("place_of", wording.place_of)


@register.filter
def spoken_day(day: date) -> str:
    """11月24日（星期二）."""
    values = {"month": day.month, "day": day.day, "weekday": date_format(day, "l")}
    return _("%(month)d月%(day)d日（%(weekday)s）") % values


@register.filter
def weekday(day: date) -> Any:
    """Short, for the head of a calendar."""
    return DayKind(day.weekday()).label


@register.inclusion_tag("booking/public/my_block.html", takes_context=True)
def my_appointments(context: template.Context) -> dict[str, Any]:
    """What the person who is signed in has before them, for the page of all that is theirs."""
    coming = of_user(context["request"].user).filter(
        state__in=[Appointment.State.CONFIRMED, Appointment.State.ARRIVED], ends_at__gt=timezone.now()
    )
    return {"appointments": coming.order_by("starts_at")}
