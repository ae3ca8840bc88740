"""Takes a case through its procedure with what each step asks, as the people who may."""

from datetime import datetime, timedelta
from typing import Any

from services.cases.actions.advance import advance
from services.cases.actors import Doer, citizen
from services.cases.errors import CaseError
from services.cases.holders import holder
from services.cases.models import Case, CaseClock, CaseEvent, CasePaper, Evidence, Handler
from services.cases.queries.procedures import declared
from services.procedures.seats import bounds
from services.procedures.spec import Procedure, Transition
from tenants import roles
from tests.services.procedures.walking import answers

SAMPLES: dict[str, Any] = {
    "date": "2026-03-02",
    "time": "2026-03-02T09:00:00",
    "number": 1,
    "money": "100.00",
    "person": {"name": "某甲"},
    "organisation": {"name": "某单位"},
    "place": {"address": "某村"},
    "file": {"name": "a.pdf", "size": 1, "key": "k"},
    "signature": {"way": "typed", "name": "某甲", "confirmed": True},
}


def doers(case: Case) -> list[Doer]:
    """Everybody of the house at once, named in the case; and the party."""
    house = Doer("全体", tenant_roles=frozenset(roles.ROLES), seated=True, user=None)
    return [house, *(citizen(party) for party in case.parties.all()[:1])]


def ways(case: Case) -> list[Transition]:
    return list(declared(case.version).leaving(case.state))


def go(case: Case, way: Transition, now: datetime) -> CaseEvent:
    """Raises CaseError where even with everything there the step cannot be taken."""
    procedure = declared(case.version)
    _seat(case, procedure, way, now)
    _bring(case, procedure, way, now)
    values = {**filled(procedure, way), **answers(procedure, way)}
    judged = (*way.guards, *way.guards_any)
    if not way.by:
        return advance(case, way.code, doer=_automatic(case, way, now), data=values, now=now)
    wanted = [doer for doer in doers(case) if doer.roles_in(procedure) & {*way.by}]
    doer = wanted[0] if wanted else Doer("系统")
    return advance(case, way.code, doer=doer, data=values, confirmed=judged, now=now)


def filled(procedure: Procedure, way: Transition) -> dict[str, Any]:
    return {code: sample(procedure.fields[code].declared) for code in way.requires}


def sample(field: Any) -> Any:
    if field["type"] in ("choice", "several"):
        first = next(iter(field["options"]))
        return [first] if field["type"] == "several" else first
    if field["type"] == "table":
        return [{code: sample(column) for code, column in field["columns"].items()}]
    found = SAMPLES.get(field["type"], "文字")
    return [found] if field.get("multiple") else found


def _automatic(case: Case, way: Transition, now: datetime) -> Doer:
    if way.due:
        CaseClock.objects.filter(case=case, code=way.due, status="running").update(
            due_at=now - timedelta(days=1)
        )
    return Doer("系统", due=way.due, event=way.event)


def _seat(case: Case, procedure: Procedure, way: Transition, now: datetime) -> None:
    for one in procedure.compositions:
        for seat in one.seats if one.code in way.compositions else ():
            if holder(seat.role).citizen:
                continue
            least = bounds(procedure, seat)[0]
            standing = Handler.objects.filter(case=case, role=seat.role, until=None).count()
            for place in range(standing, least):
                Handler.objects.create(
                    tenant_id=case.tenant_id, case=case, role=seat.role, name=f"{seat.role}{place}", since=now
                )


def _bring(case: Case, procedure: Procedure, way: Transition, now: datetime) -> None:
    signed = ("mediation_agreement",) if "agreement_signed" in (*way.guards, *way.guards_any) else ()
    if "all_forms_signed" in way.guards:
        undone = CasePaper.objects.filter(case=case, status__in=("to_write", "to_sign"))
        signed = (*signed, *undone.values_list("code", flat=True))
    for code in (*way.documents, *way.documents_any, *signed):
        if code in signed or procedure.documents[code].uploaded:
            Evidence.objects.create(
                tenant_id=case.tenant_id, case=case, code=code, name=code, mime="application/pdf", size=1,
                sha256=f"{code:0<64}"[:64], added_at=now,
            )  # fmt: skip


__all__ = ["CaseError", "doers", "filled", "go", "sample", "ways"]
