from django.contrib.auth.hashers import make_password
from django.utils.crypto import get_random_string

from tenants.models import User

_LETTERS = "abcdefghjkmnpqrstuvwxyz23456789"


def register_citizen(phone: str) -> User:
    """The account that owns the phone, made when there is none. Call it only after the phone's code was confirmed.

    The username says nothing and cannot be guessed; the person never needs it.
    """
    user, _created = User.objects.get_or_create(
        phone=phone,
        defaults={
            "username": "p-" + get_random_string(14, _LETTERS),
            "password": make_password(None),
            "phone_verified": True,
        },
    )
    return user
