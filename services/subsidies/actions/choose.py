"""Puts a class on a line as it is today: what changes later changes no claim."""

from decimal import ROUND_HALF_UP, Decimal

from services.procedures.terms import Basis
from services.subsidies.models import ClaimLine, Rate
from services.subsidies.queries.rates import Choice, basis_of

FEN = Decimal("0.01")


def choose(line: ClaimLine, choice: Choice, higher: Rate | None) -> None:
    """Saves nothing. A fixed class brings its amount."""
    bases: tuple[Basis, ...] = choice.bases
    line.rate, line.rate_name, line.tier, line.percent = choice.code, choice.name, choice.tier, None
    line.least, line.most = choice.least, choice.most
    if line.remote and higher is not None and higher.percent:
        line.percent = higher.percent
        line.least, line.most = _raised(choice.least, higher.percent), _raised(choice.most, higher.percent)
        bases = (*bases, basis_of(higher))
    line.bases = [[one.document_number, one.clause] for one in bases]
    if not choice.ranges:
        line.amount = line.least


def _raised(amount: Decimal, percent: int) -> Decimal:
    return (amount * (100 + percent) / 100).quantize(FEN, ROUND_HALF_UP)
