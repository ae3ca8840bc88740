"""How an agreement is bargained for, clause by clause: when a card is green, and what two sealed ranges give.

Decided on what is given; nothing is read.
"""

from collections.abc import Iterable, Set
from dataclasses import dataclass, field
from decimal import Decimal
from typing import NamedTuple

from django.utils.translation import gettext as _

from services.mediation.errors import RoomError
from services.mediation.models import Clause, Seat
from services.mediation.rules import Can, can, leads

Outcome, Role, Side = Clause.Outcome, Seat.Role, Seat.Side
SIDES = (Side.A, Side.B)

# Tries of one clause with sealed ranges. Each tells a little about the other side, so there are few of them.
ROUNDS = 3


class Standing(NamedTuple):
    """How far a side is with a wording, and whose yes is still missing."""

    agreed: bool
    missing: tuple[str, ...]


def standing(seats: Iterable[Seat], side: str, agreed: Set[int]) -> Standing:
    """Every party of the side has to agree, also one that is not in the room now."""
    parties = [seat for seat in seats if seat.role == Role.PARTY and seat.side == side]
    missing = tuple(seat.name for seat in parties if seat.pk not in agreed)
    return Standing(bool(parties) and not missing, missing)


def speaks_for(seat: Seat) -> Seat | None:
    """The party whose yes this seat gives: its own, or that of the party an agent has special authority from."""
    if not can(seat, Can.AGREE):
        return None
    party = seat if seat.role == Role.PARTY else seat.acts_for
    return party if party is not None and party.side in SIDES else None


def may_withdraw(seat: Seat, authors: Set[int | None]) -> bool:
    """Mediators; and whoever proposed a clause as long as nobody else has worded it."""
    return leads(seat) or (can(seat, Can.PROPOSE) and authors == {seat.pk})


@dataclass(frozen=True)
class Bounds:
    """What a side would accept, in whole yuan. Its figures appear in no text made of it."""

    low: int = field(repr=False)
    high: int = field(repr=False)
    midpoint: bool = field(repr=False)


def bounds(low: Decimal, high: Decimal, midpoint: bool) -> Bounds:
    """Raises RoomError, without the figures."""
    if low != int(low) or high != int(high):
        raise RoomError(_("请填整数，以元为单位。"))
    if low > high:
        raise RoomError(_("最低的数不能比最高的数大。"))
    return Bounds(int(low), int(high), midpoint)


def compare(one: Bounds, other: Bounds) -> tuple[Outcome, Decimal | None]:
    """Whether two ranges meet; the middle of what they share, without the odd half yuan, only if both allow it."""
    low, high = max(one.low, other.low), min(one.high, other.high)
    if low > high:
        return Outcome.APART, None
    if not (one.midpoint and other.midpoint):
        return Outcome.OVERLAP, None
    return Outcome.OVERLAP, Decimal((low + high) // 2)
