"""What can be worked out about a case: the computed guards of procedures, by code."""

from collections.abc import Callable, Mapping

from services.cases.models import Case, CasePaper, Evidence, Handler, Party
from services.cases.suspended import lawyer_not_suspended
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


AGREEMENT, SIGNED = "mediation_agreement", "agreement_signed"
# A paper in one of these states keeps a file from being closed, unless its signed original was brought.
UNDONE = (CasePaper.Status.TO_WRITE, CasePaper.Status.TO_SIGN)


def all_forms_signed(case: Case) -> bool:
    brought = Evidence.objects.filter(case=case).exclude(code="").values("code")
    return not CasePaper.objects.filter(case=case, status__in=UNDONE).exclude(code__in=brought).exists()


def agreement_signed(case: Case) -> bool:
    """Signed by all on the screen, or brought as signed on paper; in this case or in the one it follows."""
    cases = [case.pk, case.parent_id] if case.parent_id else [case.pk]
    signed = CasePaper.objects.filter(case__in=cases, code=AGREEMENT, status=CasePaper.Status.SIGNED)
    return signed.exists() or Evidence.objects.filter(case__in=cases, code=AGREEMENT).exists()


CHECKS: Mapping[str, Check] = {
    "no_conflict": no_conflict,
    SIGNED: agreement_signed,
    "all_forms_signed": all_forms_signed,
    "lawyer_not_suspended": lawyer_not_suspended,
}


def holding(case: Case, procedure: Procedure) -> frozenset[str]:
    """The computed guards that hold now, of those that a step from here asks for."""
    asked = {code for way in procedure.leaving(case.state) for code in (*way.guards, *way.guards_any)}
    computed = (code for code in asked if code in procedure.guards and procedure.guards[code].computed)
    return frozenset(code for code in computed if code in CHECKS and CHECKS[code](case))
