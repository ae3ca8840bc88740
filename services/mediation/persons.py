"""Who is asked into a room, and how they may be written to."""

from dataclasses import dataclass
from datetime import time
from typing import Any

from services.notices.contact import ANY, Contact
from tenants.models import User


@dataclass(frozen=True)
class Person:
    """Who is to sit in a room. `ref`: who this is in the matter, and the code of their seat on its papers.

    `acts_for`: `ref` of the party whose agent this is. `contact`: how they may be written to; None is not at all.
    """

    role: str
    name: str
    side: str = ""
    phone: str = ""
    user: User | None = None
    ref: str = ""
    acts_for: str = ""
    authorised: bool = False
    contact: Contact | None = ANY


def kept(contact: Contact | None) -> dict[str, Any]:
    """As a seat keeps it; nothing where everything may be used."""
    if contact is None:
        return {"never": True}
    if contact == ANY:
        return {}
    return {
        "only": None if contact.only is None else sorted(contact.only),
        "since": contact.since.isoformat() if contact.since else None,
        "until": contact.until.isoformat() if contact.until else None,
        "neutral": contact.neutral,
    }


def contact_of(kept_one: dict[str, Any]) -> Contact | None:
    """None: nobody writes to them; whoever looks after the matter calls."""
    if kept_one.get("never"):
        return None
    only = kept_one.get("only")
    return Contact(
        only=None if only is None else frozenset(only),
        since=_time(kept_one.get("since")),
        until=_time(kept_one.get("until")),
        neutral=bool(kept_one.get("neutral")),
    )


def _time(said: str | None) -> time | None:
    return time.fromisoformat(said) if said else None
