"""What a complaint says by itself: whom the door it came in by knew, and when it was found to be true."""

from django.db import transaction
from django.db.models import Exists, OuterRef, QuerySet

from services.cases.lines import COMPLAINED, read_line
from services.cases.models import Case, CaseEvent
from services.complaints.models import Complained
from services.complaints.queries import found_true_on, workers_of
from services.complaints.rules import DECIDE, PROCEDURE
from services.directory.models import Lawyer, Mediator, Organisation
from tenants.models import Tenant
from tenants.scope import across_tenants, in_tenant

REGISTERS = {"lawyer": Lawyer, "mediator": Mediator, "organisation": Organisation}


@transaction.atomic
def take_note(case: Case) -> Complained:
    """Once for a complaint. Of two that come at once one finds the other's row."""
    row, _new = Complained.objects.get_or_create(
        tenant_id=case.tenant_id,
        case=case,
        defaults={
            **_about(case),
            "related": str(case.data.get("related_case") or "")[:60],
            "substantiated_on": found_true_on(case),
        },
    )
    return row


def _about(case: Case) -> dict[str, Lawyer | Mediator | Organisation]:
    """The line the door named, else who worked on the case and is named in the words of the complaint."""
    line = read_line(case.data.get(COMPLAINED))
    if line is not None:
        found = REGISTERS[line[0]].objects.filter(pk=line[1]).first()
        return {line[0]: found} if found else {}
    words = str(case.data.get("complaint_target") or "")
    named = {one.lawyer or one.mediator for one in workers_of(case) if one.name and one.name in words}
    if len(named) != 1:
        return {}
    (one,) = named
    return {one._meta.model_name: one}


def note_decision(case: Case) -> None:
    """Never taken back: a decision that was wrong is put right in the case, and by naming again."""
    take_note(case)
    day = found_true_on(case)
    if day is not None:
        Complained.objects.filter(case=case, substantiated_on=None).update(substantiated_on=day)


def note_left_over() -> int:
    """What a lost process left undone, in every county; how many rows that were."""
    with across_tenants(reason="the timetable looks for complaints that were not noted"):
        left = [*_unnoted(), *_undecided()]
        tenants = {one.pk: one for one in Tenant.objects.filter(pk__in={case.tenant_id for case in left})}
    for case in left:
        with in_tenant(tenants[case.tenant_id]):
            note_decision(case)
    return len(left)


def _unnoted() -> QuerySet[Case]:
    known = Complained.objects.filter(case=OuterRef("pk"))
    return Case.objects.filter(~Exists(known), procedure_code=PROCEDURE)


def _undecided() -> QuerySet[Case]:
    decided = CaseEvent.objects.filter(kind=CaseEvent.Kind.STEP, code=DECIDE, case=OuterRef("case"))
    rows = Complained.objects.filter(Exists(decided), substantiated_on=None)
    return Case.objects.filter(pk__in=rows.values("case"))
