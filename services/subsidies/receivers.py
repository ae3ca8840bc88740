from typing import Any

from django.dispatch import receiver

from services.cases import signals
from services.cases.models import Case, CaseEvent
from services.subsidies.actions.follow_case import follow_case
from services.subsidies.rates import CLAIM


@receiver(signals.stepped, sender=Case, dispatch_uid="subsidies_follow_case")
def follow(sender: type[Case], case: Case, event: CaseEvent, **more: Any) -> None:
    if case.procedure_code == CLAIM:
        follow_case(case, event)
