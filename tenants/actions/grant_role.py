from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from tenants import roles
from tenants.actions.errors import TenantError
from tenants.journal import note
from tenants.models import Membership, RoleGroup, Tenant, User
from tenants.queries import live_roles
from tenants.rules import may_manage_people
from tenants.scope import in_tenant


def grant_role(
    user: User,
    *,
    tenant: Tenant,
    role: str,
    actor: User | None = None,
    until: datetime | None = None,
    reason: str = "",
) -> Membership:
    """Gives the role and the group that carries its permissions. Granting twice changes nothing but `until`.

    May: an administrator of the tenant, or a platform operator who visits (`until` is set, the role is their own).
    """
    _refuse_stranger(user, tenant=tenant, actor=actor, until=until)
    if role not in roles.ROLES:
        raise TenantError(_("没有“%(role)s”这个角色。") % {"role": role})
    with in_tenant(tenant), transaction.atomic():
        membership, created = Membership.objects.update_or_create(
            tenant=tenant,
            user=user,
            role=role,
            defaults={"until": until},
            create_defaults={"until": until, "granted_by": actor},
        )
        user.groups.add(RoleGroup.objects.get(role=role).group)
        if created:
            data = {"role": role, "reason": reason} | ({"until": until.isoformat()} if until else {})
            note(actor, "grant_role", user, tenant=tenant, **data)
    return membership


def _refuse_stranger(user: User, *, tenant: Tenant, actor: User | None, until: datetime | None) -> None:
    if user.is_platform_operator:
        if until is None or actor != user:
            raise TenantError(_("平台运维人员只能说明原因后临时进入，不能被授予角色。"))
    elif not may_manage_people(actor, live_roles(actor, tenant) if actor else ()):
        raise TenantError(_("只有本县管理员可以授予角色。"))
