"""Adds spans of time to days, as Chinese law counts them (民法典 arts. 201–203).

The day something starts is not counted. A month ends on the day of the same number, or on its last day.
"""

from calendar import monthrange
from collections.abc import Callable, Collection
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

# True or False; None beyond the calendar that is known.
WorkingDays = Callable[[date], bool | None]

MONTHS = {"month": 1, "quarter": 3, "half_year": 6, "year": 12}
DAY = timedelta(days=1)
# No limit is longer; a calendar without a single working day must not count for ever.
LONGEST = 366 * 40


@dataclass
class Reckoning:
    """Asks the calendar and remembers the first day it did not know; such a day counts as working on Mon–Fri."""

    working_days: WorkingDays
    assumed_from: date | None = None

    def works(self, day: date) -> bool:
        known = self.working_days(day)
        if known is None:
            self.assumed_from = min(self.assumed_from or day, day)
            return day.weekday() < 5
        return known

    def working_from(self, day: date) -> date:
        """The day itself or the next one on which people work."""
        for _tried in range(LONGEST):
            if self.works(day):
                break
            day += DAY
        return day

    def count(self, start: date, amount: int, *, working: bool, standing: Collection[date] = ()) -> date:
        """The day after `amount` days that count; days of `standing` do not. Backwards for a negative amount."""
        day, left, way = start, abs(amount), DAY if amount >= 0 else -DAY
        for _tried in range(LONGEST):
            if not left:
                break
            day += way
            left -= day not in standing and (not working or self.works(day))
        return self.working_from(day) if working and amount == 0 else day


def months_after(day: date, months: int) -> date:
    index = day.year * 12 + day.month - 1 + months
    year, month = divmod(index, 12)
    return date(year, month + 1, min(day.day, monthrange(year, month + 1)[1]))


def period_of(day: date, per: str) -> tuple[date, date]:
    """First and last day of the calendar period around a day."""
    if per == "day":
        return day, day
    if per == "week":
        monday = day - timedelta(days=day.weekday())
        return monday, monday + timedelta(days=6)
    length = MONTHS[per]
    first = date(day.year, (day.month - 1) // length * length + 1, 1)
    return first, months_after(first, length) - DAY


def slice_of(day: date, per: str, times: int) -> tuple[date, date]:
    """The part around a day when the period is cut into `times` parts: twice a month is 1–15 and 16–end."""
    first, last = period_of(day, per)
    length = (last - first).days + 1
    parts = max(1, min(times, length))
    place = next(place for place in range(parts) if (day - first).days < (place + 1) * length // parts)
    return first + timedelta(days=place * length // parts), first + timedelta(
        days=(place + 1) * length // parts - 1
    )


def next_fixed(day: date, on: str) -> date:
    """The next day "03-15" of a year, or "1" of a month, the day itself included."""
    month, _dash, number = on.rpartition("-")
    firsts = (months_after(day.replace(day=1), ahead) for ahead in range(13))
    wanted = (first for first in firsts if not month or first.month == int(month))
    found = (one.replace(day=min(int(number), monthrange(one.year, one.month)[1])) for one in wanted)
    return next(one for one in found if one >= day)


def end_of(day: date, like: datetime) -> datetime:
    """Midnight at the end of a day, in the zone of `like`."""
    return datetime.combine(day + DAY, time(), like.tzinfo)
