"""Telephone calls by lot: whoever is said to have had a quarrel is asked whether there was one."""

from datetime import date, datetime
from hashlib import sha256

from django.db import IntegrityError, transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from services.anomalies.gathering import cases_of
from services.anomalies.models import Call, CallRound, Finding, Kind
from services.anomalies.rules import READS, call_refusal
from services.cases.actors import Doer
from services.cases.errors import NotAccepted, NotAllowed
from services.cases.models import Case, Party
from services.cases.wording import on_record
from tenants.journal import note
from tenants.scope import current_tenant

MOST = 100
SHORTEST = 4


@transaction.atomic
def draw_calls(
    since: date, until: date, size: int, *, seed: str, doer: Doer, now: datetime | None = None
) -> CallRound:
    """`size` of the mediations that were closed with a telephone number, in the order of SHA-256(seed:case number).

    The order follows from the seed alone: nobody chooses, and anybody can do it again. Raises NotAllowed, NotAccepted.
    """
    if doer.user is None or not doer.tenant_roles & READS:
        raise NotAllowed(_("电话回访由督导或者县级管理员安排。"))
    if since > until or not 1 <= size <= MOST or not seed.strip():
        raise NotAccepted(_("请填写起止日期、种子和件数（1到%(most)d件）。") % {"most": MOST})
    reached = Party.objects.exclude(phone_mark="").values("case")
    numbers = dict(cases_of(since, until).filter(is_open=False, pk__in=reached).values_list("number", "pk"))
    if not numbers:
        raise NotAccepted(_("这段时间没有办结并且留有电话的纠纷。"))
    tenant, drawn = current_tenant(), draw(numbers, seed.strip())[:size]
    try:
        with transaction.atomic():
            made = CallRound.objects.create(
                tenant=tenant, since=since, until=until, seed=seed.strip()[:40], drawn_from=len(numbers),
                drawn_at=now or timezone.now(), drawn_by=doer.user,
            )  # fmt: skip
    except IntegrityError:
        raise NotAccepted(_("同样的日期和种子已经抽过一次，请换一个种子。")) from None
    Call.objects.bulk_create(
        Call(tenant=tenant, round=made, case_id=numbers[number], position=place + 1)
        for place, number in enumerate(drawn)
    )
    note(doer.user, "calls_drawn", made, seed=made.seed, count=len(drawn))
    return made


def draw(numbers: object, seed: str) -> list[str]:
    return sorted(numbers, key=lambda number: sha256(f"{seed}:{number}".encode()).hexdigest())  # type: ignore[call-overload]


@transaction.atomic
def note_call(call: Call, result: str, said: str, *, doer: Doer, now: datetime | None = None) -> Call:
    """Somebody who knows of no quarrel is a finding of the strongest kind; what follows, a supervisor decides."""
    now = now or timezone.now()
    if why := call_refusal(call.case, doer):
        raise NotAllowed(why)
    if result not in (Call.Result.CONFIRMED, Call.Result.DENIED, Call.Result.UNREACHED):
        raise NotAccepted(_("请选择回访的结果。"))
    if result == Call.Result.DENIED and len(said.strip()) < SHORTEST:
        raise NotAccepted(_("请写明当事人是怎么说的。"))
    call.result, call.said, call.noted_by, call.noted_at = result, said.strip(), doer.user, now
    call.save(update_fields=["result", "said", "noted_by", "noted_at"])
    note(doer.user, "call_noted", call)
    if result == Call.Result.DENIED:
        _denied(call.case, now)
    return call


def _denied(case: Case, now: datetime) -> None:
    handler = case.handlers.exclude(mediator=None).select_related("mediator").first()
    mediator = handler.mediator if handler else None
    text = on_record("电话回访%(number)s：当事人说不知道有这件纠纷。") % {"number": case.number}
    made, _new = Finding.objects.get_or_create(
        tenant_id=case.tenant_id,
        key=f"denied:{case.pk}",
        defaults={
            "kind": Kind.DENIED,
            "strength": Finding.Strength.STRONG,
            "reason": text,
            "mediator": mediator,
            "organisation_id": mediator.organisation_id if mediator else case.organisation_id,
            "first_seen": now,
            "last_seen": now,
        },
    )
    made.cases.add(case)
