"""What the staff does that changes nothing of an appointment, and stands in its history all the same."""

from collections.abc import Sequence

from django.db import transaction
from django.utils.translation import gettext as _

from services.booking.errors import NotAllowed
from services.booking.models import Appointment
from services.booking.rules import serves
from tenants.journal import note
from tenants.models import User


@transaction.atomic
def look(appointment: Appointment, *, actor: User, reason: str) -> str:
    """The phone number in full. Raises NotAllowed."""
    _allow(appointment, actor)
    note(actor, "look", appointment, reason=reason)
    return appointment.phone


@transaction.atomic
def look_at_all(appointments: Sequence[Appointment], *, actor: User, reason: str) -> None:
    """Every number of a list that is printed: each appointment's history shows it."""
    for appointment in appointments:
        note(actor, "look", appointment, reason=reason)


@transaction.atomic
def remark(appointment: Appointment, *, actor: User, text: str) -> None:
    _allow(appointment, actor)
    note(actor, "remark", appointment, message=text)


def _allow(appointment: Appointment, actor: User) -> None:
    if not serves(actor, appointment.person):
        raise NotAllowed(_("这个预约不归您接待。"))
