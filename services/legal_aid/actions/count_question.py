"""A question that came as a case and was answered is a consultation, too, once."""

from datetime import date, timedelta

from django.utils import timezone

from services.booking.models import Shift
from services.cases.models import Case, CaseEvent
from services.directory.models import Lawyer
from services.directory.queries import lawyer_of
from services.legal_aid.actions.once_a_day import counties_once_a_day
from services.legal_aid.models import Consultation
from services.legal_aid.shifts import running
from tenants.models import Tenant
from tenants.scope import in_tenant

PROCEDURE, ANSWERED = "LA_DUTY", "complete"
LOOKED_BACK = timedelta(days=30)
# What was answered a moment ago is about to be counted.
SETTLED = timedelta(minutes=5)
_CHANNELS = {
    Case.Channel.ONLINE: Consultation.Channel.ONLINE,
    Case.Channel.PHONE: Consultation.Channel.PHONE,
}


def count_question(case: Case, event: CaseEvent) -> Consultation | None:
    """None where this step answers nothing, or it is counted already."""
    if case.procedure_code != PROCEDURE or event.code != ANSWERED:
        return None
    lawyer = _answered_by(event)
    shift = running(lawyer, event.at)
    made, is_new = Consultation.objects.get_or_create(
        source=case,
        defaults={
            "tenant_id": case.tenant_id,
            "at": event.at,
            "channel": _CHANNELS.get(case.channel, Consultation.Channel.COUNTER),
            "lawyer": lawyer,
            "organisation": _where(shift) or case.organisation,
            "matter": case.matter,
            "shift": shift,
            "recorded_by": event.actor,
        },
    )
    return made if is_new else None


def count_left_over(today: date | None = None) -> int:
    """For every county once a day: what a lost process did not get to."""
    today = today or timezone.localdate()
    return sum(map(_of_county, counties_once_a_day("questions-counted", today)))


def _of_county(tenant: Tenant) -> int:
    with in_tenant(tenant):
        recent = Case.objects.filter(procedure_code=PROCEDURE, opened_at__gte=timezone.now() - LOOKED_BACK)
        counted = Consultation.objects.exclude(source=None).values("source")
        steps = CaseEvent.objects.filter(
            case__in=recent, code=ANSWERED, kind=CaseEvent.Kind.STEP, at__lt=timezone.now() - SETTLED
        ).exclude(case__in=counted)
        found = list(steps.select_related("case", "actor"))
        return sum(count_question(event.case, event) is not None for event in found)


def _answered_by(event: CaseEvent) -> Lawyer | None:
    return lawyer_of(event.actor) if event.actor else None


def _where(shift: Shift | None) -> object:
    return shift.roster.organisation if shift else None
