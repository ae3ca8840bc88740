"""Times and places as people say them."""

from datetime import datetime

from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from services.booking.models import Appointment, Channel


def spoken(moment: datetime) -> str:
    """11月24日（周二）9:30."""
    local = timezone.localtime(moment)
    return _("%(month)d月%(day)d日（%(weekday)s）%(time)s") % {
        "month": local.month,
        "day": local.day,
        "weekday": date_format(local, "D"),
        "time": f"{local.hour}:{local.minute:02}",
    }


def place_of(appointment: Appointment) -> str:
    """Where to go, or that somebody calls, or that there is a video."""
    if appointment.channel == Channel.PHONE:
        return _("工作人员到时给您打电话")
    if appointment.channel == Channel.VIDEO:
        if appointment.person.user_id is None:
            return _("视频通话，工作人员到时给您打电话，告诉您怎样接通")
        return _("视频通话，到时打开“我的预约”，按“进入视频房间”")
    office = appointment.person.organisation
    room = appointment.session.room if appointment.session_id else None
    parts = [office.name, office.address, room.name if room else ""]
    return " ".join(part for part in parts if part)
