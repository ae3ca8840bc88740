"""Plans a room and its seats; gives out the codes by which somebody without an account comes in."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from services.directory.models import Organisation
from services.mediation.errors import RoomError
from services.mediation.models import Room, Seat
from services.mediation.persons import Person, kept
from services.mediation.queries import office_number
from tenants.codes import hashed, new_code
from tenants.journal import note
from tenants.models import User
from tenants.scope import current_tenant

# How long after the planned beginning a code still opens the door.
CODE_LASTS = timedelta(days=2)
_LONGEST_TITLE = 120


@dataclass(frozen=True)
class Plan:
    """`dial_in` None: the county's number as it is set now; blank: nobody joins by telephone."""

    title: str
    starts_at: datetime
    people: Sequence[Person]
    about: str = ""
    origin: str = ""
    organisation: Organisation | None = None
    agenda: Sequence[tuple[str, str]] = ()
    dial_in: str | None = None


@transaction.atomic
def open_room(plan: Plan, *, actor: User | None) -> Room:
    """Who may is the caller's to decide. Raises RoomError when nobody leads it."""
    if not any(one.role == Seat.Role.MEDIATOR for one in plan.people):
        raise RoomError(_("至少要有一位调解员。"))
    tenant = current_tenant()
    room = Room.objects.create(
        tenant=tenant,
        code=new_code() + new_code()[:2],
        title=str(plan.title)[:_LONGEST_TITLE],
        about=plan.about,
        origin=plan.origin,
        organisation=plan.organisation,
        starts_at=plan.starts_at,
        agenda=[[code, str(name), False] for code, name in plan.agenda],
        dial_in=office_number(tenant) if plan.dial_in is None else plan.dial_in,
        opened_by=actor,
    )
    seats: dict[str, Seat] = {}
    for one in sorted(plan.people, key=lambda person: bool(person.acts_for)):
        seat = add_seat(room, one, acts_for=seats.get(one.acts_for))
        seats[one.ref or str(seat.pk)] = seat
    note(actor, "mediation_planned", room)
    return room


def add_seat(room: Room, person: Person, *, acts_for: Seat | None = None) -> Seat:
    return Seat.objects.create(
        tenant_id=room.tenant_id, room=room, role=person.role, side=person.side, name=person.name[:60],
        user=person.user, ref=person.ref, acts_for=acts_for, authorised=person.authorised, phone=person.phone,
        contact=kept(person.contact),
    )  # fmt: skip


@transaction.atomic
def new_invitation(seat: Seat, *, actor: User | None) -> str:
    """A code for one use; an earlier one opens nothing any more. It is told once and kept as a hash."""
    code = new_code()
    until = max(seat.room.starts_at, timezone.now()) + CODE_LASTS
    Seat.objects.filter(pk=seat.pk).update(code_hash=hashed(seat.room.code, code), code_until=until)
    note(actor, "mediation_invited", seat.room, seat=seat.name)
    return code


def use_code(room: Room, code: str) -> Seat | None:
    """The seat of an unused code; from now on it opens nothing more."""
    now, mark = timezone.now(), hashed(room.code, code)
    seat = Seat.objects.filter(room=room, code_hash=mark, code_until__gt=now).first()
    if seat is None or room.state == Room.State.ENDED:
        return None
    # Whoever comes by a new code may be somebody else: what the one before agreed to is asked again.
    unused = Seat.objects.filter(pk=seat.pk, code_hash=mark)
    used = unused.update(code_hash="", code_until=None, consented=None, consented_at=None)
    if not used:
        return None
    seat.room = room
    return seat
