from django.dispatch import receiver

from services.cases import barred, prefill, signals
from services.cases.lines import line
from services.cases.models import Case, CaseEvent
from services.cases.suspended import LAWYER
from services.cases.suspended import PROCEDURE as SUSPENSION
from services.complaints.actions.take_note import note_decision, take_note
from services.complaints.models import Complained
from services.complaints.rules import DECIDE, PROCEDURE, hidden, refusal

barred.register(PROCEDURE, hidden=hidden, refusal=refusal)


@receiver(signals.opened)
def a_complaint_came_in(sender: object, case: Case, **kwargs: object) -> None:
    if case.procedure_code == PROCEDURE:
        take_note(case)


@receiver(signals.stepped)
def a_complaint_was_decided(sender: object, case: Case, event: CaseEvent, **kwargs: object) -> None:
    if case.procedure_code == PROCEDURE and event.code == DECIDE:
        note_decision(case)


@prefill.register
def suspension(case: Case, procedure: str) -> dict[str, object]:
    """The suspension that a complaint leads to is about the lawyer it was about."""
    if procedure != SUSPENSION or case.procedure_code != PROCEDURE:
        return {}
    row = Complained.objects.filter(case=case).exclude(lawyer=None).select_related("lawyer").first()
    if row is None:
        return {}
    found = row.lawyer
    ref = str(found.user_id) if found.user_id else line("lawyer", found.pk)
    known = {"complaint_target": found.name, LAWYER: {"ref": ref, "name": found.name}}
    return known | ({"related_case": row.related} if row.related else {})
