"""What each measure brought somebody, reckoned by the script that reckons the ranking."""

from collections.abc import Mapping
from dataclasses import dataclass
from fractions import Fraction

from services.ranking.formula import Formula, Measure
from services.ranking.recompute import VALUES


@dataclass(frozen=True)
class Part:
    """`points` of at most `most`; a deduction has none to win."""

    measure: Measure
    points: Fraction
    most: int


def parts(counts: Mapping[str, str], formula: Formula) -> list[Part]:
    return [
        Part(
            measure,
            VALUES[measure["kind"]](counts, measure)[0] * Fraction(measure["weight"]),
            0 if measure["kind"] == "deduction" else measure["weight"],
        )
        for measure in formula["measures"]
    ]


def behind(own: Mapping[str, str], above: Mapping[str, str], formula: Formula) -> list[str]:
    """The names of the measures that brought the other one more, the largest lead first; no figure of theirs."""
    pairs = zip(parts(own, formula), parts(above, formula), strict=True)
    leads = [(theirs.points - mine.points, mine.measure["name"]) for mine, theirs in pairs]
    return [name for lead, name in sorted(leads, key=lambda one: -one[0]) if lead > 0]
