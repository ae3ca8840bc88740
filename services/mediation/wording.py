"""Times as people say them."""

from datetime import datetime

from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _


def spoken(moment: datetime) -> str:
    """11月24日（周二）9:30."""
    local = timezone.localtime(moment)
    return _("%(month)d月%(day)d日（%(weekday)s）%(time)s") % {
        "month": local.month,
        "day": local.day,
        "weekday": date_format(local, "D"),
        "time": f"{local.hour}:{local.minute:02}",
    }
