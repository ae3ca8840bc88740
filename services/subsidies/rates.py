"""What the documents say is paid, read from the procedure. Asks no database."""

from collections.abc import Iterator
from dataclasses import dataclass

from services.procedures.spec import Procedure, Subsidy
from services.procedures.terms import Basis
from services.subsidies.schemes import NO_TIER, OFFICIALS, PAID_TO, TIERS

CLAIM = "SUBSIDY_CLAIM"
_CYCLE = "cycle"


@dataclass(frozen=True)
class Offer:
    """One class of a scheme: whole yuan from `least` to `most` for each `per`; both the same where it is no range.

    None where no document writes an amount, or where the document holds in another place (`elsewhere`): then the
    county has to say what it pays.
    """

    code: str
    scheme: str
    name: str
    least: int | None
    most: int | None
    per: str
    tier: str
    bases: tuple[Basis, ...]
    note: str = ""
    elsewhere: str = ""

    @property
    def is_open(self) -> bool:
        return self.least is None or self.most is None

    @property
    def ranges(self) -> bool:
        return self.least != self.most


def offers(procedure: Procedure, division: str) -> tuple[Offer, ...]:
    """In the order the procedure declares them; `division` is the county's own code."""
    foreign = _foreign(procedure, division)
    return tuple(
        _offer(procedure, one, scheme, foreign)
        for one in procedure.subsidies
        if one.number != OFFICIALS and (scheme := _scheme(one))
    )


def officials_barred(procedure: Procedure, division: str) -> tuple[Basis, ...]:
    """The clauses under which officials get nothing for petition cases; none where that document does not hold."""
    foreign = _foreign(procedure, division)
    number = procedure.numbers.get(OFFICIALS)
    return tuple(basis for basis in number.basis if basis.document_number not in foreign) if number else ()


def cycle(procedure: Procedure, scheme: str) -> tuple[str, tuple[Basis, ...]]:
    """How often it is claimed, month or quarter; without a clause where no document writes it."""
    clock = procedure.by_clock.get(_CYCLE)
    number = procedure.numbers.get(clock.number_by.get(scheme, "")) if clock else None
    return (number.per, number.basis) if number and number.per in ("month", "quarter") else ("month", ())


def paid_for(procedure: Procedure) -> tuple[Basis, ...]:
    """Why the work of this procedure is paid at all."""
    return tuple(dict.fromkeys(basis for one in procedure.subsidies for basis in one.basis))


def _scheme(one: Subsidy) -> str:
    if one.number in TIERS:
        return TIERS[one.number][0]
    return next((PAID_TO[role] for role in one.to if role in PAID_TO), "")


def _offer(procedure: Procedure, one: Subsidy, scheme: str, foreign: dict[str, str]) -> Offer:
    number = procedure.numbers.get(one.number)
    bases = (number.basis if number else ()) or one.basis
    elsewhere = next(
        (foreign[basis.document_number] for basis in bases if basis.document_number in foreign), ""
    )
    least, most = (
        (None, None) if number is None or elsewhere else _span(number.amount, number.least, number.most)
    )
    tier = TIERS.get(one.number, ("", NO_TIER))[1]
    per = number.per if number else ""
    return Offer(one.number or scheme, scheme, one.name, least, most, per, tier, bases, one.note, elsewhere)


def _span(amount: int | None, least: int | None, most: int | None) -> tuple[int | None, int | None]:
    return (amount, amount) if amount is not None else (least, most)


def _foreign(procedure: Procedure, division: str) -> dict[str, str]:
    """Documents of a variant whose territory the county does not lie in, with the name of that place."""
    return dict(_of_variants(procedure, division))


def _of_variants(procedure: Procedure, division: str) -> Iterator[tuple[str, str]]:
    for variant in procedure.variants:
        if not division.startswith(variant.territories):
            yield from ((basis.document_number, variant.name) for basis in variant.basis)
