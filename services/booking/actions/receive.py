"""At the counter: somebody came, was served, or did not come."""

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from services.booking import signals
from services.booking.actions.announce import announce
from services.booking.errors import Lapsed, NotAllowed
from services.booking.models import Appointment
from services.booking.rules import serves
from tenants.journal import note
from tenants.models import User

State = Appointment.State


def check_in(appointment: Appointment, *, actor: User) -> None:
    """On the day, however early; nobody is received the day before."""
    _not_before_its_day(appointment)
    _move(appointment, (State.CONFIRMED,), State.ARRIVED, actor, arrived_at=timezone.now())
    announce(signals.arrived, appointment)


def finish(appointment: Appointment, *, actor: User) -> None:
    _not_before_its_day(appointment)
    _move(appointment, (State.CONFIRMED, State.ARRIVED), State.DONE, actor, closed_at=timezone.now())
    announce(signals.closed, appointment)


def mark_absent(appointment: Appointment, *, actor: User) -> None:
    """Not before its time has come."""
    if appointment.starts_at > timezone.now():
        raise Lapsed(_("预约的时间还没到。"))
    _move(appointment, (State.CONFIRMED,), State.NO_SHOW, actor, closed_at=timezone.now())
    announce(signals.closed, appointment)


def _not_before_its_day(appointment: Appointment) -> None:
    if timezone.localdate(appointment.starts_at) > timezone.localdate():
        raise Lapsed(_("预约的时间还没到。"))


@transaction.atomic
def _move(
    appointment: Appointment, before: tuple[str, ...], after: str, actor: User, **values: object
) -> None:
    """Raises NotAllowed, and Lapsed where somebody else was first."""
    if not serves(actor, appointment.person):
        raise NotAllowed(_("这个预约不归您接待。"))
    standing = Appointment.objects.filter(pk=appointment.pk, state__in=before)
    if not standing.update(state=after, **values):
        raise Lapsed(_("这个预约已经是“%(state)s”。") % {"state": appointment.get_state_display()})
    appointment.state = after
    for name, value in values.items():
        setattr(appointment, name, value)
    note(actor, after, appointment)
