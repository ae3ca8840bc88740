"""The class, the amount and the reason of lines: by whoever compiles, later by whoever approves."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from django.db import transaction
from django.utils.translation import gettext as _

from services.calendar import periods
from services.subsidies.actions.choose import choose
from services.subsidies.errors import NotAllowed, NotInOrder
from services.subsidies.models import Claim, ClaimLine, Rate
from services.subsidies.queries.rates import Choice, choices, rise
from services.subsidies.rules import COMPILES, held, may_not_approve, needs_no_reason, out_of_range
from tenants.journal import note
from tenants.models import User

State = ClaimLine.State
COMPILED, RETURNED, SUBMITTED = "compiled", "returned", "submitted"


@dataclass(frozen=True)
class Typed:
    """What was typed for a line. `refused`: why it is not paid; while it is compiled, the line is dropped then."""

    rate: str = ""
    amount: Decimal | None = None
    reason: str = ""
    settled: bool | None = None
    despite: str = ""
    refused: str = ""


@transaction.atomic
def set_lines(claim: Claim, typed: Mapping[int, Typed], *, actor: User) -> list[ClaimLine]:
    """By key of the line; the lines as they stand now. Says nothing of what is still missing: the step asks.

    Raises NotAllowed; NotInOrder for a class that is not offered and for amounts outside their class: then nothing of
    it is kept.
    """
    claim = Claim.objects.select_related("case", "payee__lawyer", "payee__mediator").get(pk=claim.pk)
    _may(claim, actor)
    last = _last_day(claim)
    offered = {one.code: one for one in choices(claim.scheme, last)}
    higher = rise(claim.scheme, last)
    lines = list(claim.lines.select_related("about").filter(state=State.CLAIMED))
    changed: list[str] = []
    wrong: dict[int, str] = {}
    for line in lines:
        said = typed.get(line.pk)
        if said is None:
            continue
        before = (line.rate, line.amount, line.reason)
        if claim.case.state != RETURNED and not said.refused:
            _choose(line, said, offered, higher)
        _say(claim, line, said)
        if why := "" if said.refused else out_of_range(line):
            wrong[line.pk] = why
        if (line.rate, line.amount, line.reason) != before:
            changed.append(str(line))
        line.save()
    if wrong:
        raise NotInOrder(_("有的内容没有填对，请看各行的说明。"), wrong)
    _drop(claim, [line for line in lines if (said := typed.get(line.pk)) and said.refused])
    if changed:
        note(actor, "subsidies_set", claim, changed=changed)
    return list(claim.lines.select_related("about"))


def _may(claim: Claim, actor: User) -> None:
    state = claim.case.state
    if state == SUBMITTED:
        why = may_not_approve(actor, claim)
        if why:
            raise NotAllowed(why)
    elif state not in (COMPILED, RETURNED) or not COMPILES & held(actor):
        raise NotAllowed(_("这份申报现在不能修改。"))


def _choose(line: ClaimLine, said: Typed, offered: Mapping[str, Choice], higher: Rate | None) -> None:
    """The amount of the class before, typed by nobody, does not outlive it."""
    before, chosen = line.amount, None
    if said.rate and said.rate != line.rate:
        if said.rate not in offered:
            raise NotInOrder(_("没有这个补贴档次。"), {line.pk: _("没有这个补贴档次。")})
        chosen = offered[said.rate]
        choose(line, chosen, higher)
    stale = chosen is not None and not chosen.ranges and said.amount == before
    if said.amount is not None and not stale:
        line.amount = said.amount


def _say(claim: Claim, line: ClaimLine, said: Typed) -> None:
    line.reason, line.despite = "" if needs_no_reason(line) else said.reason, said.despite
    if said.settled is not None:
        line.settled = said.settled
    if said.refused and claim.case.state != COMPILED:
        line.state, line.refused_because = State.REFUSED, said.refused


def _drop(claim: Claim, lines: list[ClaimLine]) -> None:
    """What was only proposed leaves no trace but the journal's; a later compilation proposes it again."""
    if claim.case.state == COMPILED:
        ClaimLine.objects.filter(pk__in=[line.pk for line in lines]).delete()


def _last_day(claim: Claim) -> date:
    period = periods.read(claim.period)
    if period is None:
        raise NotInOrder(_("申报期间不对。"))
    return period.last
