"""Lawyers to whom no case is assigned for a time (暂不指派)."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.utils import timezone

from services.cases.lines import line
from services.cases.models import Case, CaseEvent, Handler

PROCEDURE = "LA_LAWYER_SUSPENSION"
STATE = "suspended"
# What becomes of it afterwards; a matter is also referred without any suspension before.
LIFTED, REFERRED = "lifted", "referred"
SUSPEND = "suspend"
LAWYER = "suspended_lawyer"
ROLE = "legal_aid_lawyer"


@dataclass(frozen=True)
class Suspended:
    """`ref` is an account's key or a line of the register; empty where the decision holds a name alone."""

    ref: str
    name: str


def lawyer_not_suspended(case: Case) -> bool:
    """No lawyer of the case is named by a suspension that still runs.

    Who has an account or a line of the register is known by these; only a bare name is compared with names.
    """
    named = list(suspensions(timezone.localdate()))
    refs, names = {one.ref for one in named}, {one.name for one in named}
    bare = {one.name for one in named if not one.ref}
    lawyers = Handler.objects.filter(case=case, role=ROLE, until=None)
    return not any(_is_one(lawyer, refs, bare, names) for lawyer in lawyers)


def _is_one(lawyer: Handler, refs: set[str], bare: set[str], names: set[str]) -> bool:
    if not lawyer.user_id and not lawyer.lawyer_id:
        return lawyer.name in names
    known = {str(lawyer.user_id) if lawyer.user_id else "", line("lawyer", lawyer.lawyer_id or 0)} - {""}
    return bool(known & refs) or (not lawyer.user_id and lawyer.name in bare)


def suspensions(on: date) -> Iterator[Suspended]:
    """Those that run on the day, also one in the past. The last day itself counts."""
    cases = list(Case.objects.filter(procedure_code=PROCEDURE, state__in=(STATE, LIFTED, REFERRED)))
    begun = _begun(cases)
    for case in cases:
        said = case.data.get(LAWYER)
        if isinstance(said, Mapping) and _runs(case, begun.get(case.pk), on):
            yield Suspended(said.get("ref", ""), said.get("name", ""))


def _runs(case: Case, since: date | None, on: date) -> bool:
    """A case brought in from an old register has no decision of its own: it counts from its first day."""
    if since is None and case.state == REFERRED:
        return False
    if on < (since or timezone.localdate(case.opened_at)) or _over(case.data.get("suspended_until"), on):
        return False
    return case.closed_at is None or on < timezone.localdate(case.closed_at)


def _begun(cases: list[Case]) -> dict[int, date]:
    """The day of the decision, as it was typed in, else as it was recorded."""
    found = {}
    taken = CaseEvent.objects.filter(case__in=cases, kind=CaseEvent.Kind.STEP, code=SUSPEND)
    for event in taken.order_by("position"):
        said = ((event.data or {}).get("filled") or {}).get("date")
        found[event.case_id] = date.fromisoformat(said) if said else timezone.localdate(event.at)
    return found


def _over(until: Any, on: date) -> bool:
    """Without a day it runs until it is lifted."""
    return bool(until) and date.fromisoformat(str(until)) < on
