from dataclasses import dataclass

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from services.booking import notice_kinds, signals
from services.booking.actions.announce import NEW, announce, tell, tell_staff
from services.booking.errors import Lapsed, TooMany
from services.booking.models import Appointment, Session
from services.booking.queries import open_of_phone, print_of
from tenants.codes import hashed, new_code
from tenants.journal import note
from tenants.models import User

State = Appointment.State


@dataclass(frozen=True)
class Who:
    """Who comes. `phone` in its stored form, blank only where the counter books for somebody without one.

    `careful`: outside the portal nothing is said of the matter. `about` names a case: `case:…`.
    """

    name: str
    phone: str = ""
    user: User | None = None
    subject: str = ""
    matter: str = ""
    careful: bool = False
    about: str = ""
    source: str = Appointment.Source.ONLINE


@transaction.atomic
def confirm(appointment: Appointment, who: Who, *, actor: User | None = None) -> str:
    """Turns a hold into an appointment; the code by which it is found again, told this once.

    Raises Lapsed when the hold ran out, TooMany when this phone has as many as it may.
    """
    if who.phone and _open_already(appointment, who.phone) >= appointment.service.most_open:
        raise TooMany(
            _("这个手机号在“%(service)s”已有%(count)d个没办完的预约，请先办完或者取消一个。")
            % {"service": appointment.service, "count": appointment.service.most_open}
        )
    code, now = new_code(), timezone.now()
    values = {
        "state": State.CONFIRMED, "code_hash": hashed(appointment.number, code), "confirmed_at": now,
        "name": who.name, "phone": who.phone, "phone_print": print_of(who.phone), "user": who.user,
        "subject": who.subject, "matter": who.matter, "careful": who.careful, "about": who.about,
        "source": who.source, "expires_at": None,
    }  # fmt: skip
    standing = Appointment.objects.filter(pk=appointment.pk, state=State.HELD, expires_at__gt=now)
    if not standing.update(**values):
        raise Lapsed(_("为您保留的时间已过，请重新选一个时间。"))
    for name, value in values.items():
        setattr(appointment, name, value)
    Session.objects.filter(pk=appointment.session_id).update(held_until=None)
    note(actor or who.user, "book", appointment)
    tell(appointment, notice_kinds.CONFIRMED, code=code)
    tell_staff(appointment, NEW)
    announce(signals.confirmed, appointment)
    return code


def _open_already(appointment: Appointment, phone: str) -> int:
    return open_of_phone(phone).filter(service=appointment.service).exclude(pk=appointment.pk).count()
