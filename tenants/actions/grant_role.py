from datetime import datetime

from django.db import transaction

from tenants.journal import note
from tenants.models import Membership, RoleGroup, Tenant, User
from tenants.scope import in_tenant


def grant_role(
    user: User, *, tenant: Tenant, role: str, actor: User | None = None, until: datetime | None = None, reason: str = ""
) -> Membership:
    """Gives the role and the group that carries its permissions. Granting twice changes nothing but `until`."""
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
            note(actor, "grant_role", user, tenant=tenant, role=role, reason=reason)
    return membership
