from services.booking.models import Appointment, Resource
from tenants import roles
from tenants.models import User
from tenants.queries import live_roles
from tenants.scope import current_tenant

# They see and move everybody's appointments; others their own.
DESK = frozenset({roles.COUNTY_ADMIN, roles.RECEPTIONIST})
STAFF = DESK | {roles.CASE_OFFICER, roles.MEDIATOR, roles.LAWYER}


def at_the_desk(actor: User) -> bool:
    return bool(DESK & live_roles(actor, current_tenant()))


def serves(actor: User, resource: Resource) -> bool:
    """Looks after this person's or room's appointments."""
    held = live_roles(actor, current_tenant())
    return bool(DESK & held) or (bool(STAFF & held) and resource.user_id == actor.pk)


def may_change(actor: User | None, appointment: Appointment) -> bool:
    """None is the citizen, who proved at the door to hold number and code."""
    return actor is None or appointment.user_id == actor.pk or serves(actor, appointment.person)
