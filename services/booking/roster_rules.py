"""Who may do what with duty rosters, and when a list is late."""

from datetime import date, timedelta

from django.utils import timezone

from services.booking.models import Resource, RosterMember, Shift
from services.booking.rules import at_the_desk
from services.directory.practice import may_enter_pool
from tenants.models import User

# Handed to the place, or about to be: the person is expected there.
EXPECTED = (Shift.State.PLANNED, Shift.State.PUBLISHED, Shift.State.ON_DUTY)
# What the rule counts: worked, or still to be worked. Who asked for a change or stayed away has not served.
COUNTED = (*EXPECTED, Shift.State.DONE)
# Days before the list is due on which the county is reminded of it.
REMINDED_BEFORE = 2


def plans(actor: User) -> bool:
    return at_the_desk(actor)


def is_own(actor: User, shift: Shift) -> bool:
    return shift.resource is not None and shift.resource.user_id == actor.pk


def attends(actor: User, shift: Shift) -> bool:
    """Writes down who came and went: the person, or the desk."""
    return is_own(actor, shift) or at_the_desk(actor)


def due_on(shift: Shift) -> date:
    """The last day on which the list is at the place in time."""
    return timezone.localdate(shift.starts_at) - timedelta(days=shift.roster.days_ahead)


def days_late(shift: Shift, now: date | None = None) -> int:
    """Of the list: how long after its day it was handed over, or how long it has been missing by today."""
    if shift.state == Shift.State.VOID:
        return 0
    handed = timezone.localdate(shift.published_at) if shift.published_at else now or timezone.localdate()
    return max(0, (handed - due_on(shift)).days)


def why_not(member: RosterMember, day: date) -> str:
    """A code: why this member may not be on duty on a day at all; empty where they may."""
    person: Resource = member.resource
    if not person.active:
        return "inactive"
    if (member.since and day < member.since) or (member.until and day > member.until):
        return "term"
    for register in (person.lawyer, person.mediator):
        if register and (register.started_on > day or (register.ended_on and register.ended_on <= day)):
            return "ended"
    if member.roster.pool_only and not _in_pool(person, day):
        return "pool"
    return ""


def _in_pool(person: Resource, day: date) -> bool:
    lawyer = person.lawyer
    if lawyer is None or lawyer.pool_since is None or lawyer.pool_since > day:
        return False
    return bool(may_enter_pool(lawyer.licensed_on, day))
