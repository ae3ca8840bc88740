"""The three counties and the people every test may meet. They are made once, before the first test."""

import time

from allauth.account.internal.flows.login import (
    _AUTHENTICATION_METHODS_USER_SESSION_KEY,
    AUTHENTICATION_METHODS_SESSION_KEY,
)
from allauth.account.internal.userkit import user_id_to_str
from django.test import Client

from home.actions.open_site import open_site
from tenants import roles
from tenants.actions.grant_role import grant_role
from tenants.models import Tenant, User

PASSWORD = "correct-horse-battery"  # noqa: S105


def found_counties() -> None:
    """An umbrella (localhost), county A (jia.localhost) and county B (yi.localhost), one person per role in each."""
    umbrella = open_site("shi", name="庚市", division_code="990100", kind=Tenant.Kind.UMBRELLA)
    for slug, name, code in (("jia", "甲县", "990121"), ("yi", "乙县", "990122")):
        tenant = open_site(slug, name=name, division_code=code, parent=umbrella)
        for role in roles.ROLES:
            user = User.objects.create_user(f"{slug}-{role}", password=PASSWORD, name=f"{name}{role}")
            grant_role(user, tenant=tenant, role=role)
    User.objects.create_user("stranger", password=PASSWORD, name="路人")
    User.objects.create_user("operator", password=PASSWORD, name="运维", is_platform_operator=True)


def sign_in(client: Client, username: str, *, second_factor: bool = True) -> Client:
    """Signed in as after the password and, unless said otherwise, the second factor."""
    user = User.objects.get(username=username)
    client.force_login(user)
    if second_factor:
        session = client.session
        session[AUTHENTICATION_METHODS_SESSION_KEY] = [{"method": "mfa", "at": time.time(), "type": "totp"}]
        session[_AUTHENTICATION_METHODS_USER_SESSION_KEY] = user_id_to_str(user)
        session.save()
    return client
