from allauth.mfa.models import Authenticator
from django.db import transaction
from django.utils.translation import gettext as _

from tenants.actions.errors import TenantError
from tenants.journal import note
from tenants.models import Tenant, User
from tenants.queries import live_roles, may_edit_person
from tenants.rules import may_manage_people


@transaction.atomic
def reset_second_factor(user: User, *, tenant: Tenant, actor: User | None, reason: str) -> int:
    """Forgets every authenticator of somebody who lost theirs; they set up a new one at the next sign-in.

    Returns how many were forgotten. May: an administrator of the tenant that made the account, not for themselves.
    """
    if actor is not None:
        manages = may_manage_people(actor, live_roles(actor, tenant)) and may_edit_person(user, tenant)
        if not manages or actor == user:
            raise TenantError(_("不能重置这个账号的二次验证。"))
    if not reason.strip():
        raise TenantError(_("请写明原因。"))
    forgotten = Authenticator.objects.filter(user=user).count()
    Authenticator.objects.filter(user=user).delete()
    note(actor, "reset_second_factor", user, tenant=tenant, reason=reason)
    return forgotten
