"""Words to people and signals to the storeys above; both leave after the commit."""

from datetime import datetime

from django.db import transaction
from django.dispatch import Signal
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext, override
from django.utils.translation import gettext_lazy as _

from services.booking import notice_kinds, signals
from services.booking.models import Appointment, BookableService, Resource
from services.booking.wording import place_of, spoken
from services.notices.actions.queue import queue
from services.notices.contact import ANY, Contact
from services.notices.registry import Kind

NEW, MOVED, CANCELLED = _("新预约"), _("改期"), _("取消预约")
# Words that leave are Chinese, in whatever language somebody works.
_CHINESE = "zh-hans"


@override(_CHINESE)
def tell(appointment: Appointment, kind: Kind, *, once: str = "", **more: str) -> None:
    """To who booked: by account, by phone, or both; a careful one is told no subject outside the portal."""
    if not (appointment.phone or appointment.user_id):
        return
    queue(
        kind.code,
        to_user=appointment.user,
        to_phone=appointment.phone,
        values=values_of(appointment) | more,
        link=reverse("booking:mine"),
        about=f"booking:{appointment.number}",
        once=once,
        contact=Contact(neutral=True) if appointment.careful else ANY,
    )


@override(_CHINESE)
def tell_staff(appointment: Appointment, what: object) -> None:
    """The person who receives, if there is an account. `what` is lazy."""
    if appointment.person.user_id:
        queue(
            notice_kinds.STAFF.code,
            to_user=appointment.person.user,
            values=values_of(appointment) | {"what": str(what)},
            about=f"booking:{appointment.number}",
        )


@override(_CHINESE)
def because(reason: str) -> str:
    return gettext("原因：%(reason)s") % {"reason": reason} if reason else ""


@override(_CHINESE)
def values_of(appointment: Appointment) -> dict[str, str]:
    return {
        "service": appointment.service.name,
        "person": appointment.person.name,
        "when": spoken(appointment.starts_at),
        "place": place_of(appointment),
        "number": appointment.number,
    }


def announce(signal: Signal, appointment: Appointment) -> None:
    transaction.on_commit(lambda: signal.send(Appointment, appointment=appointment), robust=True)


def announce_freed(
    appointment: Appointment, person: Resource | None = None, starts_at: datetime | None = None
) -> None:
    """`person` and `starts_at`: those that were left, where the appointment has new ones already."""
    service: BookableService = appointment.service
    told = {
        "service": service,
        "person": person or appointment.person,
        "starts_at": starts_at or appointment.starts_at,
    }
    if told["starts_at"] > timezone.now():
        transaction.on_commit(lambda: signals.freed.send(BookableService, **told), robust=True)
