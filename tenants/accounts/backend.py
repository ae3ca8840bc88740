"""What a person may do, asked of the tenant whose scope is open and of nothing else."""

from typing import Any

from allauth.account.auth_backends import AuthenticationBackend
from asgiref.sync import sync_to_async
from django.contrib.auth.models import Permission
from django.db.models import Q

from tenants.models import Tenant, User
from tenants.queries import live_roles
from tenants.scope import current_tenant


class TenantBackend(AuthenticationBackend):
    """Django adds up the permissions of all groups of a person: an administrator of one county who edits in
    another would be administrator there too. Here a role counts in its own tenant only, while it is live,
    and without a tenant nobody may do anything.
    """

    def _get_permissions(self, user_obj: Any, obj: Any, from_name: str) -> set[str]:
        """Permissions come from roles alone, never from the person; they are kept per tenant."""
        if not user_obj.is_active or user_obj.is_anonymous or obj is not None or from_name == "user":
            return set()
        tenant = current_tenant()
        kept = user_obj.__dict__.setdefault("_permissions_in", {})
        if tenant is not None and tenant.pk not in kept:
            kept[tenant.pk] = _permissions_in(user_obj, tenant)
        return kept[tenant.pk] if tenant else set()

    def get_all_permissions(self, user_obj: Any, obj: Any = None) -> set[str]:
        return self._get_permissions(user_obj, obj, "group")

    async def _aget_permissions(self, user_obj: Any, obj: Any, from_name: str) -> set[str]:
        return await sync_to_async(self._get_permissions)(user_obj, obj, from_name)

    async def aget_all_permissions(self, user_obj: Any, obj: Any = None) -> set[str]:
        return await self._aget_permissions(user_obj, obj, "group")


def _permissions_in(user: User, tenant: Tenant) -> set[str]:
    held = live_roles(user, tenant)
    granted = Q(group__role_group__tenant=tenant, group__role_group__role__in=held)
    if user.is_platform_operator and tenant.is_umbrella:
        # Enough for the page on which a county is chosen; the gate admits to nothing else.
        granted |= Q(content_type__app_label="wagtailadmin", codename="access_admin")
    names = Permission.objects.filter(granted).values_list("content_type__app_label", "codename").order_by()
    return {f"{app}.{codename}" for app, codename in names}
