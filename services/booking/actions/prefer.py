from django.db import transaction
from django.utils.translation import gettext as _

from services.booking.errors import Lapsed, NotAllowed
from services.booking.models import OPEN, Appointment
from services.booking.rules import serves
from tenants.journal import note
from tenants.models import User


@transaction.atomic
def prefer(appointment: Appointment, *, actor: User, first: bool = True) -> None:
    """Before those who came without being old, ill or disabled; `first` False takes it back."""
    if not serves(actor, appointment.person):
        raise NotAllowed(_("这个预约不归您接待。"))
    if not Appointment.objects.filter(pk=appointment.pk, state__in=OPEN).update(priority=first):
        raise Lapsed(_("这个预约已经取消或者办完了。"))
    appointment.priority = first
    note(actor, "prefer" if first else "prefer_no_more", appointment)
