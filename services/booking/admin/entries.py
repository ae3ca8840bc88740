"""A session as the staff reads it: names for whoever receives these people, for others only that it is taken."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.utils import timezone
from django.utils.translation import gettext as _

from services.booking.models import Appointment, Resource, Session
from tenants.models import User

State = Appointment.State


@dataclass(frozen=True)
class Comes:
    """Somebody's place. `key` is blank where there is no page to open."""

    key: int | None
    name: str
    state: str
    said: str
    first: bool


@dataclass(frozen=True)
class Entry:
    """`beside` is the room where a person stands, and the person where a room does."""

    key: int
    when: str
    service: str
    beside: str
    channel: str
    full: str
    comes: Sequence[Comes]
    done: bool
    clash: bool


def entry(session: Session, column: Resource, user: User, *, desk: bool, clash: bool = False) -> Entry:
    """`clash`: the person or room is away then."""
    own = desk or session.person.user_id == user.pk
    places = list(session.appointments.all())
    other = session.person if column.pk == session.room_id else session.room
    return Entry(
        session.pk,
        f"{_clock(session.starts_at)}–{_clock(session.ends_at)}",
        session.service.name,
        other.name if other else "",
        places[0].get_channel_display() if len(places) == 1 else "",
        f"{len(places)}/{session.service.capacity}" if session.service.capacity > 1 else "",
        [_comes(one) for one in places] if own else (),
        bool(places) and all(one.state in (State.DONE, State.NO_SHOW) for one in places),
        clash and any(one.state == State.CONFIRMED for one in places),
    )


def _comes(appointment: Appointment) -> Comes:
    if appointment.state == State.HELD:
        return Comes(None, _("正在填写"), appointment.state, "", False)
    said = "" if appointment.state == State.CONFIRMED else str(appointment.get_state_display())
    name = appointment.name or _("没有留名")
    return Comes(appointment.pk, name, appointment.state, said, appointment.priority)


def _clock(moment: Any) -> str:
    local = timezone.localtime(moment)
    return f"{local.hour}:{local.minute:02}"
