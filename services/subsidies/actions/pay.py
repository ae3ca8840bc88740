"""Payment lists: made from approved claims, frozen, paid once."""

from collections.abc import Iterable
from datetime import date, datetime
from decimal import Decimal

from django.db import IntegrityError, transaction
from django.db.models import Max
from django.utils import timezone
from django.utils.translation import gettext as _

from services.cases.actions.advance import advance
from services.cases.actors import member
from services.subsidies.actions.submit import total
from services.subsidies.errors import NotAllowed, NotInOrder, Overtaken
from services.subsidies.models import Claim, ClaimLine, PaymentList, PaymentRow
from services.subsidies.queries.lists import ready
from services.subsidies.queries.rates import here
from services.subsidies.rules import APPROVES, held, may_not_pay, misdated, plain
from tenants.journal import note
from tenants.models import User

State = ClaimLine.State


def make_list(scheme: str, *, actor: User, now: datetime | None = None) -> PaymentList:
    """Of every approved claim with an account that is on no list yet. Raises NotInOrder when there is none."""
    if not APPROVES & held(actor):
        raise NotAllowed(_("发放表由案件经办人或者县级管理员编制。"))
    now = now or timezone.now()
    claims = [claim for claim in ready(scheme) if claim.payee.account]
    if not claims:
        raise NotInOrder(_("没有可以列表发放的申报：要已经核定，并且登记了收款账号。"))
    try:
        with transaction.atomic():
            made = _list(scheme, actor, now)
            PaymentRow.objects.bulk_create([_row(made, claim) for claim in claims])
            note(actor, "subsidies_listed", made, count=len(claims))
    except IntegrityError:
        raise Overtaken(_("刚刚有人编制了发放表，请刷新后再看。")) from None
    return made


@transaction.atomic
def pay(payment_list: PaymentList, *, actor: User, paid_on: date, now: datetime | None = None) -> PaymentList:
    """Every claim of the list takes its step. Raises NotAllowed, NotInOrder for a day before the list was made or to
    come, Overtaken, and what `advance` raises."""
    if why := may_not_pay(actor, payment_list):
        raise NotAllowed(why)
    if why := misdated(payment_list, paid_on, timezone.localdate(now)):
        raise NotInOrder(why)
    roles, unpaid = held(actor), PaymentList.objects.filter(pk=payment_list.pk, paid_on=None)
    if not unpaid.update(paid_on=paid_on, paid_by=actor):
        raise Overtaken(_("这张发放表已经登记过发放。"))
    for claim in Claim.objects.filter(rows__payment_list=payment_list).select_related("case"):
        doer = member(actor, claim.case, roles)
        advance(claim.case, "pay", doer=doer, data={"payment_date": paid_on.isoformat()}, now=now)
        claim.lines.filter(state=State.APPROVED).update(state=State.PAID)
        Claim.objects.filter(pk=claim.pk).update(paid_on=paid_on)
    note(actor, "subsidies_paid", payment_list, on=paid_on.isoformat())
    payment_list.refresh_from_db()
    return payment_list


@transaction.atomic
def claw_back(
    claim: Claim, lines: Iterable[int], *, actor: User, reason: str, now: datetime | None = None
) -> Decimal:
    """The amount to be paid back. The procedure knows one clawing back for each claim: all lines at once.

    Raises NotInOrder without lines or a reason, and what `advance` raises.
    """
    roles = held(actor)
    if not APPROVES & roles:
        raise NotAllowed(_("追回由案件经办人登记。"))
    claim = Claim.objects.select_related("case").get(pk=claim.pk)
    chosen = list(claim.lines.filter(pk__in=list(lines), state=State.PAID))
    if not chosen or not reason:
        raise NotInOrder(_("请选择要追回的明细，并写明查明的情况。"))
    amount = total(chosen)
    advance(
        claim.case,
        "claw_back",
        doer=member(actor, claim.case, roles),
        data={"clawback_amount": plain(amount)},
        confirmed=["false_case"],
        now=now,
    )
    keys = [line.pk for line in chosen]
    ClaimLine.objects.filter(pk__in=keys).update(state=State.CLAWED_BACK, refused_because=reason[:300])
    note(actor, "subsidies_clawed_back", claim, reason=reason, text=plain(amount))
    return amount


def _list(scheme: str, actor: User, now: datetime) -> PaymentList:
    year = timezone.localdate(now).year
    last = PaymentList.objects.filter(year=year).aggregate(last=Max("number"))["last"] or 0
    return PaymentList.objects.create(
        tenant=here(), year=year, number=last + 1, scheme=scheme, made_by=actor, made_at=now
    )


def _row(payment_list: PaymentList, claim: Claim) -> PaymentRow:
    lines = [line for line in claim.lines.all() if line.state == State.APPROVED]
    return PaymentRow(
        tenant_id=claim.tenant_id,
        payment_list=payment_list,
        claim=claim,
        claim_number=claim.case.number,
        name=claim.payee.name,
        bank=claim.payee.bank,
        account=claim.payee.account,
        count=len(lines),
        amount=total(lines),
        bases=list(dict.fromkeys(clause for line in lines for clause in line.clauses)),
    )
