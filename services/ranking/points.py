"""What each measure brought somebody, reckoned by the script that reckons the ranking."""

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal
from fractions import Fraction

from django.utils.translation import gettext as _

from services.ranking.formula import Formula, Measure, weighing
from services.ranking.recompute import VALUES


@dataclass(frozen=True)
class Part:
    """`points` of at most `most`; a deduction has none to win. `said` is what ranking.csv has for it."""

    measure: Measure
    points: Fraction
    most: int
    said: str

    @property
    def shown(self) -> str:
        """27.7 / 30, or what is taken off: −5.0; as exact as they can be compared at a glance."""
        number = Decimal(self.points.numerator) / Decimal(self.points.denominator)
        rounded = f"{number.quantize(Decimal('0.1'), ROUND_HALF_UP):f}".replace("-", "−")
        return f"{rounded} / {self.most}" if self.most else rounded


def parts(counts: Mapping[str, str], formula: Formula) -> list[Part]:
    return [_part(measure, counts) for measure in weighing(formula)]


def _part(measure: Measure, counts: Mapping[str, str]) -> Part:
    value, said = VALUES[measure["kind"]](counts, measure)
    most = 0 if measure["kind"] == "deduction" else measure["weight"]
    return Part(measure, value * Fraction(measure["weight"]), most, said[0])


def behind(own: Mapping[str, str], above: Mapping[str, str], formula: Formula) -> list[str]:
    """The names of the measures that brought the other one more, the largest lead first; no figure of theirs.

    The same share of more cases brings more, because of those that everybody starts with: that is said beside it.
    """
    pairs = zip(parts(own, formula), parts(above, formula), strict=True)
    leads = [(theirs.points - mine.points, _named(mine, theirs)) for mine, theirs in pairs]
    return [name for lead, name in sorted(leads, key=lambda one: -one[0]) if lead > 0]


def _named(mine: Part, theirs: Part) -> str:
    name = mine.measure["name"]
    return _("%(name)s（数值一样，件数不同）") % {"name": name} if mine.said == theirs.said else name
