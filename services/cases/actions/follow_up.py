"""What a case leads to: further procedures, offered or opened by themselves."""

from collections.abc import Iterable
from datetime import date, datetime, timedelta

from django.utils import timezone

from services.calendar.queries import working_days
from services.cases.actions.take_up import take_up
from services.cases.actors import Doer
from services.cases.models import Case, FollowUpOffer
from services.procedures.spans import MONTHS, Reckoning, months_after
from services.procedures.spec import FollowUp, Procedure


def follow(case: Case, procedure: Procedure, found: Iterable[FollowUp], *, doer: Doer, now: datetime) -> None:
    """In the caller's transaction. What was offered once is not offered again; what opens itself is opened."""
    for follow_up in found:
        offer, made = FollowUpOffer.objects.get_or_create(
            case=case,
            procedure_code=follow_up.procedure,
            defaults={
                "tenant_id": case.tenant_id,
                "words": follow_up.when[:200],
                "prefill": dict(follow_up.prefill),
                "until": _until(procedure, follow_up, now),
                "made_at": now,
            },
        )
        if made and follow_up.opens:
            take_up(offer, doer=doer, now=now)


def _until(procedure: Procedure, follow_up: FollowUp, now: datetime) -> date | None:
    number = procedure.numbers.get(follow_up.within)
    if number is None or number.amount is None:
        return None
    today = timezone.localdate(now)
    if number.unit in MONTHS:
        return months_after(today, number.amount * MONTHS[number.unit])
    if number.unit == "working_day":
        return Reckoning(working_days()).count(today, number.amount, working=True)
    return today + timedelta(days=number.amount * (7 if number.unit == "week" else 1))
