from tenants import roles
from tenants.models import Tenant, User
from tenants.queries import live_roles

# Who looks after words that reached nobody.
LOOKS_AFTER = frozenset({roles.COUNTY_ADMIN, roles.SUPERVISOR})


def looks_after(user: User, tenant: Tenant) -> bool:
    return bool(LOOKS_AFTER & live_roles(user, tenant))
