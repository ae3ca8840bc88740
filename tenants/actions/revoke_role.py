from django.db import transaction

from tenants.journal import note
from tenants.models import Membership, RoleGroup, Tenant, User
from tenants.scope import in_tenant


def revoke_role(user: User, *, tenant: Tenant, role: str, actor: User | None = None, reason: str = "") -> bool:
    """Takes the role away; false when the person did not hold it."""
    with in_tenant(tenant), transaction.atomic():
        deleted, _rows = Membership.objects.filter(user=user, role=role).delete()
        user.groups.remove(RoleGroup.objects.get(role=role).group)
        if deleted:
            note(actor, "revoke_role", user, tenant=tenant, role=role, reason=reason)
    return bool(deleted)
