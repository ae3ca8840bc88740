import secrets
from collections.abc import Sequence
from datetime import datetime, timedelta

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from services.booking.actions.again import again_after_deadlock
from services.booking.actions.lapse import lapse
from services.booking.actions.take_place import take_place
from services.booking.allocation import ranked
from services.booking.errors import TimeTaken
from services.booking.free import free
from services.booking.models import Appointment, BookableService, Resource, Session
from services.booking.queries import loads
from services.booking.ticks import moment
from tenants.models import User
from tenants.scope import current_tenant

# How long a time is kept for somebody who fills in the form.
HELD = timedelta(minutes=10)


@again_after_deadlock
def hold(
    service: BookableService,
    start: int,
    channel: str,
    *,
    person: Resource | None = None,
    actor: User | None = None,
    keep: timedelta = HELD,
    lead: bool = True,
) -> Appointment:
    """Keeps the time that begins at the tick for somebody who is about to say who they are.

    Nobody named: the allocator chooses, by its stated rule. What the browser sent counts for nothing: the time is
    reckoned again here. Raises TimeTaken.
    """
    now = timezone.now()
    people = candidates(service, start, channel, person, lead=lead)
    # From here on only the constraints decide; SQLite lets nobody else write meanwhile.
    with transaction.atomic():
        lapse(now)
        session, place = take_place(service, start, people, channel, now + keep)
        return _write(service, session, place, channel, expires_at=now + keep, user=actor)


def candidates(
    service: BookableService,
    start: int,
    channel: str,
    person: Resource | None,
    *,
    lead: bool,
    moving: int | None = None,
) -> Sequence[Resource]:
    """Who is free then, the one whose turn it is first. Raises TimeTaken where it is nobody."""
    day = timezone.localtime(moment(start)).date()
    offer = None
    if channel in service.channels:
        offer = free(service, channel, day, person=person, lead=lead, moving=moving)
    slot = next((slot for slot in offer.slots if slot.start == start), None) if offer else None
    if offer is None or slot is None:
        raise TimeTaken(_("这个时间已经约满或者不再开放，请另选一个时间。"))
    return [offer.people[load.person] for load in ranked(loads(slot.left, slot.starts_at))]


def new_number() -> str:
    """Eight digits in no order: nobody learns from theirs how many others there are."""
    while Appointment.objects.filter(
        number=(number := str(10_000_000 + secrets.randbelow(90_000_000)))
    ).exists():
        pass
    return number


def _write(
    service: BookableService,
    session: Session,
    place: int,
    channel: str,
    *,
    expires_at: datetime,
    user: User | None,
) -> Appointment:
    return Appointment.objects.create(
        tenant=current_tenant(),
        number=new_number(),
        service=service,
        session=session,
        place=place,
        person=session.person,
        starts_at=session.starts_at,
        ends_at=session.ends_at,
        channel=channel,
        expires_at=expires_at,
        user=user,
    )
