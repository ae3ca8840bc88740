"""The clauses of a room as they stand now."""

from dataclasses import dataclass
from decimal import Decimal
from typing import NamedTuple

from django.db.models import Prefetch

from services.mediation.bargain import SIDES, Standing, standing
from services.mediation.models import Clause, Room, Seat, Wording


class Term(NamedTuple):
    title: str
    text: str
    amount: Decimal | None


@dataclass(frozen=True)
class Card:
    """`wordings`: the newest one last. `agreed`: parties that agree to the newest. `sides`: by "a" and "b"."""

    clause: Clause
    wordings: tuple[Wording, ...]
    agreed: frozenset[int]
    sides: dict[str, Standing]

    @property
    def newest(self) -> Wording:
        return self.wordings[-1]

    @property
    def settled(self) -> bool:
        return all(side.agreed for side in self.sides.values())


def cards(room: Room, seats: list[Seat] | None = None) -> list[Card]:
    """Those that were not withdrawn, in order."""
    seats = list(Seat.objects.filter(room=room)) if seats is None else seats
    wordings = Wording.objects.select_related("seat").prefetch_related("consents").order_by("version")
    clauses = Clause.objects.filter(room=room, withdrawn_at=None).order_by("position", "pk")
    return [_card(clause, seats) for clause in clauses.prefetch_related(Prefetch("wordings", wordings))]


def _card(clause: Clause, seats: list[Seat]) -> Card:
    wordings = tuple(clause.wordings.all())
    agreed = frozenset(consent.seat_id for consent in wordings[-1].consents.all())
    return Card(clause, wordings, agreed, {side: standing(seats, side, agreed) for side in SIDES})


def all_agreed(room: Room) -> bool:
    """Whether there is something to agree to, and everybody agrees to all of it."""
    standing_now = cards(room)
    return bool(standing_now) and all(card.settled for card in standing_now)


def agreed_terms(room: Room) -> list[Term]:
    """What the agreement says, in order; nothing as long as anything is open."""
    standing_now = cards(room)
    if not all(card.settled for card in standing_now):
        return []
    return [Term(card.clause.title, card.newest.text, card.newest.amount) for card in standing_now]
