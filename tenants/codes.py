"""Codes by which somebody without an account comes back to what is theirs."""

import re
import secrets
import unicodedata

from tenants.cipher import fingerprint

# No 0 O 1 I L: read over the phone and typed by old hands.
ALPHABET = "23456789ABCDEFGHJKMNPQRSTUVWXYZ"
LENGTH = 8


def new_code() -> str:
    return "".join(secrets.choice(ALPHABET) for _place in range(LENGTH))


def hashed(number: str, code: str) -> str:
    """Bound to the number: one code never opens another's."""
    return fingerprint(f"{number}:{tidy_code(code)}")


def tidy_code(code: str) -> str:
    return re.sub(r"[^0-9A-Z]", "", unicodedata.normalize("NFKC", code).upper())
