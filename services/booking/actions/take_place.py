"""The one place where a time is taken and given back. Callers hold a transaction; the constraints decide."""

from collections.abc import Iterable, Sequence
from datetime import datetime, timedelta

from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from services.booking.errors import TimeTaken
from services.booking.models import Appointment, BookableService, Channel, Occupied, Resource, Session
from services.booking.ticks import moment, ticks
from tenants.scope import current_tenant


def take_place(
    service: BookableService,
    start: int,
    people: Iterable[Resource],
    channel: str,
    held_until: datetime | None,
) -> tuple[Session, int]:
    """A place at the tick `start` with the first of `people` who has one. Raises TimeTaken where nobody has."""
    rooms = list(service.rooms.filter(active=True)) if channel == Channel.IN_PERSON else []
    for person in people:
        joined = _join(service, start, person, rooms, held_until) if service.capacity > 1 else None
        if joined is not None:
            return joined
        try:
            with transaction.atomic():
                return _begin(service, start, person, rooms, held_until), 0
        except IntegrityError:
            continue
    raise TimeTaken(_("这个时间刚刚被别人约走了，请另选一个时间。"))


def set_aside(session_key: int, appointment: Appointment) -> bool:
    """Opens the time of a session that only this appointment has, so that it may be taken anew; whether it does."""
    session = Session.objects.select_for_update().filter(pk=session_key).first()
    if session is None or session.appointments.exclude(pk=appointment.pk).exists():
        return False
    session.occupied.all().delete()
    return True


def give_back(session_key: int | None) -> bool:
    """Whether the time is open again: nobody else has a place in it."""
    session = Session.objects.select_for_update().filter(pk=session_key).first()
    if session is None:
        return False
    if session.appointments.exists():
        return False
    session.delete()
    return True


def _join(
    service: BookableService,
    start: int,
    person: Resource,
    rooms: Sequence[Resource],
    held_until: datetime | None,
) -> tuple[Session, int] | None:
    """A place in a session that stands. Its row is locked, so that it neither fills up nor goes meanwhile.

    Who needs one of `rooms` joins no session without a room.
    """
    session = (
        Session.objects.select_for_update()
        .filter(service=service, person=person, starts_at=moment(start))
        .first()
    )
    if session is None or (rooms and session.room_id is None):
        return None
    given = set(session.appointments.values_list("place", flat=True))
    place = next((place for place in range(service.capacity) if place not in given), None)
    if place is None:
        return None
    if session.held_until is not None:
        session.held_until = max(session.held_until, held_until) if held_until else None
        session.save(update_fields=["held_until"])
    return session, place


def _begin(
    service: BookableService,
    start: int,
    person: Resource,
    rooms: Sequence[Resource],
    held_until: datetime | None,
) -> Session:
    """People before rooms, earlier ticks before later ones: whoever else begins takes the same order."""
    tenant, end = current_tenant(), start + ticks(service.minutes) + ticks(service.pause)
    session = Session.objects.create(
        tenant=tenant,
        service=service,
        person=person,
        starts_at=moment(start),
        ends_at=moment(start) + timedelta(minutes=service.minutes),
        first_tick=start,
        end_tick=end,
        held_until=held_until,
    )
    _occupy(session, person)
    if rooms:
        session.room = _find_room(session, rooms)
        session.save(update_fields=["room"])
    return session


def _find_room(session: Session, rooms: Sequence[Resource]) -> Resource:
    for room in rooms:
        try:
            with transaction.atomic():
                _occupy(session, room)
                return room
        except IntegrityError:
            continue
    raise IntegrityError("No room is free.")


def _occupy(session: Session, resource: Resource) -> None:
    Occupied.objects.bulk_create(
        Occupied(tenant_id=session.tenant_id, resource=resource, tick=tick, session=session)
        for tick in range(session.first_tick, session.end_tick)
    )


def leave_place(appointment: Appointment, state: str, **values: object) -> bool | None:
    """Gives the place up. None: the appointment no longer stands as it was read; True: its time is open again."""
    key = appointment.session_id
    kept = {"session": None, "place": None, "state": state, **values}
    as_read = Appointment.objects.filter(pk=appointment.pk, state=appointment.state, session=key)
    if not as_read.update(**kept):
        return None
    for name, value in kept.items():
        setattr(appointment, name, value)
    return give_back(key)
