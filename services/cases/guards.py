"""What can be worked out about a case: the computed guards of procedures, by code."""

from collections.abc import Callable, Mapping

from services.cases.models import Case, CasePaper, Handler, Party
from services.cases.queries.suspended import lawyer_not_suspended
from services.procedures.spec import Procedure

Check = Callable[[Case], bool]


def no_conflict(case: Case) -> bool:
    """Nobody who works on the case declared an interest in it, is a party, or shares a party's phone."""
    working = list(Handler.objects.filter(case=case, until=None).select_related("user"))
    if any(handler.conflict for handler in working):
        return False
    return not any(conflict_with(case, handler.user_id, handler.name) for handler in working)


def conflict_with(case: Case, user_id: int | None, name: str) -> str:
    """The party that this person is or may be; empty when there is none."""
    for party in Party.objects.filter(case=case):
        if (user_id and party.user_id == user_id) or (party.name == name and not party.is_organisation):
            return party.name
    return ""


def all_forms_signed(case: Case) -> bool:
    return not CasePaper.objects.filter(case=case, status=CasePaper.Status.TO_SIGN).exists()


CHECKS: Mapping[str, Check] = {
    "no_conflict": no_conflict,
    "all_forms_signed": all_forms_signed,
    "lawyer_not_suspended": lawyer_not_suspended,
}


def holding(case: Case, procedure: Procedure) -> frozenset[str]:
    """The computed guards that hold now, of those that a step from here asks for."""
    asked = {code for way in procedure.leaving(case.state) for code in (*way.guards, *way.guards_any)}
    computed = (code for code in asked if code in procedure.guards and procedure.guards[code].computed)
    return frozenset(code for code in computed if code in CHECKS and CHECKS[code](case))
