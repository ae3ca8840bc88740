from django.db import transaction

from tenants import roles
from tenants.actions.revoke_role import revoke_role
from tenants.journal import note
from tenants.models import Tenant, User


@transaction.atomic
def leave_tenant(tenant: Tenant, *, actor: User, here: Tenant) -> bool:
    """Ends a platform operator's own visit; false when there was none."""
    left = revoke_role(actor, tenant=tenant, role=roles.COUNTY_ADMIN, actor=actor)
    if left:
        for journal in {tenant, here}:
            note(actor, "leave_tenant", tenant, tenant=journal)
    return left
