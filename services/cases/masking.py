"""What may be shown of personal data to whoever has not asked for it with a reason."""

import re

from services.cases.models import Case
from tenants import phones
from tenants.models import Division

NOTHING = "—"
_IDENTITY = re.compile(r"^.{15}(.{3})?$")
_TOWNSHIP = re.compile(r"^.{0,30}?(?:镇|乡|街道|苏木)")


def phone(said: str) -> str:
    """138****0001; of anything shorter than a mobile number only the last two figures."""
    digits = said.removeprefix("+86")
    if not digits:
        return NOTHING
    return phones.masked(said) if len(digits) >= 11 else f"****{digits[-2:]}"


def identity(said: str) -> str:
    """110101********1234: place and last four; of other numbers only the last four."""
    if not said:
        return NOTHING
    if not _IDENTITY.match(said):
        return f"****{said[-4:]}" if len(said) > 6 else "****"
    return f"{said[:6]}{'*' * (len(said) - 10)}{said[-4:]}"


def township(address: str, case: Case) -> str:
    """As far as the township: what is written, else where the case happened."""
    found = _TOWNSHIP.match(address)
    if found:
        return found.group()
    place = case.place
    while place is not None and place.level == Division.Level.VILLAGE:
        place = place.parent
    return place.name if place is not None and address else NOTHING
