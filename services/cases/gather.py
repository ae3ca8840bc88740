"""The facts of a case, as the engine wants them."""

from collections import Counter
from collections.abc import Iterable, Mapping
from datetime import datetime
from typing import Any

from django.utils import timezone

from services.cases import guards
from services.cases.models import Case, CaseClock, CasePaper, Evidence, Handler, Party
from services.procedures.facts import ClockFact, Facts
from services.procedures.spec import Procedure

# Fields of the declarations that name who works on the case: read from the handlers, filled by naming somebody.
HANDLER_FIELDS: Mapping[str, str] = {
    "mediator_names": "mediator",
    "new_mediator": "mediator",
    "assigned_lawyer": "legal_aid_lawyer",
    "new_lawyer": "legal_aid_lawyer",
}
# Fields that name a member without giving them work: role of the members offered.
MEMBER_FIELDS: Mapping[str, str] = {"suspended_lawyer": "legal_aid_lawyer"}
# Who is named here takes the place of the others in the role.
REPLACING = frozenset({"new_mediator", "new_lawyer", "assigned_lawyer"})


SIDES = (Party.Side.APPLICANT, Party.Side.RESPONDENT)
COUNTED_PER_SIDE: Mapping[str, tuple[str, ...]] = {
    "party": (Party.Role.PARTY, Party.Role.REPRESENTATIVE),
    "party_agent": (Party.Role.AGENT,),
}


def facts(
    case: Case, procedure: Procedure, *, confirmed: Iterable[str] = (), now: datetime | None = None
) -> Facts:
    """`confirmed`: guards that the acting person has just judged to hold."""
    handlers = list(Handler.objects.filter(case=case, until=None))
    judged = {code for code in confirmed if code in procedure.guards and procedure.guards[code].judged}
    return Facts(
        state=case.state,
        fields={**case.data, **named(handlers)},
        guards=guards.holding(case, procedure) | judged,
        documents=papers(case),
        seats=seats(case, handlers),
        clocks=running(case),
        now=now or timezone.now(),
    )


def named(handlers: Iterable[Handler]) -> dict[str, Any]:
    by_role: dict[str, list[dict[str, str]]] = {}
    for handler in handlers:
        by_role.setdefault(handler.role, []).append({"name": handler.name})
    return {field: by_role[role] for field, role in HANDLER_FIELDS.items() if role in by_role}


def papers(case: Case) -> frozenset[str]:
    made = CasePaper.objects.filter(case=case).exclude(status=CasePaper.Status.REPLACED)
    brought = Evidence.objects.filter(case=case).exclude(code="")
    return frozenset((*made.values_list("code", flat=True), *brought.values_list("code", flat=True)))


def seats(case: Case, handlers: Iterable[Handler]) -> dict[str, tuple[int, ...]]:
    """Handlers are one figure per role; parties and their agents are counted for each side."""
    found: dict[str, tuple[int, ...]] = {
        role: (count,) for role, count in Counter(handler.role for handler in handlers).items()
    }
    people = list(Party.objects.filter(case=case))
    for role, kinds in COUNTED_PER_SIDE.items():
        found[role] = tuple(
            sum(1 for person in people if person.side == side and person.role in kinds) for side in SIDES
        )
    return found


def running(case: Case) -> dict[str, ClockFact]:
    rows = CaseClock.objects.filter(case=case).order_by("pk")
    return {row.code: ClockFact(row.status, row.due_at) for row in rows}  # type: ignore[arg-type]
