"""Somebody is away, or an office is shut: what was booked inside that time goes to somebody else, or is called off."""

from collections.abc import Callable, Iterable

from django.utils import timezone
from django.utils.translation import gettext as _

from services.booking.actions.cancel import cancel
from services.booking.actions.reschedule import reschedule
from services.booking.allocation import ranked
from services.booking.errors import BookingError, TimeTaken
from services.booking.free import free
from services.booking.models import Appointment
from services.booking.queries import loads
from services.booking.ticks import tick
from services.booking.unsettled import own_session
from tenants.models import User


def hand_over(appointment: Appointment, *, actor: User) -> None:
    """The same time with somebody else: whose turn it is by the allocator's rule. The citizen is told.

    Raises NotAllowed, TimeTaken where nobody else is free then, and Lapsed.
    """
    start, service = tick(appointment.starts_at), appointment.service
    day = timezone.localtime(appointment.starts_at).date()
    offer = free(service, appointment.channel, day, lead=False, moving=own_session(appointment))
    slot = next((slot for slot in offer.slots if slot.start == start), None)
    others = [key for key in slot.left if key != appointment.person_id] if slot else []
    for load in ranked(loads(others, appointment.starts_at)):
        try:
            reschedule(appointment, start, actor=actor, person=offer.people[load.person], lead=False)
        except TimeTaken:
            continue
        return
    raise TimeTaken(_("这个时间别人都没有空，请改到别的时间，或者取消。"))


def hand_over_all(appointments: Iterable[Appointment], *, actor: User) -> tuple[int, list[str]]:
    """How many went to somebody else, and why each of the others did not; one failure stops no other."""
    return _each(appointments, lambda one: hand_over(one, actor=actor))


def call_off_all(appointments: Iterable[Appointment], *, actor: User, reason: str) -> tuple[int, list[str]]:
    return _each(appointments, lambda one: cancel(one, actor=actor, reason=reason))


def _each(appointments: Iterable[Appointment], act: Callable[[Appointment], None]) -> tuple[int, list[str]]:
    done, refused = 0, []
    for appointment in appointments:
        try:
            act(appointment)
        except BookingError as error:
            refused.append(f"{appointment.number}：{error}")
        else:
            done += 1
    return done, refused
