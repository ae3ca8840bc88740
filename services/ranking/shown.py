"""An edition as it is shown: its lines with their measures in words. Asks one question about profiles, no others."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal

from django.urls import reverse
from django.utils.translation import gettext as _

from services.ranking.formula import WHOLE, Formula, Measure
from services.ranking.models import Edition, Entry
from services.ranking.registers import KINDS, listed
from services.ranking.words import COUNTS, Change, change, why_unranked

PROFILES = {
    "lawyer": "directory:lawyer", "mediator": "directory:mediator", "organisation": "directory:organisation",
}  # fmt: skip


@dataclass(frozen=True)
class Value:
    """One measure of one person. `low` and `high` are the ends of the interval, as ranking.csv has them.

    `sign` stands behind figures: % of a share, 分 of an average; `of` with its unit says from how many it comes.
    """

    code: str
    name: str
    kind: str
    value: str
    low: str
    high: str
    sign: str
    of: str
    unit: str

    @property
    def between(self) -> str:
        """Ends of the interval in whole numbers: with few cases more would be false precision."""
        if not self.low:
            return ""
        ends = {"low": _whole(self.low), "high": _whole(self.high), "sign": self.sign}
        return _("多半在%(low)s%(sign)s到%(high)s%(sign)s之间") % ends

    @property
    def amount(self) -> str:
        return f"{self.of}{self.unit}"


@dataclass(frozen=True)
class Line:
    entry: Entry
    url: str
    change: Change | None
    values: tuple[Value, ...]
    why: str


def lines(edition: Edition, entries: Iterable[Entry]) -> list[Line]:
    rows, kind = list(entries), KINDS[edition.board]
    keys = [key for row in rows if (key := getattr(row, f"{kind}_id"))]
    public = listed(kind, keys)
    return [_line(edition, row, kind, public) for row in rows]


def _line(edition: Edition, row: Entry, kind: str, public: frozenset[int]) -> Line:
    key, formula = getattr(row, f"{kind}_id"), edition.formula
    url = reverse(PROFILES[kind], args=[key]) if key in public else ""
    if row.rank is None:
        return Line(row, url, None, (), why_unranked(row.counts, formula))
    changed = change(row.rank, row.rank_before) if edition.before_id else None
    return Line(row, url, changed, values(row.row, row.counts, formula), "")


def values(row: Mapping[str, str], counts: Mapping[str, str], formula: Formula) -> tuple[Value, ...]:
    return tuple(_value(measure, row, counts) for measure in formula["measures"])


def _value(measure: Measure, row: Mapping[str, str], counts: Mapping[str, str]) -> Value:
    code, kind = measure["code"], measure["kind"]
    share = kind == "share"
    count = measure["of"] if share else measure["count"]
    return Value(
        code=code,
        name=measure["name"],
        kind=kind,
        value=row.get(code, ""),
        low=row.get(f"{code}_low", ""),
        high=row.get(f"{code}_high", ""),
        sign="" if not share else _("分") if measure.get("full", 1) == WHOLE else "%",
        of=counts.get(count, "") if share else "",
        unit=str(COUNTS[count][1]),
    )


def _whole(number: str) -> str:
    return str(Decimal(number).quantize(Decimal(1), ROUND_HALF_UP))
