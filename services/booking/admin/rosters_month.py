"""A month as weeks of days, with the shifts of one roster."""

from collections import defaultdict
from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from django.http import HttpRequest
from django.utils import timezone

from services.booking.models import Shift
from services.booking.roster_rules import days_late
from services.booking.roster_summary import is_unrecorded
from services.booking.spans import kind_of
from services.calendar.queries import working_days

YEARS = range(2000, 2101)


@dataclass(frozen=True)
class Month:
    first: date

    @property
    def last(self) -> date:
        return self.after - timedelta(days=1)

    @property
    def after(self) -> date:
        return (self.first + timedelta(days=32)).replace(day=1)

    @property
    def before(self) -> date:
        return (self.first - timedelta(days=1)).replace(day=1)


@dataclass(frozen=True)
class Entry:
    """`late`: by how many days its list was, or is, too late; `away`: its person is on leave then."""

    shift: Shift
    late: int
    away: bool
    unrecorded: bool


@dataclass(frozen=True)
class Day:
    """`kind`: 0–6 for weekdays, 7 a make-up day, 8 a holiday."""

    date: date
    inside: bool
    kind: int
    entries: list[Entry]


def asked_month(request: HttpRequest) -> Month:
    """This month where none is asked for, or none that is one."""
    try:
        asked = datetime.strptime(request.GET.get("month", ""), "%Y-%m").date()
    except ValueError:
        asked = timezone.localdate()
    return Month((asked if asked.year in YEARS else timezone.localdate()).replace(day=1))


def weeks(month: Month, shifts: Iterable[Shift], away: Collection[int]) -> list[list[Day]]:
    """From Monday to Sunday; days of the neighbouring months are there, empty."""
    by_day: dict[date, list[Entry]] = defaultdict(list)
    for one in shifts:
        entry = Entry(one, days_late(one), one.pk in away, is_unrecorded(one))
        by_day[timezone.localdate(one.starts_at)].append(entry)
    different, day, found = working_days().different, month.first - timedelta(days=month.first.weekday()), []
    while day <= month.last:
        week = [day + timedelta(days=count) for count in range(7)]
        found.append(
            [
                Day(one, month.first <= one <= month.last, kind_of(one, different(one)), by_day[one])
                for one in week
            ]
        )
        day += timedelta(days=7)
    return found
