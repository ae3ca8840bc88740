"""Verification codes: sixteen characters that nobody guesses and nobody misreads."""

import secrets

# Without 0 O, 1 I L; 31 characters, 79 bits in sixteen.
ALPHABET = "23456789ABCDEFGHJKMNPQRSTUVWXYZ"
LENGTH = 16


def new_code() -> str:
    return "".join(secrets.choice(ALPHABET) for _ in range(LENGTH))


def grouped(code: str) -> str:
    return "-".join(code[at : at + 4] for at in range(0, len(code), 4))


def read(typed: str) -> str | None:
    """The code in what a person typed or scanned, or None."""
    code = "".join(mark for mark in typed.upper() if mark.isalnum())
    return code if len(code) == LENGTH and set(code) <= set(ALPHABET) else None
