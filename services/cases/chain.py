"""The chain of a case's events: each hash holds the one before, so nothing can be changed, left out or added.

What is hashed is JSON with sorted keys, UTF-8, no spaces; moments in UTC with microseconds. The data of an event is
not hashed itself but its digest (SHA-256), which starts with a random salt kept inside the sealed data: the chain can
be checked by whoever may not read the data, and still holds when data is one day deleted because the law says so.
"""

import json
import secrets
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import UTC
from hashlib import sha256
from typing import Any

from django.core.serializers.json import DjangoJSONEncoder

from services.cases.models import Case, CaseEvent

HASHED = (
    "position",
    "kind",
    "code",
    "text",
    "origin",
    "state",
    "actor_name",
    "shown",
    "data_digest",
    "previous",
)
SALT = "_salt"


@dataclass(frozen=True)
class Fault:
    """`position` is the first event that does not fit; 0 when the case and its last event do not agree."""

    position: int
    reason: str


def salted(data: Mapping[str, Any] | None) -> dict[str, Any] | None:
    return {**data, SALT: secrets.token_hex(16)} if data else None


def digest(data: Mapping[str, Any] | None) -> str:
    return sha256(_canonical(data)).hexdigest() if data else ""


def link(event: CaseEvent) -> str:
    """The hash of an event that knows its place, its data digest and the hash before it."""
    told = {name: getattr(event, name) for name in HASHED}
    told |= {"at": event.at.astimezone(UTC).isoformat(timespec="microseconds"), "case": event.case.number}
    return sha256(_canonical(told)).hexdigest()


def faults(case: Case, events: Iterable[CaseEvent], *, open_data: bool = True) -> list[Fault]:
    """Everything that does not fit, in order. `open_data` also compares the sealed data with its digest."""
    found: list[Fault] = []
    previous, position = "", 0
    for position, event in enumerate(events, 1):
        event.case = case
        if event.position != position:
            found.append(Fault(position, "missing"))
            return found
        if event.previous != previous:
            found.append(Fault(position, "previous"))
        if open_data and event.data_digest and digest(event.data) != event.data_digest:
            found.append(Fault(position, "data"))
        if link(event) != event.hash:
            found.append(Fault(position, "hash"))
        previous = event.hash
    if (previous, position) != (case.head, case.event_count):
        found.append(Fault(0, "head"))
    return found


def _canonical(data: Mapping[str, Any]) -> bytes:
    text = json.dumps(data, ensure_ascii=False, sort_keys=True, separators=(",", ":"), cls=DjangoJSONEncoder)
    return text.encode()
