"""Who of the office sees which rooms, and what they may do with them from the back office.

County administrators and case officers look after all, supervisors read all; mediators look after those that they lead
or planned. A lawyer sees the rooms in which they sit. Reception sees what has not ended, since people ring there who
cannot get in: it makes them a new invitation, and reads nothing of what happened inside.
"""

from collections.abc import Collection

from django.db.models import Exists, OuterRef, Q, QuerySet

from services.mediation.models import Room, Seat
from services.mediation.rules import ABILITIES, Can, leads
from tenants import roles
from tenants.models import User
from tenants.queries import live_roles
from tenants.scope import current_tenant

OVERSEES = frozenset({roles.COUNTY_ADMIN, roles.CASE_OFFICER})
READS_ALL = OVERSEES | {roles.SUPERVISOR}
LEADING = tuple(role for role, abilities in ABILITIES.items() if Can.LEAD in abilities)
IN_CHARGE = (*LEADING, Seat.Role.RECORDER)

Held = Collection[str]


def visible(rooms: QuerySet[Room], user: User, held: Held) -> QuerySet[Room]:
    if READS_ALL & set(held):
        return rooms
    wanted = Q(opened_by=user) | Q(Exists(Seat.objects.filter(room=OuterRef("pk"), user=user)))
    if roles.RECEPTIONIST in held:
        wanted |= ~Q(state=Room.State.ENDED)
    return rooms.filter(wanted)


def runs(room: Room, user: User, held: Held) -> bool:
    """May change it: its time, its seats, calling it off."""
    if OVERSEES & set(held):
        return True
    return roles.MEDIATOR in held and (room.opened_by_id == user.pk or _sits(room, user, LEADING))


def invites(room: Room, user: User, held: Held) -> bool:
    return roles.RECEPTIONIST in held or runs(room, user, held)


def may_invite(seat: Seat, user: User, held: Held) -> bool:
    return invitable(seat, runs(seat.room, user, held), invites(seat.room, user, held))


def invitable(seat: Seat, runs_it: bool, invites_to_it: bool) -> bool:
    """Who leads signs in; a code for a leading seat is only made for a guest without an account, by who runs it."""
    if leads(seat):
        return seat.user_id is None and runs_it
    return invites_to_it


def reads(room: Room, user: User, held: Held) -> bool:
    """The log, the minutes, recordings, the agreement: the log says who was in which sealed room."""
    return bool(READS_ALL & set(held)) or _sits(room, user, IN_CHARGE)


def roles_now(user: User) -> frozenset[str]:
    return live_roles(user, current_tenant())


def _sits(room: Room, user: User, as_one_of: Collection[str]) -> bool:
    return Seat.objects.filter(room=room, user=user, role__in=as_one_of).exists()
