"""Where the procedure waits for the person's own rating, the voice is that step."""

from services.cases.actions.advance import advance
from services.cases.actors import citizen
from services.cases.errors import CaseError
from services.cases.models import CaseEvent
from services.cases.queries.citizens import main_party
from services.cases.queries.procedures import declared
from services.voices.case_matter import case_about
from services.voices.models import Survey
from services.voices.rules import CODE_OF_GRADE, SURVEY_GRADE, asking_step, is_citizens


def follow_voice(survey: Survey) -> CaseEvent | None:
    """Without the words: these are for the centre, and the case is read by whom they are about.

    None where the case waits for nothing; a case that refuses the step keeps its state, and the voice stands.
    """
    case = case_about(survey.about)
    if case is None or not case.is_open:
        return None
    way = asking_step(declared(case.version), case.state)
    party = main_party(case)
    if way is None or party is None or not is_citizens(way):
        return None
    data = {SURVEY_GRADE: CODE_OF_GRADE[survey.grade]}
    try:
        return advance(case, way.code, doer=citizen(party, party.user), data=data, now=survey.answered_at)
    except CaseError:
        return None
