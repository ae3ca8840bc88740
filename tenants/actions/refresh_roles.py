"""Gives the groups of existing tenants what their roles may do by now, after an update brought new tables."""

from django.contrib.auth.models import Permission
from django.db import transaction

from tenants import roles
from tenants.actions.create_tenant import permissions
from tenants.models import RoleGroup
from tenants.scope import across_tenants


@transaction.atomic
def refresh_roles() -> int:
    """Returns how many groups were looked at. A role whose tables are not migrated yet is left for the next time."""
    with across_tenants(reason="an update changes what a role may do in every county"):
        groups = list(RoleGroup.objects.select_related("group"))
    wanted = {role: _wanted(role) for role in {one.role for one in groups}}
    ready = [one for one in groups if wanted[one.role] is not None]
    for one in ready:
        one.group.permissions.set(wanted[one.role])
    return len(ready)


def _wanted(role: str) -> list[Permission] | None:
    if role not in roles.ROLES:
        return None
    try:
        return permissions(roles.ROLES[role].models)
    except Permission.DoesNotExist:
        return None
