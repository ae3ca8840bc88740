"""Half-years: in them the centre counts what people said (卫司发〔2020〕24号 R第二十条)."""

import re
from dataclasses import dataclass
from datetime import date

from django.utils.translation import gettext as _

_WRITTEN = re.compile(r"^(20\d\d)H([12])$")


@dataclass(frozen=True, order=True)
class HalfYear:
    year: int
    half: int

    def __str__(self) -> str:
        return f"{self.year}H{self.half}"

    @property
    def since(self) -> date:
        return date(self.year, 1 if self.half == 1 else 7, 1)

    @property
    def until(self) -> date:
        return date(self.year, 6, 30) if self.half == 1 else date(self.year, 12, 31)

    @property
    def before(self) -> "HalfYear":
        return HalfYear(self.year, 1) if self.half == 2 else HalfYear(self.year - 1, 2)

    @property
    def words(self) -> str:
        year = {"year": self.year}
        return _("%(year)d年上半年") % year if self.half == 1 else _("%(year)d年下半年") % year


def of(day: date) -> HalfYear:
    return HalfYear(day.year, 1 if day.month <= 6 else 2)


def last_finished(today: date) -> HalfYear:
    return of(today).before


def read(written: str) -> HalfYear | None:
    """From `2026H1`; None for anything else."""
    found = _WRITTEN.match(written)
    return HalfYear(int(found[1]), int(found[2])) if found else None


def latest(today: date, count: int) -> list[HalfYear]:
    """The running one first."""
    found = [of(today)]
    while len(found) < count:
        found.append(found[-1].before)
    return found
