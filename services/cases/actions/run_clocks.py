"""Writes what a step means for the clocks of a case."""

from collections.abc import Iterable, Mapping
from datetime import date, datetime
from typing import Any

from django.utils.dateparse import parse_date

from services.calendar.queries import working_days
from services.cases.clockwork import WorkingDays, reading
from services.cases.models import Case, CaseClock
from services.procedures.facts import ClockChange
from services.procedures.spec import Procedure

# The end of such a clock is something a person must do in time.
COUNTED = frozenset({"limit", "recurrence", "advance_notice"})


def apply(case: Case, procedure: Procedure, changes: Iterable[ClockChange], at: datetime) -> None:
    """In the caller's transaction. Ends with the case's earliest due date, unsaved."""
    rows = {
        row.code: row for row in CaseClock.objects.filter(case=case).exclude(status=CaseClock.Status.STOPPED)
    }
    for change in changes:
        row = rows.get(change.clock)
        if change.action == "start" or row is None:
            rows[change.clock] = CaseClock(
                tenant_id=case.tenant_id, case=case, code=change.clock, number=change.number, started_at=at
            )
        else:
            _change(row, change, at)
    calendar = working_days()
    for row in rows.values():
        _note_days(row, procedure, case.data)
        settle(row, procedure, calendar)
        row.save()
    case.due_at = earliest(rows.values(), procedure)


def settle(row: CaseClock, procedure: Procedure, calendar: WorkingDays) -> None:
    """What follows from what happened to the clock; also when the calendar of working days was edited."""
    found = reading(row, procedure, calendar)
    row.due_at, row.assumed_from = found.due.at, found.due.assumed_from
    row.unknown_because = found.due.why
    waiting = found.instants[row.spoken :] if row.status == CaseClock.Status.RUNNING else ()
    moments = [instant.at for instant in waiting]
    if (
        row.status == CaseClock.Status.RUNNING
        and found.due.at is not None
        and row.code in _triggers(procedure)
    ):
        moments.append(found.due.at)
    row.speaks_at = min(moments, default=None)


def earliest(rows: Iterable[CaseClock], procedure: Procedure) -> datetime | None:
    ends = (
        row.due_at
        for row in rows
        if row.status == CaseClock.Status.RUNNING and procedure.by_clock[row.code].kind in COUNTED
    )
    return min((end for end in ends if end is not None), default=None)


def _triggers(procedure: Procedure) -> frozenset[str]:
    return frozenset(way.due for way in procedure.transitions if way.due)


def _change(row: CaseClock, change: ClockChange, at: datetime) -> None:
    match change.action:
        case "stop":
            row.status, row.ended_at, row.speaks_at = CaseClock.Status.STOPPED, at, None
        case "pause":
            row.status, row.pauses = CaseClock.Status.PAUSED, [*row.pauses, [at.isoformat(), None]]
        case "resume":
            since, _open = row.pauses[-1]
            row.status, row.pauses = CaseClock.Status.RUNNING, [*row.pauses[:-1], [since, at.isoformat()]]
        case "extend":
            row.extensions = [*row.extensions, change.number]
        case "restart":
            row.started_at, row.number, row.pauses, row.extensions = at, change.number, [], []
            row.spoken = 0


def _note_days(row: CaseClock, procedure: Procedure, data: Mapping[str, Any]) -> None:
    clock = procedure.by_clock[row.code]
    row.event_day = _day(data.get(clock.counted_from)) if clock.counted_from else None
    row.agreed_day = _day(data.get(clock.due_field)) if clock.due_field else None


def _day(value: Any) -> date | None:
    if isinstance(value, date):
        return value
    return parse_date(str(value)[:10]) if value else None
