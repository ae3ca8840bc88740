"""Who is to sit in a room, changed after it was planned."""

from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from services.mediation.actions.open_room import Person, add_seat
from services.mediation.actions.within import held, noted, other
from services.mediation.announce import changed
from services.mediation.errors import NotAllowed, RoomError
from services.mediation.models import Room, Seat
from services.mediation.staff import roles_now, runs
from tenants.journal import note
from tenants.models import User


@transaction.atomic
def add_to(room: Room, person: Person, *, actor: User, acts_for: Seat | None = None) -> Seat:
    """Also while it is running: somebody is often called in. They wait at the door like everybody."""
    now = _changeable(room, actor)
    if now.state == Room.State.ENDED:
        raise RoomError(_("这次调解已经结束。"))
    try:
        with transaction.atomic():
            seat = add_seat(now, person, acts_for=acts_for)
    except IntegrityError:
        raise RoomError(_("%(name)s在这个调解室里已经有席位了。") % {"name": person.name}) from None
    noted(now, "seat_added", seat=seat.pk)
    note(actor, "mediation_seat_added", now, seat=seat.name)
    changed(now, "seats")
    return seat


@transaction.atomic
def take_out(room: Room, pk: int, *, actor: User) -> None:
    """Before it starts; afterwards a mediator removes people inside. The last mediator stays."""
    now = _changeable(room, actor)
    if now.state != Room.State.PLANNED:
        raise RoomError(_("调解已经开始或者结束，席位不能再撤。"))
    seat = other(now, pk)
    same = Seat.objects.filter(room=now, role=seat.role).exclude(pk=seat.pk)
    if seat.role == Seat.Role.MEDIATOR and not same.exists():
        raise RoomError(_("至少要有一位调解员，请先加上另一位。"))
    if seat.agents.exists():
        raise RoomError(_("请先撤下%(name)s的代理人。") % {"name": seat.name})
    seat.delete()
    noted(now, "seat_taken_out", name=seat.name)
    note(actor, "mediation_seat_taken_out", now, seat=seat.name)
    changed(now, "seats")


def _changeable(room: Room, actor: User) -> Room:
    if not runs(room, actor, roles_now(actor)):
        raise NotAllowed(_("您不能改这个调解室的席位。"))
    return held(room)
