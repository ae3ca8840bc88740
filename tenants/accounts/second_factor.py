"""Has this session shown a second factor, lately enough?"""

import time

from allauth.account.authentication import get_authentication_records
from allauth.mfa.models import Authenticator
from django.http import HttpRequest

from tenants.models import User

# A working day; after it the back office asks for a code again although the session lives on.
GOOD_FOR_SECONDS = 12 * 3600
_KINDS = (Authenticator.Type.TOTP, Authenticator.Type.WEBAUTHN)


def passed(request: HttpRequest) -> bool:
    """Recovery codes count: they are what a person keeps for the day the phone is lost."""
    newest_first = reversed(get_authentication_records(request, request.user))
    shown = next((record["at"] for record in newest_first if record["method"] == "mfa"), None)
    return shown is not None and time.time() - shown < GOOD_FOR_SECONDS


def kinds(user: User) -> set[str]:
    return set(Authenticator.objects.filter(user=user, type__in=_KINDS).values_list("type", flat=True))
