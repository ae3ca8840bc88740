"""Gathers what is to be paid for a period: a case of SUBSIDY_CLAIM for each payee, with its lines."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from django.db import IntegrityError, transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from services.calendar.periods import Period
from services.cases.actions.open_case import Opening, open_case
from services.cases.actors import Doer, member
from services.subsidies.actions.choose import choose
from services.subsidies.errors import NoRate, NotAllowed, NotInOrder, Overtaken
from services.subsidies.models import Claim, ClaimLine, Payee, Rate
from services.subsidies.queries.found import Found, Who
from services.subsidies.queries.propose import propose
from services.subsidies.queries.rates import Choice, choices, here, rise
from services.subsidies.rates import CLAIM
from services.subsidies.rules import COMPILES, held
from services.subsidies.schemes import Scheme
from tenants.journal import note
from tenants.models import User

COMPILED = "compiled"


def compile_claims(
    scheme: str, period: Period, *, actor: User, again: Iterable[int] = (), now: datetime | None = None
) -> list[Claim]:
    """The claims that got lines. Raises NotAllowed, NoRate where nobody has written what is paid, NotInOrder when
    there is nothing to claim, Overtaken when somebody compiled the same period meanwhile."""
    roles = held(actor)
    if not COMPILES & roles:
        raise NotAllowed(_("补贴由案件经办人汇总编制。"))
    offered = choices(scheme, period.last)
    if not offered:
        words = {"scheme": Scheme(scheme).label}
        raise NoRate(
            _("“%(scheme)s”的数额，文件没有写，由当地规定。请县级管理员先登记本县的标准和依据，再申报。")
            % words
        )
    work = _Work(
        scheme,
        period,
        actor,
        member(actor, None, roles),
        now or timezone.now(),
        offered,
        rise(scheme, period.last),
    )
    try:
        with transaction.atomic():
            made = _compile(work, again)
    except IntegrityError:
        raise Overtaken(_("刚刚有人汇编了同一期的补贴，请刷新后再看。")) from None
    if not made:
        raise NotInOrder(_("这一期没有可以申报的内容。"))
    return made


@dataclass(frozen=True)
class _Work:
    scheme: str
    period: Period
    actor: User
    doer: Doer
    now: datetime
    offered: list[Choice]
    higher: Rate | None


def _compile(work: _Work, again: Iterable[int]) -> list[Claim]:
    by_payee: dict[Who, list[Found]] = {}
    for one in propose(work.scheme, work.period, again).lines:
        by_payee.setdefault(one.who, []).append(one)
    made = [_claim(work, who, lines) for who, lines in by_payee.items()]
    if made:
        count = sum(map(len, by_payee.values()))
        register = str(Scheme(work.scheme).label)
        note(work.actor, "subsidies_compiled", here(), register=register, text=str(work.period), count=count)
    return made


def _claim(work: _Work, who: Who, lines: list[Found]) -> Claim:
    payee = _payee(who)
    standing = Claim.objects.filter(
        scheme=work.scheme,
        period=work.period.code,
        payee=payee,
        case__state=COMPILED,
        compiled_by=work.actor,
    ).first()
    claim = standing or open_claim(
        work.scheme, work.period.code, payee, actor=work.actor, doer=work.doer, now=work.now
    )
    ClaimLine.objects.bulk_create([_line(claim, one, work) for one in lines])
    return claim


def open_claim(
    scheme: str, period: str, payee: Payee, *, actor: User, doer: Doer, now: datetime, tier: str = ""
) -> Claim:
    label = str(Scheme(scheme).label)
    values = {"subsidy_scheme": scheme, "claim_month": period, "payee": {"name": payee.name}}
    title = f"{label} · {payee.name} · {period}"
    case = open_case(Opening(procedure=CLAIM, title=title, values=values), doer=doer, now=now).case
    return Claim.objects.create(
        tenant_id=case.tenant_id,
        case=case,
        scheme=scheme,
        payee=payee,
        period=period,
        tier=tier,
        compiled_by=actor,
        compiled_at=now,
    )


def _payee(who: Who) -> Payee:
    line = {f"{who.kind}_id": who.line} if who.line else {"lawyer": None, "mediator": None, "name": who.name}
    found, _made = Payee.objects.get_or_create(tenant=here(), **line, defaults={"name": who.name})
    return found


def _line(claim: Claim, one: Found, work: _Work) -> ClaimLine:
    """Where there is one class only, it is taken; where it is fixed, its amount too."""
    line = ClaimLine(
        tenant_id=claim.tenant_id,
        claim=claim,
        scheme=claim.scheme,
        payee=claim.payee,
        about=one.case,
        day=one.day,
        remote=one.remote,
        settled=one.settled,
        grounds=[[basis.document_number, basis.clause] for basis in one.bases],
    )
    if len(work.offered) == 1:
        choose(line, work.offered[0], work.higher)
    return line
