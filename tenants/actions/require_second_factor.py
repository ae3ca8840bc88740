from collections.abc import Iterable

from django.db import transaction
from django.utils.translation import gettext as _

from tenants import roles
from tenants.actions.errors import TenantError
from tenants.journal import note
from tenants.models import Tenant, User
from tenants.queries import live_roles
from tenants.resolve import forget
from tenants.rules import may_manage_people


@transaction.atomic
def require_second_factor(tenant: Tenant, *, demanded: Iterable[str], actor: User) -> Tenant:
    """Sets for which roles, besides those that always do, the tenant demands a second factor."""
    if not may_manage_people(actor, live_roles(actor, tenant)):
        raise TenantError(_("只有本县管理员可以设置二次验证。"))
    fresh = Tenant.objects.select_related("site").select_for_update(of=("self",)).get(pk=tenant.pk)
    chosen = sorted(set(demanded) & set(roles.ROLES) - roles.ALWAYS_SECOND_FACTOR)
    if chosen != fresh.second_factor_roles:
        fresh.second_factor_roles = chosen
        fresh.save(update_fields=["second_factor_roles"])
        note(actor, "require_second_factor", fresh, tenant=fresh, roles=chosen)
        transaction.on_commit(lambda: forget(fresh.site.hostname))
    return fresh
