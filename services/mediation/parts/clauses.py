from collections.abc import Set
from decimal import Decimal
from typing import Any

from services.mediation.bargain import ROUNDS, SIDES, may_withdraw, speaks_for
from services.mediation.cards import Card, cards
from services.mediation.models import Clause, Room, SealedRange, Seat, Wording
from services.mediation.rules import Can, can, leads

# Earlier wordings shown of one clause.
LAST = 10


def seen(room: Room, seat: Seat) -> dict[str, Any]:
    """The same cards for everybody, with what this seat may do. Of sealed ranges only that they were given."""
    seats = list(Seat.objects.filter(room=room))
    party = speaks_for(seat)
    # The figures themselves are not even read.
    given = set(
        SealedRange.objects.filter(clause__room=room).values_list("clause_id", "round", "side")
    )  # fmt: skip
    standing = cards(room, seats)
    frozen = room.paper_id is not None
    joint = seat.place == Seat.Place.JOINT
    return {
        "frozen": frozen,
        "joint": joint,
        "all_agreed": bool(standing) and all(card.settled for card in standing),
        "can_propose": not frozen and joint and can(seat, Can.PROPOSE),
        "side": party.side if party else "",
        "rounds": ROUNDS,
        "cards": [
            {
                **_shown(card),
                "money": _money(card, given, party),
                "can": _can(card, seat, party, given, frozen),
            }
            for card in standing
        ],
    }


def _shown(card: Card) -> dict[str, Any]:
    clause = card.clause
    return {
        "id": clause.pk,
        "position": clause.position,
        "kind": clause.kind,
        "title": clause.title,
        "settled": card.settled,
        "sides": {
            side: {"agreed": told.agreed, "missing": list(told.missing)} for side, told in card.sides.items()
        },
        **_worded(card.newest),
        "history": [_worded(one) for one in card.wordings[-LAST - 1 : -1]],
    }


def _worded(wording: Wording) -> dict[str, Any]:
    return {
        "version": wording.version,
        "text": wording.text,
        "amount": _yuan(wording.amount),
        "by": _author(wording.seat),
        "at": wording.at.isoformat(),
    }


def _author(seat: Seat | None) -> dict[str, Any] | None:
    """None: the middle of two ranges, which nobody proposed."""
    if seat is None:
        return None
    stands_as = seat.get_side_display() if seat.side else seat.get_role_display()
    return {"seat": seat.pk, "name": seat.name, "side": seat.side, "as": str(stands_as)}


def _yuan(amount: Decimal | None) -> str | None:
    return None if amount is None else f"{amount:.2f}".removesuffix(".00")


def _money(card: Card, given: Set[tuple[int, int, str]], party: Seat | None) -> dict[str, Any] | None:
    clause = card.clause
    if clause.kind != Clause.Kind.MONEY:
        return None
    submitted = {side: (clause.pk, clause.round, side) in given for side in SIDES}
    return {
        "round": clause.round,
        "left": ROUNDS - clause.round,
        "outcome": clause.outcome,
        "submitted": submitted,
        "own": submitted[party.side] if party else None,
        "midpoint": card.newest.seat_id is None,
    }


def _can(
    card: Card, seat: Seat, party: Seat | None, given: Set[tuple[int, int, str]], frozen: bool
) -> list[str]:
    if frozen:
        return []
    return [
        *(_in_the_joint_room(card, seat, party) if seat.place == Seat.Place.JOINT else []),
        *_compares(card, seat, party, given),
    ]


def _in_the_joint_room(card: Card, seat: Seat, party: Seat | None) -> list[str]:
    allowed = []
    if party is not None and party.pk in card.agreed:
        allowed.append("take_back")
    elif party is not None and not (card.clause.kind == Clause.Kind.MONEY and card.newest.amount is None):
        allowed.append("agree")
    if can(seat, Can.PROPOSE):
        allowed.append("counter")
    if may_withdraw(seat, {one.seat_id for one in card.wordings}):
        allowed.append("withdraw")
    return allowed


def _compares(card: Card, seat: Seat, party: Seat | None, given: Set[tuple[int, int, str]]) -> list[str]:
    clause = card.clause
    if clause.kind != Clause.Kind.MONEY or card.settled:
        return []
    allowed = []
    running = clause.round > 0 and clause.outcome == Clause.Outcome.NONE
    if running and party is not None and (clause.pk, clause.round, party.side) not in given:
        allowed.append("range")
    if leads(seat) and clause.round < ROUNDS:
        allowed.append("new_round")
    return allowed
