"""Somebody on a waiting list takes the time that is kept for them, or lets the next one have it."""

from django.db import transaction
from django.utils.translation import gettext as _

from services.booking.actions.confirm import Who, confirm
from services.booking.actions.release import release
from services.booking.errors import Lapsed
from services.booking.models import Appointment, WaitingEntry
from tenants.models import User

State = WaitingEntry.State


@transaction.atomic
def take_offer(entry: WaitingEntry, *, actor: User | None = None) -> tuple[Appointment, str]:
    """The appointment and its code, told this once. `actor` None: the citizen, whose link it is.

    Raises Lapsed when the time is no longer kept, TooMany when this phone has as many as it may.
    """
    appointment = _answer(entry, State.TAKEN)
    who = Who(name=entry.name, phone=entry.phone, user=entry.user, careful=entry.careful)
    return appointment, confirm(appointment, who, actor=actor)


@transaction.atomic
def decline(entry: WaitingEntry) -> None:
    """Keeps the place in the line; another time may come. Raises Lapsed."""
    release(_answer(entry, State.WAITING))


def _answer(entry: WaitingEntry, state: str) -> Appointment:
    standing = WaitingEntry.objects.filter(pk=entry.pk, state=State.OFFERED, offered=entry.offered_id)
    if entry.offered is None or not standing.update(state=state):
        raise Lapsed(_("这个空位的保留时间已过，或者您已经答复过了。"))
    entry.state = state
    return entry.offered
