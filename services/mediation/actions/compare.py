"""Sealed ranges: each side says once a round what it would accept; all learn only whether the two ranges meet.

Against feeling one's way to the other's figure: one range for each side and round, rounds are opened by a mediator
only, and there are `bargain.ROUNDS` of them. What was compared is deleted; figures are in no log and in no message.
"""

from decimal import Decimal

from django.db import IntegrityError, transaction
from django.db.models import F
from django.utils.translation import gettext as _

from services.mediation.actions.table import clause_of, party_of, settled, unfrozen
from services.mediation.actions.within import noted
from services.mediation.announce import changed
from services.mediation.bargain import ROUNDS, SIDES, Bounds, bounds, compare
from services.mediation.errors import RoomError
from services.mediation.models import Clause, SealedRange, Seat, Wording
from services.mediation.rules import Can

NONE = Clause.Outcome.NONE


@transaction.atomic
def new_round(pk: int, *, actor: Seat) -> None:
    """Also when only one side has answered: what it said is thrown away and may be said anew."""
    room, seat = unfrozen(actor, Can.LEAD)
    clause = _open_money(clause_of(room, pk))
    if not Clause.objects.filter(pk=clause.pk, round__lt=ROUNDS).update(round=F("round") + 1, outcome=NONE):
        raise RoomError(_("这一条已经比过%(count)d轮，不能再比了。") % {"count": ROUNDS})
    SealedRange.objects.filter(clause=clause).delete()
    noted(room, "round_opened", by=seat, clause=clause.pk, round=clause.round + 1)
    changed(room, "clauses")


@transaction.atomic
def seal_range(
    pk: int, round_: int, low: Decimal, high: Decimal, *, midpoint: bool = False, actor: Seat
) -> None:
    """From wherever the seat is: nobody sees it anyway."""
    room, seat = unfrozen(actor)
    party, clause = party_of(seat), _open_money(clause_of(room, pk))
    if clause.round == 0:
        raise RoomError(_("调解员还没有开始比较。"))
    if round_ != clause.round or clause.outcome != NONE:
        raise RoomError(_("这一轮已经结束。要再比，请调解员开始下一轮。"))
    _keep(clause, seat, party.side, bounds(low, high, midpoint))
    noted(room, "range_sealed", by=seat, clause=clause.pk, round=clause.round)
    _compare_when_both_are_in(clause)
    changed(room, "clauses", "paper")


def _open_money(clause: Clause) -> Clause:
    """Raises RoomError where there is nothing (left) to compare."""
    if clause.kind != Clause.Kind.MONEY:
        raise RoomError(_("只有金额条款可以这样比较。"))
    if settled(clause):
        raise RoomError(_("这一条双方都已同意，不用再比。"))
    return clause


def _keep(clause: Clause, seat: Seat, side: str, said: Bounds) -> None:
    """The first of a side who has the right speaks for it; the constraint decides who was first."""
    try:
        with transaction.atomic():
            SealedRange.objects.create(
                tenant_id=clause.tenant_id, clause=clause, round=clause.round, side=side, seat=seat,
                bounds={"low": said.low, "high": said.high}, midpoint=said.midpoint,
            )  # fmt: skip
    except IntegrityError:
        raise RoomError(_("您这一方这一轮已经密封提交，不能再改。填错了请告诉调解员。")) from None


def _compare_when_both_are_in(clause: Clause) -> None:
    given = list(SealedRange.objects.filter(clause=clause, round=clause.round))
    if len(given) < len(SIDES):
        return
    one, other = (Bounds(kept.bounds["low"], kept.bounds["high"], kept.midpoint) for kept in given)
    outcome, middle = compare(one, other)
    SealedRange.objects.filter(clause=clause).delete()
    Clause.objects.filter(pk=clause.pk).update(outcome=outcome)
    noted(clause.room, "ranges_compared", clause=clause.pk, round=clause.round, outcome=outcome)
    if middle is not None:
        _put_forward(clause, middle)


def _put_forward(clause: Clause, middle: Decimal) -> None:
    """By nobody, in the words that were there; both sides still have to agree to it."""
    words = Wording.objects.get(clause=clause, version=clause.version)
    Clause.objects.filter(pk=clause.pk).update(version=F("version") + 1)
    Wording.objects.create(
        tenant_id=clause.tenant_id, clause=clause, version=clause.version + 1, text=words.text, amount=middle
    )  # fmt: skip
