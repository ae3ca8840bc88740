"""Hands a claim in. What is not of one tier becomes claims of its own, because the procedure checks one tier each."""

from collections.abc import Iterable
from datetime import datetime
from decimal import Decimal
from typing import Any

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from services.cases.actions.advance import advance
from services.cases.actors import member
from services.subsidies.actions.compile_claims import COMPILED, open_claim
from services.subsidies.actions.set_lines import RETURNED
from services.subsidies.errors import NotAllowed, NotInOrder
from services.subsidies.models import Claim, ClaimLine
from services.subsidies.rules import COMPILES, fault, held, plain
from services.subsidies.schemes import KINDS, NO_TIER
from tenants.models import User

State = ClaimLine.State


@transaction.atomic
def submit(claim: Claim, *, actor: User, now: datetime | None = None) -> list[Claim]:
    """The claims it became. Raises NotAllowed, NotInOrder what is wrong with each line, and what `advance` raises."""
    now, roles = now or timezone.now(), held(actor)
    if not COMPILES & roles:
        raise NotAllowed(_("补贴由案件经办人申报。"))
    claim = Claim.objects.select_related("case", "payee").get(pk=claim.pk)
    lines = list(claim.lines.select_related("about").filter(state=State.CLAIMED))
    wrong = {line.pk: why for line in lines if (why := fault(line))}
    if wrong or not lines:
        raise NotInOrder(
            _("有的明细还不能申报，请看各行的说明。") if wrong else _("没有可以申报的明细。"), wrong
        )
    if claim.case.state == RETURNED:
        advance(
            claim.case,
            "resubmit",
            doer=member(actor, claim.case, roles),
            confirmed=["materials_complete"],
            now=now,
        )
        return _fresh([claim])
    if claim.case.state != COMPILED:
        raise NotAllowed(_("这份申报已经办到别的环节。"))
    parts = _parts(claim, lines)
    claims = [claim]
    for part in parts[1:]:
        claims.append(_apart(claim, part, actor, roles, now))
    for one, part in zip(claims, parts, strict=True):
        Claim.objects.filter(pk=one.pk).update(tier=part[0].tier)
        doer = member(actor, one.case, roles)
        advance(one.case, "submit", doer=doer, data=told(one, part), now=now)
    return _fresh(claims)


def told(claim: Claim, lines: list[ClaimLine]) -> dict[str, Any]:
    """What the procedure asks about lines of one tier."""
    tier = lines[0].tier or NO_TIER
    reasons = "；".join(dict.fromkeys(line.reason for line in lines if line.reason))
    data: dict[str, Any] = {
        "subsidy_scheme": claim.scheme,
        "claim_month": claim.period,
        "claim_items": [{"case": str(line), "amount": plain(line.amount or Decimal(0))} for line in lines],
        "claim_amount": plain(total(lines)),
        "payee": {"name": claim.payee.name},
        "pay_tier": tier,
    }
    if tier.startswith("arb_"):
        odd = next((line.amount for line in lines if line.amount != line.least), lines[0].amount)
        data |= {"case_rate": plain(odd or Decimal(0)), "pay_tier_reason": reasons}
    if claim.payee.account:
        data["payee_account"] = claim.payee.account
    return data


def _fresh(claims: list[Claim]) -> list[Claim]:
    return list(Claim.objects.filter(pk__in=[one.pk for one in claims]).select_related("case").order_by("pk"))


def total(lines: Iterable[ClaimLine]) -> Decimal:
    return sum((line.amount or Decimal(0) for line in lines), Decimal(0))


def _parts(claim: Claim, lines: list[ClaimLine]) -> list[list[ClaimLine]]:
    if KINDS[claim.scheme].apart:
        return [[line] for line in lines]
    found: dict[str, list[ClaimLine]] = {}
    for line in lines:
        found.setdefault(line.tier, []).append(line)
    return list(found.values())


def _apart(claim: Claim, lines: list[ClaimLine], actor: User, roles: frozenset[str], now: datetime) -> Claim:
    made = open_claim(
        claim.scheme,
        claim.period,
        claim.payee,
        actor=claim.compiled_by,
        doer=member(actor, None, roles),
        now=now,
        tier=lines[0].tier,
    )
    ClaimLine.objects.filter(pk__in=[line.pk for line in lines]).update(claim=made)
    return made
