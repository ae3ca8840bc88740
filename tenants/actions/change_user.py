from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from tenants.actions.errors import TAKEN, TenantError
from tenants.journal import note
from tenants.models import Tenant, User
from tenants.queries import live_roles, may_edit_person
from tenants.rules import may_manage_people


def change_user(user: User, *, tenant: Tenant, actor: User, password: str = "", **fields: str | None) -> User:
    """Changes username, name or phone, and the password when one is given; the journal names the fields, not values.

    May: an administrator of the tenant that made the account, as long as no other tenant relies on it.
    """
    if not may_manage_people(actor, live_roles(actor, tenant)) or not may_edit_person(user, tenant):
        raise TenantError(_("这个账号不由本县管理，只能由本人修改。"))
    changed = [
        name
        for name in ("username", "name", "phone")
        if name in fields and fields[name] != getattr(user, name)
    ]
    for name in changed:
        setattr(user, name, fields[name] or (None if name == "phone" else ""))
    if "phone" in changed:
        user.phone_verified = False
    if password:
        user.set_password(password)
        changed.append("password")
    try:
        with transaction.atomic():
            user.save()
            if changed:
                note(actor, "change_user", user, tenant=tenant, fields=changed)
    except IntegrityError as error:
        raise TenantError(str(TAKEN)) from error
    return user
