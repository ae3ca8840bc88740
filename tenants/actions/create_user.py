from collections.abc import Iterable

from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from tenants.actions.errors import TAKEN, TenantError
from tenants.actions.grant_role import grant_role
from tenants.journal import note
from tenants.models import Tenant, User
from tenants.queries import live_roles
from tenants.rules import may_manage_people


def create_user(
    username: str,
    *,
    tenant: Tenant,
    actor: User | None,
    name: str,
    phone: str | None = None,
    password: str | None = None,
    roles: Iterable[str] = (),
) -> User:
    """Makes the account of somebody who works in the tenant, with roles. `phone` is in E.164.

    Without a password the person signs in by phone first. May: an administrator of the tenant.
    Raises TenantError when username or phone is taken.
    """
    if not may_manage_people(actor, live_roles(actor, tenant) if actor else ()):
        raise TenantError(_("只有本县管理员可以新建用户。"))
    try:
        with transaction.atomic():
            user = User.objects.create_user(username, password=password, name=name, phone=phone or None)
            note(actor, "create_user", user, tenant=tenant, username=username)
            for role in roles:
                grant_role(user, tenant=tenant, role=role, actor=actor)
    except IntegrityError as error:
        raise TenantError(str(TAKEN)) from error
    return user
