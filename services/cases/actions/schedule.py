"""The performance schedule of an agreement: what is due when, what was done, who is reminded."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from decimal import Decimal

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from services.cases import notice_kinds
from services.cases.actions.record import append, locked
from services.cases.actions.tell import tell_parties
from services.cases.actors import Doer
from services.cases.errors import NotAccepted, NotAllowed
from services.cases.models import Case, CaseEvent, Instalment
from services.cases.rules import may_work
from services.cases.wording import in_chinese, on_record
from tenants.models import Tenant
from tenants.scope import across_tenants, in_tenant

DAYS_BEFORE = 3


@dataclass(frozen=True)
class Line:
    due_on: date
    what: str
    amount: Decimal | None = None


@transaction.atomic
def schedule(
    case: Case, lines: Sequence[Line], *, doer: Doer, now: datetime | None = None
) -> list[Instalment]:
    """Replaces what is still open; what was performed stays."""
    case = locked(case)
    _worked(case, doer)
    if not lines or any(not line.what.strip() for line in lines):
        raise NotAccepted(_("请至少填写一笔履行，并写明内容和日期。"))
    case.instalments.filter(status=Instalment.Status.OPEN).delete()
    rows = [
        Instalment.objects.create(
            tenant_id=case.tenant_id, case=case, due_on=line.due_on, what=line.what[:200], amount=line.amount
        )
        for line in lines
    ]
    told = {"lines": [[str(line.due_on), line.what, str(line.amount or "")] for line in lines]}
    append(
        case,
        CaseEvent.Kind.PAYMENT,
        on_record("登记履行计划%(count)s笔") % {"count": len(rows)},
        doer=doer,
        data=told,
        at=now,
    )
    return rows


@transaction.atomic
def perform(
    instalment: Instalment,
    *,
    doer: Doer,
    on: date,
    status: str = Instalment.Status.DONE,
    now: datetime | None = None,
) -> None:
    """Writes down that an instalment was performed, wholly or in part."""
    case = locked(instalment.case)
    _worked(case, doer)
    if status not in (Instalment.Status.DONE, Instalment.Status.PARTIAL):
        raise NotAccepted(_("请选择履行情况。"))
    Instalment.objects.filter(pk=instalment.pk).update(status=status, done_on=on)
    words = {"what": instalment.what, "status": in_chinese(Instalment.Status(status).label)}
    append(case, CaseEvent.Kind.PAYMENT, on_record("%(what)s：%(status)s") % words, doer=doer, at=now)


def remind_of_payments(now: datetime | None = None) -> int:
    """For every county: three days before, once. Returns how many were reminded of."""
    now = now or timezone.now()
    until = timezone.localdate(now) + timedelta(days=DAYS_BEFORE)
    with across_tenants(reason="the timetable reminds in every county"):
        waiting = Instalment.objects.filter(
            status=Instalment.Status.OPEN, reminded_at=None, due_on__lte=until
        )
        tenants = list(Tenant.objects.filter(pk__in=waiting.order_by().values("tenant").distinct()))
    told = 0
    for tenant in tenants:
        with in_tenant(tenant):
            for pk in waiting.filter(tenant=tenant).values_list("pk", flat=True):
                told += _remind(pk, now)
    return told


@transaction.atomic
def _remind(pk: int, now: datetime) -> int:
    if not Instalment.objects.filter(pk=pk, reminded_at=None).update(reminded_at=now):
        return 0
    row = Instalment.objects.select_related("case").get(pk=pk)
    words = {"number": row.case.number, "day": f"{row.due_on:%Y-%m-%d}", "what": row.what}
    tell_parties(notice_kinds.PAYMENT, row.case, words, once=f"payment:{pk}")
    return 1


def _worked(case: Case, doer: Doer) -> None:
    if doer.party is not None or not may_work(case, doer):
        raise NotAllowed(_("这件案件不由您办理。"))
