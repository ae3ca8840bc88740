"""What follows from a clock's row: when it ends, when it speaks, how much of it is used. Nothing here writes."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from django.utils import timezone
from django.utils.dateparse import parse_datetime

from services.cases.models import CaseClock
from services.procedures import clocks
from services.procedures.clocks import Due, Instant, Pause, Run
from services.procedures.spec import Clock, Procedure
from services.procedures.terms import Number

WorkingDays = Callable[[date], bool | None]


@dataclass(frozen=True)
class Reading:
    due: Due
    instants: tuple[Instant, ...]


def reading(row: CaseClock, procedure: Procedure, working_days: WorkingDays) -> Reading:
    clock = procedure.by_clock[row.code]
    end = clocks.due(clock, number(row, procedure), run(row, procedure), working_days)
    reminder = procedure.reminders.get(clock.reminder)
    started = timezone.localtime(row.started_at)
    return Reading(end, clocks.instants(clock, reminder, started, end) if reminder else ())


def used(row: CaseClock, procedure: Procedure, now: datetime, working_days: WorkingDays) -> int:
    """Days used up to and with today, or to the day it stopped."""
    until = timezone.localtime(min(row.ended_at, now) if row.ended_at else now)
    return clocks.used_days(number(row, procedure), run(row, procedure), until, working_days)


def last_day(row: CaseClock) -> date | None:
    """A limit of days ends at midnight after its last day; one of hours on the day it ends."""
    if row.due_at is None:
        return None
    return timezone.localtime(row.due_at - timedelta(microseconds=1)).date()


def number(row: CaseClock, procedure: Procedure) -> Number:
    return procedure.numbers[row.number]


def declared(row: CaseClock, procedure: Procedure) -> Clock:
    return procedure.by_clock[row.code]


def run(row: CaseClock, procedure: Procedure) -> Run:
    return Run(
        timezone.localtime(row.started_at),
        tuple(Pause(_moment(since), _moment(until) if until else None) for since, until in row.pauses),
        tuple(procedure.numbers[code] for code in row.extensions),
        event=row.event_day,
        agreed=row.agreed_day,
    )


def _moment(said: str) -> datetime:
    found = parse_datetime(said)
    if found is None:
        raise ValueError(said)
    return timezone.localtime(found)
