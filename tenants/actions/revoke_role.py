from django.db import transaction
from django.utils.translation import gettext as _

from tenants import roles
from tenants.actions.errors import TenantError
from tenants.journal import note
from tenants.models import Membership, RoleGroup, Tenant, User
from tenants.queries import live_roles, standing_admins
from tenants.rules import may_manage_people
from tenants.scope import in_tenant


def revoke_role(
    user: User, *, tenant: Tenant, role: str, actor: User | None = None, reason: str = ""
) -> bool:
    """Takes the role away; false when the person did not hold it.

    May: an administrator of the tenant, and everybody their own passing visit. An administrator cannot take away
    the last standing administrator; a visiting platform operator and a command can.
    """
    leaving = actor == user and user.is_platform_operator
    if not leaving and not may_manage_people(actor, live_roles(actor, tenant) if actor else ()):
        raise TenantError(_("只有本县管理员可以撤销角色。"))
    with in_tenant(tenant), transaction.atomic():
        _keep_one_admin(user, tenant=tenant, role=role, actor=actor)
        deleted, _rows = Membership.objects.filter(user=user, role=role).delete()
        user.groups.remove(RoleGroup.objects.get(role=role).group)
        if deleted:
            note(actor, "revoke_role", user, tenant=tenant, role=role, reason=reason)
    return bool(deleted)


def _keep_one_admin(user: User, *, tenant: Tenant, role: str, actor: User | None) -> None:
    if role != roles.COUNTY_ADMIN or actor is None or actor.is_platform_operator:
        return
    standing = list(standing_admins(tenant).select_for_update().values_list("user_id", flat=True))
    if standing == [user.pk]:
        raise TenantError(_("至少要保留一名县级管理员。"))
