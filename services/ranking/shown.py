"""An edition as it is shown: its lines with their measures in words. Asks one question about profiles, no others."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal

from django.urls import reverse
from django.utils.translation import gettext as _

from services.ranking.formula import WHOLE, Formula, Measure
from services.ranking.models import Edition, Entry
from services.ranking.points import Part, parts
from services.ranking.registers import KINDS, listed
from services.ranking.words import Change, amount_of, change, why_unranked

# Of fewer an interval would cover nearly everything.
FEW = 5
PROFILES = {
    "lawyer": "directory:lawyer", "mediator": "directory:mediator", "organisation": "directory:organisation",
}  # fmt: skip


@dataclass(frozen=True)
class Value:
    """One measure of one person. `low` and `high` are the ends of the interval, as ranking.csv has them.

    `said` is the value with its unit, `amount` from how many it comes; `points` is what it brought, of how many.
    """

    code: str
    name: str
    kind: str
    value: str
    low: str
    high: str
    sign: str
    said: str
    of: str
    amount: str
    points: str

    @property
    def between(self) -> str:
        """Ends of the interval in whole numbers: with few cases more would be false precision, and with fewer still
        the ends themselves say nothing."""
        if not self.low:
            return ""
        if float(self.of) < FEW:
            return _("数量太少，说明不了差别")
        ends = {"low": _whole(self.low), "high": _whole(self.high), "sign": self.sign}
        return _("多半在%(low)s%(sign)s到%(high)s%(sign)s之间") % ends


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
    return tuple(_value(part, row, counts) for part in parts(counts, formula))


def _value(part: Part, row: Mapping[str, str], counts: Mapping[str, str]) -> Value:
    measure = part.measure
    code, kind = measure["code"], measure["kind"]
    share, average = kind == "share", measure.get("full", 1) == WHOLE
    of, value = counts.get(measure["of"], "0") if share else "", row.get(code, "")
    return Value(
        code=code,
        name=measure["name"],
        kind=kind,
        value=value,
        low=row.get(f"{code}_low", ""),
        high=row.get(f"{code}_high", ""),
        sign="%" if share and not average else "",
        said=_said(measure, value, average=average),
        of=of,
        amount=amount_of(measure["of"], of) if share else "",
        points=_("%(points)s 分") % {"points": part.shown} if part.most or part.points else "",
    )


def _said(measure: Measure, value: str, *, average: bool) -> str:
    if measure["kind"] != "share":
        return amount_of(measure["count"], value)
    return amount_of(measure["good"], value) if average else f"{value}%"


def _whole(number: str) -> str:
    return str(Decimal(number).quantize(Decimal(1), ROUND_HALF_UP))
