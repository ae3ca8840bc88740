from datetime import datetime, timedelta

from django.db.models import Exists, OuterRef, QuerySet, Value
from django.db.models.functions import Concat
from django.utils import timezone

from services.cases.models import Case, CaseEvent
from services.voices.actions.ask_for_voice import ask_for_voice
from services.voices.actions.follow_step import follow_step
from services.voices.models import Survey
from services.voices.rules import grade_in
from tenants.models import Tenant
from tenants.scope import in_tenant

# How far back cases are looked for whose surveys were lost with a process.
_BACK = timedelta(days=14)


def ask_left_over(now: datetime | None = None) -> int:
    """For cases whose process was lost between their end and their survey; how many were made good."""
    now, count = now or timezone.now(), 0
    for tenant in Tenant.objects.all():
        with in_tenant(tenant):
            count += sum(_make_good(case, now) for case in _left_over(now))
    return count


def _left_over(now: datetime) -> QuerySet[Case]:
    """Cases brought in from an old register have no lookup code: nobody of theirs was ever told about one here."""
    asked = Survey.objects.filter(about=Concat(Value("case:"), OuterRef("number")))
    closed = Case.objects.filter(is_open=False, closed_at__gt=now - _BACK).exclude(lookup_hash="")
    return closed.exclude(Exists(asked)).select_related("version", "organisation", "tenant", "parent")


def _make_good(case: Case, now: datetime) -> bool:
    """A step that said it already is followed first: nobody is asked what they have answered."""
    heard = None
    if grade_in(case.data):
        for event in case.events.filter(kind=CaseEvent.Kind.STEP):
            heard = follow_step(case, event) or heard
    return heard is not None or bool(ask_for_voice(case, now=now))
