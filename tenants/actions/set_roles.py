from collections.abc import Iterable

from django.db import transaction

from tenants.actions.grant_role import grant_role
from tenants.actions.revoke_role import revoke_role
from tenants.models import Tenant, User
from tenants.queries import live_roles


@transaction.atomic
def set_roles(user: User, *, tenant: Tenant, wanted: Iterable[str], actor: User, reason: str = "") -> bool:
    """Makes the person's roles in the tenant exactly those; each difference is journalled. True when any differed.

    Granting goes first, so that an administrator may change hands in one step.
    """
    held, wanted = live_roles(user, tenant), frozenset(wanted)
    for role in sorted(wanted - held):
        grant_role(user, tenant=tenant, role=role, actor=actor, reason=reason)
    for role in sorted(held - wanted):
        revoke_role(user, tenant=tenant, role=role, actor=actor, reason=reason)
    return held != wanted
