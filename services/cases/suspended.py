"""Lawyers to whom no case is assigned for a time (暂不指派)."""

from collections.abc import Iterator, Mapping
from datetime import date
from typing import Any

from django.utils import timezone

from services.cases.models import Case, Handler

PROCEDURE = "LA_LAWYER_SUSPENSION"
STATE = "suspended"
LAWYER = "suspended_lawyer"
ROLE = "legal_aid_lawyer"


def lawyer_not_suspended(case: Case) -> bool:
    """No lawyer of the case is named by a suspension that still runs; who has no account is known by the name."""
    named = list(_named())
    refs, names = {ref for ref, _name in named}, {name for _ref, name in named}
    lawyers = Handler.objects.filter(case=case, role=ROLE, until=None)
    return not any(str(one.user_id) in refs if one.user_id else one.name in names for one in lawyers)


def _named() -> Iterator[tuple[str, str]]:
    today = timezone.localdate()
    for case in Case.objects.filter(procedure_code=PROCEDURE, state=STATE, is_open=True).only("data"):
        said = case.data.get(LAWYER)
        if isinstance(said, Mapping) and not _over(case.data.get("suspended_until"), today):
            yield said.get("ref", ""), said.get("name", "")


def _over(until: Any, today: date) -> bool:
    """The last day itself still counts; without a day it runs until it is lifted."""
    return bool(until) and date.fromisoformat(str(until)) < today
