from django.dispatch import receiver

from services.cases.models import Case, CaseEvent
from services.cases.signals import stepped
from services.voices.actions.ask_for_voice import ask_for_voice
from services.voices.actions.follow_step import follow_step
from services.voices.actions.follow_voice import follow_voice
from services.voices.actions.say import said
from services.voices.models import Survey


@receiver(stepped)
def a_case_moved(sender: object, case: Case, event: CaseEvent, **kwargs: object) -> None:
    follow_step(case, event)
    ask_for_voice(case)


@receiver(said)
def somebody_spoke(sender: object, survey: Survey, **kwargs: object) -> None:
    follow_voice(survey)
