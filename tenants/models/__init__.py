from tenants.models.division import Division
from tenants.models.journal import JournalEntry
from tenants.models.membership import Membership, RoleGroup
from tenants.models.owned import TenantOwned
from tenants.models.tenant import Tenant
from tenants.models.user import User

__all__ = ["Division", "JournalEntry", "Membership", "RoleGroup", "Tenant", "TenantOwned", "User"]
