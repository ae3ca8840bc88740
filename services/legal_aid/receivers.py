from django.dispatch import receiver

from services.cases.models import Case, CaseEvent
from services.cases.signals import stepped
from services.legal_aid.actions.count_question import count_question
from services.legal_aid.actions.note_assignment import note_assignment


@receiver(stepped)
def a_case_moved(sender: object, case: Case, event: CaseEvent, **kwargs: object) -> None:
    note_assignment(event)
    count_question(case, event)
