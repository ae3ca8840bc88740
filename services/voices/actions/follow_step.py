"""A step of a case that says how content somebody was is their voice."""

from datetime import datetime

from services.cases.models import Case, CaseEvent, Party
from services.cases.queries.procedures import declared
from services.voices.actions.ask_for_voice import surveys_of
from services.voices.actions.say import say
from services.voices.errors import AlreadySaid
from services.voices.models import Channel, Survey
from services.voices.rules import SURVEY_COMMENT, grade_in, is_citizens


def follow_step(case: Case, event: CaseEvent, *, now: datetime | None = None) -> Survey | None:
    """The revisit of the legal assistant, the rating of a consultation, the revisit of an agreement.

    None where the step says nothing, or the person had spoken before: then the earlier word stands.
    """
    filled = (event.data or {}).get("filled", {})
    grade = grade_in(filled)
    if grade is None:
        return None
    own, now = case.parent if _is_revisit(case) else case, now or event.at
    survey = _survey(own, str(filled.get("revisit_person") or case.data.get("revisit_person") or ""), now)
    by_person = is_citizens(declared(case.version).by_transition[event.code])
    try:
        return say(
            survey,
            grade,
            channel=Channel.ONLINE if by_person else Channel.PHONE,
            comment=str(filled.get(SURVEY_COMMENT) or ""),
            recorded_by=None if by_person else event.actor,
            now=now,
        )
    except AlreadySaid:
        return None


def _is_revisit(case: Case) -> bool:
    """What is said about a revisit is said about the case that was revisited."""
    return case.parent_id is not None and declared(case.version).family == "follow_up"


def _survey(case: Case, asked: str, now: datetime) -> Survey:
    """Of the side to which the person asked belongs; of the applicant's where the name says nothing."""
    surveys = surveys_of(case, now=now)
    named = Party.objects.filter(case=case, name=asked.strip()).first() if asked else None
    return next((one for one in surveys if named and one.side == named.side), surveys[0])
