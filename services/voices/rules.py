"""Which matters are asked about, of which sides, and how the codes of procedures read as grades."""

from collections.abc import Mapping
from typing import Any

from services.cases.holders import holder
from services.cases.models import Case, Party
from services.procedures.spec import Procedure, Transition
from services.voices.models import Grade, Survey
from tenants import roles

# `survey_grade` and `satisfaction_grade` of the procedures' fields: the centre's four, and the revisit's three.
SURVEY_GRADE, SATISFACTION_GRADE, SURVEY_COMMENT = "survey_grade", "satisfaction_grade", "survey_comment"
GRADE_OF_CODE: Mapping[str, Grade] = {
    "4": Grade.VERY,
    "3": Grade.SATISFIED,
    "2": Grade.FAIRLY,
    "1": Grade.DISSATISFIED,
}
GRADE_OF_REVISIT: Mapping[str, Grade] = {
    "satisfied": Grade.SATISFIED,
    "basic": Grade.FAIRLY,
    "dissatisfied": Grade.DISSATISFIED,
}
CODE_OF_GRADE = {grade: code for code, grade in GRADE_OF_CODE.items()}

# Families in which somebody was served, without those of their procedures that are about the servants.
MEDIATION = "mediation"
FAMILIES = frozenset({MEDIATION, "legal_aid", "service", "lawyer"})
ABOUT_OFFICES = frozenset({"LA_RANKING", "LA_LAWYER_SUSPENSION", "LAWYER_DUTY", "LAWYER_POOL"})
# Ends at which nobody had been served: there is nothing to be content with.
NOTHING_DONE = frozenset({
    "refused", "withdrawn", "not_accepted", "returned", "cancelled", "converted", "not_in_scope", "referred",
})  # fmt: skip

# What people wrote is read by whoever answers for the service, never by whom it is about.
READS = frozenset({roles.CASE_OFFICER, roles.SUPERVISOR, roles.COUNTY_ADMIN})
WORKS = frozenset({roles.CASE_OFFICER, roles.COUNTY_ADMIN, roles.RECEPTIONIST})
# Fewer voices than these would be single voices to whom they are about, and in public.
FEWEST = 3


def grade_in(filled: Mapping[str, Any]) -> Grade | None:
    """What a step of a procedure says, in whichever of the two fields."""
    said = GRADE_OF_CODE.get(str(filled.get(SURVEY_GRADE, "")))
    return said or GRADE_OF_REVISIT.get(str(filled.get(SATISFACTION_GRADE, "")))


def asking_step(procedure: Procedure, state: str) -> Transition | None:
    """The step out of this state by which the procedure itself asks for a voice."""
    return next(
        (way for way in procedure.transitions if state in way.origins and SURVEY_GRADE in way.requires), None
    )


def is_citizens(way: Transition) -> bool:
    """Nobody of the house takes it in the citizen's place."""
    return bool(way.by) and all(holder(role).citizen for role in way.by)


def is_asked(procedure: Procedure, case: Case) -> bool:
    """Once it ended, or already where the procedure asks: a revisit written down later finds the voice there."""
    if procedure.family not in FAMILIES or procedure.code in ABOUT_OFFICES:
        return False
    if case.is_open:
        return asking_step(procedure, case.state) is not None
    return case.outcome not in NOTHING_DONE


def sides(procedure: Procedure) -> tuple[str, ...]:
    """A mediation asks both, for one alone would be unfair; elsewhere there is one who was served."""
    return (Survey.Side.APPLICANT, Survey.Side.RESPONDENT) if procedure.family == MEDIATION else ("",)


def party_side(side: str) -> str:
    return side or Party.Side.APPLICANT
