"""From readings to a result. Pure."""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal

PASSED, FAILED = "passed", "failed"
_TENTH = Decimal("0.1")


@dataclass(frozen=True)
class Read:
    """One reading that was sent in."""

    score: Decimal
    result: str
    grounds: tuple[str, ...] = ()


def result_of(score: Decimal, *, grounds: Sequence[str], unmet: bool, pass_mark: int) -> str:
    """Any disqualifying ground, or a basic requirement that is not met, fails a dossier whatever its score."""
    return FAILED if grounds or unmet or score < pass_mark else PASSED


def differ(first: Read, second: Read, difference: int) -> bool:
    return first.result != second.result or abs(first.score - second.score) > difference


def decide(reads: Sequence[Read], *, difference: int) -> Read | None:
    """`reads` in the order of their numbers. None while a third reader has to decide."""
    if len(reads) > 2:
        return reads[2]
    if len(reads) == 2 and differ(reads[0], reads[1], difference):
        return None
    mean = sum((one.score for one in reads), Decimal(0)) / len(reads)
    grounds = dict.fromkeys(ground for one in reads for ground in one.grounds)
    return Read(mean.quantize(_TENTH, ROUND_HALF_UP), reads[0].result, tuple(grounds))
