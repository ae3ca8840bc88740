"""Checks a claim: approves it, sends it back, or refuses it. Never by whoever compiled it, never by the payee."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from services.cases.actions.advance import advance
from services.cases.actors import Doer, member
from services.subsidies import beneath
from services.subsidies.actions.submit import total
from services.subsidies.errors import NotAllowed, NotInOrder
from services.subsidies.models import Claim, ClaimLine
from services.subsidies.rules import fault, held, may_not_approve, plain
from services.subsidies.schemes import Scheme
from tenants.models import User

State = ClaimLine.State


@dataclass(frozen=True)
class Payer:
    """Who bears a petition case: `who` is unit or finance, with the unit, or the reason (unclear, stopped)."""

    who: str = ""
    unit: str = ""
    reason: str = ""


@transaction.atomic
def approve(
    claim: Claim,
    *,
    actor: User,
    compliant: bool,
    payer: Payer = Payer(),
    now: datetime | None = None,
) -> Claim:
    """`compliant`: the files were judged to be in order. The amounts are those of the lines that are not refused."""
    claim, doer = _held(claim, actor)
    lines = list(claim.lines.select_related("about").filter(state=State.CLAIMED))
    wrong = {line.pk: why for line in lines if (why := fault(line))} | _doubted(lines)
    if wrong or not lines:
        said = (
            _("有的明细还不能核定，请看各行的说明。") if wrong else _("没有一行可以核定，请改为“不予补贴”。")
        )
        raise NotInOrder(said, wrong)
    advance(
        claim.case,
        "approve",
        doer=doer,
        data=_told(claim, lines, payer),
        confirmed=["dossier_compliant"] if compliant else [],
        now=now,
    )
    claim.lines.filter(state=State.CLAIMED).update(state=State.APPROVED)
    Claim.objects.filter(pk=claim.pk).update(approved_by=actor)
    return claim


@transaction.atomic
def send_back(claim: Claim, *, actor: User, items: str, now: datetime | None = None) -> Claim:
    claim, doer = _held(claim, actor)
    advance(
        claim.case,
        "return",
        doer=doer,
        data={"rectify_items": items},
        confirmed=["materials_incomplete"],
        now=now,
    )
    return claim


@transaction.atomic
def refuse(
    claim: Claim, *, actor: User, reason: str, false: bool = False, now: datetime | None = None
) -> Claim:
    """The whole of it. `false`: it was found to be invented, or not settled; officials in petition cases need no
    such finding."""
    claim, doer = _held(claim, actor)
    data: dict[str, Any] = {"reject_reason": reason}
    step = "reject"
    if claim.scheme == Scheme.PETITION and claim.payee.is_official:
        step, data = "reject_official", data | {"payee_is_official": "yes"}
    advance(claim.case, step, doer=doer, data=data, confirmed=["false_case"] if false else [], now=now)
    claim.lines.filter(state=State.CLAIMED).update(state=State.REFUSED, refused_because=reason[:300])
    Claim.objects.filter(pk=claim.pk).update(approved_by=actor)
    return claim


def _held(claim: Claim, actor: User) -> tuple[Claim, Doer]:
    claim = Claim.objects.select_related("case", "payee__lawyer", "payee__mediator").get(pk=claim.pk)
    why = may_not_approve(actor, claim)
    if why:
        raise NotAllowed(why)
    return claim, member(actor, claim.case, held(actor))


def _doubted(lines: list[ClaimLine]) -> Mapping[int, str]:
    """Findings that nobody has cleared forbid nothing; whoever approves nevertheless says why."""
    found = beneath.open_about([line.about_id for line in lines if line.about_id])
    said = _("这件案件有还没有核销的异常线索，仍然核定的，写明理由。")
    return {line.pk: said for line in lines if found.get(line.about_id or 0) and not line.despite}


def _told(claim: Claim, lines: list[ClaimLine], payer: Payer) -> dict[str, Any]:
    data: dict[str, Any] = {
        "payee_is_official": "yes" if claim.payee.is_official else "no",
        "approved_amount": plain(total(lines)),
    }
    if claim.scheme != Scheme.PETITION:
        return data
    if lines[0].settled is not None:
        data["settled_by_mediation"] = "yes" if lines[0].settled else "no"
    if payer.who:
        data["payer"] = payer.who
    if payer.unit:
        data["payer_unit"] = {"name": payer.unit}
    if payer.reason:
        data["payer_reason"] = payer.reason
    return data
