"""A sign of invented cases, a list of calls, and a complaint about somebody, each carrying the county's mark."""

from typing import TYPE_CHECKING

from django.utils import timezone

from services.anomalies.models import Call, CallRound, Finding, FindingNote
from services.complaints.models import Complained

if TYPE_CHECKING:
    from tests.tenancy.world import World


def fill_findings(world: "World") -> None:
    mark, tenant, case = world.mark, world.tenant, world.ids["case"]
    finding = Finding.objects.create(
        tenant=tenant, kind="copied", key=mark.latin, strength=3, reason=mark.word, mediator_id=world.ids["mediator"]
    )
    finding.cases.add(case)
    FindingNote.objects.create(
        tenant=tenant, finding=finding, state="asked", text=mark.word, actor_name=mark.word
    )
    today = timezone.localdate()
    drawn = CallRound.objects.create(tenant=tenant, since=today, until=today, seed=mark.latin, drawn_from=1)
    Call.objects.create(tenant=tenant, round=drawn, case_id=case, position=1, result="denied", said=mark.word)
    Complained.objects.create(tenant=tenant, case_id=case, lawyer_id=world.ids["lawyer"], related=mark.latin)
    world.ids |= {"finding": finding.pk, "call_round": drawn.pk}
