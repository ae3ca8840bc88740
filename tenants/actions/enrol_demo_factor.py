from allauth.mfa.models import Authenticator
from allauth.mfa.totp.internal.auth import TOTP
from django.conf import settings
from django.db import transaction

from tenants.actions.errors import TenantError
from tenants.models import User


@transaction.atomic
def enrol_demo_factor(user: User, secret: str) -> Authenticator:
    """Gives a demo account an authenticator whose secret (base32) is known. Twice changes nothing. Demo only."""
    if not settings.DEMO:
        raise TenantError("A known secret is for the demo only.")
    kept = Authenticator.objects.filter(user=user, type=Authenticator.Type.TOTP).first()
    return kept or TOTP.activate(user, secret).instance
