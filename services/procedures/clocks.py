"""When a clock ends, what is used of it, and when it speaks. Pure: the calendar is a function that is passed in.

Instants are in the county's local time, aware or naive alike. A limit of days ends at midnight after its last day;
a day off at its end moves it to the next working day unless the clock says `stay`. A day whose midnight falls into
a pause does not count. Hours run round the clock.
"""

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Literal

from services.procedures.spans import (
    DAY,
    MONTHS,
    Reckoning,
    WorkingDays,
    end_of,
    months_after,
    next_fixed,
    slice_of,
)
from services.procedures.spec import Clock
from services.procedures.terms import Number, Reminder


@dataclass(frozen=True)
class Pause:
    since: datetime
    until: datetime | None = None


@dataclass(frozen=True)
class Run:
    """What happened to a clock: when it began, stood still, and by which numbers it was extended.

    `event` is the day of `counted_from`, `agreed` the day of `due_field`, where the clock names them.
    """

    started: datetime
    pauses: tuple[Pause, ...] = ()
    extensions: tuple[Number, ...] = ()
    event: date | None = None
    agreed: date | None = None

    @property
    def standing(self) -> bool:
        return any(pause.until is None for pause in self.pauses)


@dataclass(frozen=True)
class Due:
    """`day` is the last day, `at` the instant after which it is late. Both are None while nothing can be said:

    the clock stands still, the county has not set the number, or the case does not yet know the day it counts from.
    `assumed_from`: the first day beyond the known calendar of working days; the end may still move.
    """

    day: date | None = None
    at: datetime | None = None
    assumed_from: date | None = None
    why: Literal["", "standing", "no_figure", "no_day"] = ""


@dataclass(frozen=True)
class Instant:
    """`to` are roles; empty means those whose turn it is."""

    at: datetime
    kind: Literal["start", "warn", "due", "overdue", "escalate"]
    to: tuple[str, ...] = ()


def due(clock: Clock, number: Number, run: Run, working_days: WorkingDays) -> Due:
    """The end of a clock that counts `number`; for a recurrence or a quota the end of the present period."""
    if clock.due_field:
        return _ending(clock, run, run.agreed, Reckoning(working_days))
    if run.standing:
        return Due(why="standing")
    if clock.counted_from and run.event is None:
        return Due(why="no_day")
    if number.unit == "hour" and not number.per:
        return _hours(number, run)
    reckoning = Reckoning(working_days)
    day = _last_day(clock, number, run, reckoning)
    if day is None:
        return Due(why="no_figure")
    for extension in run.extensions:
        day = _after(day, extension, _standing_days(run), reckoning) or day
    return _ending(clock, run, day, reckoning)


def used_days(number: Number, run: Run, now: datetime, working_days: WorkingDays) -> int:
    """How many days of a limit have been used up to and with today, pauses left out."""
    reckoning, standing = Reckoning(working_days), _standing_days(run, now)
    first = run.event or run.started.date()
    days = (first + DAY * place for place in range(1, (now.date() - first).days + 1))
    counted = (day for day in days if day not in standing)
    return sum(1 for day in counted if number.unit != "working_day" or reckoning.works(day))


def instants(clock: Clock, reminder: Reminder, started: datetime, end: Due) -> tuple[Instant, ...]:
    """When the clock speaks, in order of time. After the end it repeats until everybody in charge was told."""
    found = [Instant(started, "start")] if reminder.on_start else []
    if end.at is None or end.day is None:
        return tuple(found)
    morning = end.at - DAY
    warnings = [morning - timedelta(days=days) for days in reminder.days_before]
    warnings += [end.at - timedelta(hours=hours) for hours in reminder.hours_before]
    found += [Instant(at, "warn") for at in warnings if at > started]
    found += [Instant(morning, "due")] if reminder.on_due and morning > started else []
    return tuple(sorted((*found, *_afterwards(clock, reminder, end.at)), key=lambda one: one.at))


def _afterwards(clock: Clock, reminder: Reminder, end: datetime) -> list[Instant]:
    """Being late is said at once; each further one in charge is told `escalate_after_days` after the one before."""
    pace = reminder.escalate_after_days
    told = [
        Instant(end + timedelta(days=pace * place), "escalate", (role,))
        for place, role in enumerate(clock.escalate_to if pace else (), 1)
    ]
    days = max(1, pace * len(told))
    step = reminder.repeat_days or days
    return [Instant(end + timedelta(days=day), "overdue") for day in range(0, days, step)] + told


def _last_day(clock: Clock, number: Number, run: Run, reckoning: Reckoning) -> date | None:
    first = run.event or run.started.date()
    if number.on:
        return next_fixed(first, number.on)
    if number.per:
        times = (number.amount or number.least or 1) if number.unit == "time" else 1
        return slice_of(first, number.per, times)[1]
    if clock.kind == "advance_notice":
        return _before(first, number, reckoning)
    return _after(first, number, _standing_days(run), reckoning)


def _after(day: date, number: Number, standing: frozenset[date], reckoning: Reckoning) -> date | None:
    if number.amount is None:
        return None
    if number.unit in MONTHS:
        end = months_after(day, number.amount * MONTHS[number.unit])
        stood = sum(1 for one in standing if day < one <= end)
        return reckoning.count(end, stood, working=False, standing=standing)
    amount = number.amount * (7 if number.unit == "week" else 1)
    return reckoning.count(day, amount, working=number.unit == "working_day", standing=standing)


def _before(day: date, number: Number, reckoning: Reckoning) -> date | None:
    if number.amount is None:
        return None
    if number.unit in MONTHS:
        return months_after(day, -number.amount * MONTHS[number.unit])
    amount = number.amount * (7 if number.unit == "week" else 1)
    return reckoning.count(day, -amount, working=number.unit == "working_day") if amount else day


def _hours(number: Number, run: Run) -> Due:
    if number.amount is None:
        return Due(why="no_figure")
    hours = number.amount + sum(extension.amount or 0 for extension in run.extensions)
    stood = sum((pause.until - pause.since for pause in run.pauses if pause.until), timedelta())
    at = run.started + timedelta(hours=hours) + stood
    return Due(at.date(), at)


def _standing_days(run: Run, now: datetime | None = None) -> frozenset[date]:
    """The days at whose end the clock stood still."""
    return frozenset(
        pause.since.date() + DAY * place
        for pause in run.pauses
        for place in range(((pause.until or now or pause.since).date() - pause.since.date()).days)
    )


def _ending(clock: Clock, run: Run, day: date | None, reckoning: Reckoning) -> Due:
    """Limits and windows roll to a working day; notice in advance, periods and agreed days stay where they are."""
    if day is None:
        return Due(why="no_day")
    if clock.kind in ("limit", "window") and clock.on_holiday == "next_working_day":
        day = reckoning.working_from(day)
    return Due(day, end_of(day, run.started), reckoning.assumed_from)
