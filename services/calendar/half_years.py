"""Half years: in them the centre counts what people said, and publishes (卫司发〔2020〕24号 R第二十条)."""

from dataclasses import dataclass
from datetime import date, timedelta

from django.utils.translation import gettext as _


@dataclass(frozen=True, order=True)
class HalfYear:
    since: date

    @property
    def until(self) -> date:
        """The last day."""
        return self.following.since - timedelta(days=1)

    @property
    def following(self) -> "HalfYear":
        year, half = self.since.year, 1 if self.since.month < 7 else 2
        return HalfYear(date(year, 7, 1) if half == 1 else date(year + 1, 1, 1))

    @property
    def before(self) -> "HalfYear":
        return half_year(self.since - timedelta(days=1))

    @property
    def code(self) -> str:
        return f"{self.since.year}H{1 if self.since.month < 7 else 2}"

    def __str__(self) -> str:
        words = {"year": self.since.year}
        return _("%(year)s年上半年") % words if self.since.month < 7 else _("%(year)s年下半年") % words


def half_year(day: date) -> HalfYear:
    return HalfYear(date(day.year, 1 if day.month < 7 else 7, 1))


def last_finished(today: date) -> HalfYear:
    return half_year(today).before


def read(code: str) -> HalfYear:
    """ValueError for what is no half year: 2026H1, 2026H2."""
    year, _letter, half = code.partition("H")
    if half not in ("1", "2") or not year.isdecimal() or len(year) != 4:
        raise ValueError(code)
    return HalfYear(date(int(year), 1 if half == "1" else 7, 1))


def asked(code: str) -> HalfYear | None:
    """What somebody typed into an address; None for what is no half year."""
    try:
        return read(code)
    except ValueError:
        return None


def latest(today: date, count: int) -> list[HalfYear]:
    """The running one first."""
    found = [half_year(today)]
    while len(found) < count:
        found.append(found[-1].before)
    return found
