"""A lawyer was named by a step that showed no list: the line is kept all the same, so that it can be looked at."""

from collections.abc import Mapping

from services.cases.models import CaseEvent, Handler
from services.cases.suspended import ROLE
from services.legal_aid.actions.assign import FIELD
from services.legal_aid.models import Assignment


def note_assignment(event: CaseEvent) -> Assignment | None:
    """None where no lawyer was named, or the line stands already."""
    named = ((event.data or {}).get("filled") or {}).get(FIELD)
    first = named[0] if isinstance(named, list) and named else named
    if not isinstance(first, Mapping) or not event.case.procedure_code.startswith("LA_"):
        return None
    seated = Handler.objects.filter(case=event.case, role=ROLE, name=first.get("name", "")).last()
    made, is_new = Assignment.objects.get_or_create(
        event=event,
        defaults={
            "tenant_id": event.tenant_id,
            "case_id": event.case_id,
            "lawyer_id": seated.lawyer_id if seated else None,
            "name": first.get("name", ""),
            "actor_id": event.actor_id,
            "actor_name": event.actor_name,
            "at": event.at,
        },
    )
    return made if is_new else None
