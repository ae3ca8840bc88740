"""Sealing small secrets before they reach the database. FIELD_KEYS: newest first, separated by commas."""

import base64
from hashlib import sha256

from cryptography.fernet import Fernet, MultiFernet
from django.conf import settings
from django.utils.crypto import salted_hmac


def _keys() -> MultiFernet:
    secrets = [key.strip() for key in settings.FIELD_KEYS.split(",") if key.strip()]
    return MultiFernet([Fernet(base64.urlsafe_b64encode(sha256(key.encode()).digest())) for key in secrets])


def seal(text: str) -> str:
    return _keys().encrypt(text.encode()).decode()


def unseal(sealed: str) -> str:
    """Raises cryptography.fernet.InvalidToken when none of the keys made it."""
    return _keys().decrypt(sealed.encode()).decode()


def fingerprint(text: str) -> str:
    """The same for the same text, and no way back: finds a sealed value without opening the others."""
    return salted_hmac("fengqiao.fingerprint", text, algorithm="sha256").hexdigest()
