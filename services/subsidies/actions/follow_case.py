"""What was decided on the page of the case itself reaches the lines of its claim."""

from datetime import date
from typing import Any

from django.db import transaction
from django.utils import timezone

from services.cases.models import Case, CaseEvent
from services.subsidies.models import Claim, ClaimLine

State = ClaimLine.State


@transaction.atomic
def follow_case(case: Case, event: CaseEvent) -> None:
    """Changes nothing where the pages of subsidies took the step: they have written it already."""
    claim = Claim.objects.filter(case=case).first()
    if claim is None:
        return
    filled: dict[str, Any] = (event.data or {}).get("filled", {})
    if case.state == "approved":
        if claim.lines.filter(state=State.CLAIMED).update(state=State.APPROVED):
            Claim.objects.filter(pk=claim.pk, approved_by=None).update(approved_by=event.actor)
    elif case.state == "rejected":
        reason = str(filled.get("reject_reason", ""))[:300]
        claim.lines.filter(state=State.CLAIMED).update(state=State.REFUSED, refused_because=reason)
    elif case.state == "paid":
        if claim.lines.filter(state=State.APPROVED).update(state=State.PAID):
            Claim.objects.filter(pk=claim.pk).update(paid_on=_paid_on(claim, event, filled))
    elif case.state == "clawed_back" and not claim.lines.filter(state=State.CLAWED_BACK).exists():
        claim.lines.filter(state=State.PAID).update(state=State.CLAWED_BACK)


def _paid_on(claim: Claim, event: CaseEvent, filled: dict[str, Any]) -> date:
    """The day that was written; the day of the step where that is before the claim was made, or to come."""
    today = timezone.localdate(event.at)
    try:
        told = date.fromisoformat(str(filled.get("payment_date")))
    except ValueError:
        return today
    return told if timezone.localdate(claim.compiled_at) <= told <= today else today
