"""Who may do what here, and until when."""

from datetime import datetime

from django.db.models import Q, QuerySet
from django.utils import timezone

from services.legal_aid.models import Consultation
from tenants import roles
from tenants.models import User
from tenants.queries import live_roles
from tenants.scope import current_tenant

OFFICE = frozenset({roles.COUNTY_ADMIN, roles.CASE_OFFICER})
READS_ALL = OFFICE | {roles.SUPERVISOR}
RECORDS = OFFICE | {roles.RECEPTIONIST, roles.LAWYER}


def held(actor: User) -> frozenset[str]:
    return live_roles(actor, current_tenant())


def works_in_the_office(actor: User) -> bool:
    return bool(OFFICE & held(actor))


def records(actor: User) -> bool:
    return bool(RECORDS & held(actor))


def visible(asked: QuerySet[Consultation], user: User, own_roles: frozenset[str]) -> QuerySet[Consultation]:
    """The office and its supervisors all of them; the window what it wrote down; a lawyer what they answered."""
    if own_roles & READS_ALL:
        return asked
    return asked.filter(Q(recorded_by=user) | Q(lawyer__user=user))


def may_correct(asked: Consultation, actor: User, now: datetime | None = None) -> bool:
    """Whoever wrote it down, on the same day; what came as a case of its own is put right there."""
    same_day = timezone.localdate(asked.at) == timezone.localdate(now)
    return same_day and asked.recorded_by_id == actor.pk and asked.source_id is None


def answers_for(asked: Consultation, actor: User) -> bool:
    """Calls back, passes on: the lawyer, whoever wrote it down, the office."""
    own = asked.lawyer is not None and asked.lawyer.user_id == actor.pk
    return own or asked.recorded_by_id == actor.pk or works_in_the_office(actor)
