"""Months, quarters and half years, by codes that sort: 2026-03, 2026-Q1, 2026-H1."""

import re
from dataclasses import dataclass
from datetime import date, timedelta

from django.utils.translation import gettext as _

_CODE = re.compile(r"^(\d{4})-(?:(\d{2})|Q([1-4])|H([12]))$")
MONTHS = {"month": 1, "quarter": 3, "half_year": 6}


@dataclass(frozen=True)
class Period:
    """Both days belong to it."""

    code: str
    first: date
    last: date

    def __str__(self) -> str:
        year, part = self.code[:4], self.code[5:]
        if part.startswith("Q"):
            return _("%(year)s年第%(part)s季度") % {"year": year, "part": part[1]}
        if part.startswith("H"):
            half = _("上半年") if part == "H1" else _("下半年")
            return _("%(year)s年%(half)s") % {"year": year, "half": half}
        return _("%(year)s年%(month)d月") % {"year": year, "month": int(part)}


def read(code: str) -> Period | None:
    found = _CODE.match(code)
    if found is None or not int(found[1]) >= 1:
        return None
    if found[2]:
        month = int(found[2])
        return _of(int(found[1]), month, "month") if 1 <= month <= 12 else None
    if found[3]:
        return _of(int(found[1]), 3 * int(found[3]) - 2, "quarter")
    return _of(int(found[1]), 6 * int(found[4]) - 5, "half_year")


def around(day: date, length: str) -> Period:
    """The period of this length that the day lies in."""
    months = MONTHS[length]
    return _of(day.year, (day.month - 1) // months * months + 1, length)


def before(period: Period) -> Period:
    return around(period.first - timedelta(days=1), _length(period))


def recent(day: date, length: str, count: int) -> list[Period]:
    """Those that are over or running, the newest first."""
    found = [around(day, length)]
    while len(found) < count:
        found.append(before(found[-1]))
    return found


def ended(day: date, length: str, count: int) -> list[Period]:
    """Those that are over, the newest first."""
    return recent(day, length, count + 1)[1:]


def _length(period: Period) -> str:
    part = period.code[5:]
    return {"Q": "quarter", "H": "half_year"}.get(part[0], "month")


def _of(year: int, month: int, length: str) -> Period:
    months = MONTHS[length]
    following = date(year + (month + months - 1) // 12, (month + months - 1) % 12 + 1, 1)
    part = {"month": f"{month:02}", "quarter": f"Q{(month + 2) // 3}", "half_year": f"H{(month + 5) // 6}"}
    return Period(f"{year:04}-{part[length]}", date(year, month, 1), following - timedelta(days=1))
