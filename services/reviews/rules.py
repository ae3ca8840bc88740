"""Who may do what with reviews."""

from services.cases.actors import Doer, member
from tenants import roles
from tenants.models import User
from tenants.queries import live_roles
from tenants.scope import current_tenant

RUNS = frozenset({roles.CASE_OFFICER, roles.COUNTY_ADMIN})
READS = frozenset({roles.SUPERVISOR, roles.CASE_OFFICER, roles.LAWYER, roles.MEDIATOR})
SEES_ALL = RUNS | {roles.SUPERVISOR}


def roles_of(user: User) -> frozenset[str]:
    tenant = current_tenant()
    return live_roles(user, tenant) if tenant is not None else frozenset()


def may_run(user: User) -> bool:
    return bool(roles_of(user) & RUNS)


def may_see_all(user: User) -> bool:
    return bool(roles_of(user) & SEES_ALL)


def as_doer(user: User) -> Doer:
    return member(user, None, roles_of(user))
