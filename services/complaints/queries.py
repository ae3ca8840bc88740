"""What is known about people from complaints. Counted is only what was decided to be true."""

from collections.abc import Mapping
from datetime import date

from django.db.models import Count, F
from django.db.models.functions import Coalesce
from django.utils import timezone

from services.cases.lines import read_line
from services.cases.models import Case, CaseEvent, CaseLink, Handler
from services.cases.suspended import suspensions
from services.complaints.models import Complained
from services.complaints.rules import DECIDE, TRUE
from services.directory.models import Lawyer

# An organisation answers for its own people, too.
_KEYS = {
    "lawyer": F("lawyer"),
    "mediator": F("mediator"),
    "organisation": Coalesce("organisation", "lawyer__firm", "mediator__organisation"),
}


def substantiated(kind: str, since: date, until: date) -> Mapping[int, int]:
    """Complaints found to be true within the days (both inclusive), by the key in the register of that kind."""
    found = Complained.objects.filter(substantiated_on__range=(since, until)).annotate(line=_KEYS[kind])
    counted = found.exclude(line=None).values("line").order_by().annotate(times=Count("pk"))
    return {row["line"]: row["times"] for row in counted}


def suspended(on: date) -> frozenset[int]:
    """The lines of lawyers to whom no case is assigned on that day (暂不指派)."""
    found, accounts = set(), set()
    for one in suspensions(on):
        line = read_line(one.ref)
        if line is not None and line[0] == "lawyer":
            found.add(line[1])
        elif one.ref.isdecimal():
            accounts.add(int(one.ref))
    return frozenset(found | set(Lawyer.objects.filter(user__in=accounts).values_list("pk", flat=True)))


def found_true_on(case: Case) -> date | None:
    """The day of the decision. A complaint brought in from an old register counts from its end."""
    decided = CaseEvent.objects.filter(case=case, kind=CaseEvent.Kind.STEP, code=DECIDE).first()
    if decided is not None:
        return timezone.localdate(decided.at)
    brought_in = case.closed_at is not None and case.outcome == TRUE
    return timezone.localdate(case.closed_at) if brought_in else None


def workers_of(case: Case) -> list[Handler]:
    """Who worked, by their line in a register, on the case that a complaint is linked to."""
    about = CaseLink.objects.filter(case=case, kind=CaseLink.Kind.RELATED).values("other")
    rows = Handler.objects.filter(case__in=about).exclude(lawyer=None, mediator=None)
    return list(rows.select_related("lawyer", "mediator"))
