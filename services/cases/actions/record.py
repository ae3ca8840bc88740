"""The only writer of a case's events. Every action of this app goes through `locked` and `append`."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from django.utils import timezone
from django.utils.translation import gettext as _

from services.cases import chain
from services.cases.actors import Doer
from services.cases.errors import Overtaken
from services.cases.models import Case, CaseEvent


def locked(case: Case) -> Case:
    """The case as it is now, held until the transaction ends (SQLite lets one writer in at a time anyway)."""
    found = (
        Case.objects.select_for_update(of=("self",))
        .select_related("version", "tenant__division")
        .get(pk=case.pk)
    )
    return found


def append(  # noqa: PLR0913 (what an event says is told one by one)
    case: Case,
    kind: str,
    text: str,
    *,
    doer: Doer,
    code: str = "",
    origin: str = "",
    data: Mapping[str, Any] | None = None,
    shown: bool = True,
    at: datetime | None = None,
) -> CaseEvent:
    """Adds to the chain and moves its head; raises Overtaken when somebody else has moved it meanwhile."""
    kept = chain.salted(data)
    event = CaseEvent(
        tenant_id=case.tenant_id,
        case=case,
        position=case.event_count + 1,
        at=at or timezone.now(),
        kind=kind,
        code=code,
        text=text[:300],
        origin=origin,
        state=case.state,
        actor=doer.user,
        actor_name=doer.name,
        shown=shown,
        data=kept,
        data_digest=chain.digest(kept),
        previous=case.head,
    )
    event.hash = chain.link(event)
    moved = Case.objects.filter(pk=case.pk, event_count=case.event_count, head=case.head).update(
        event_count=event.position, head=event.hash
    )
    if not moved:
        raise Overtaken(_("案件刚刚被别人更新，请刷新后再试。"))
    event.save()
    case.event_count, case.head = event.position, event.hash
    return event
