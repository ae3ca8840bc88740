"""Last days of clocks, for the tests of figures."""

from datetime import date, datetime
from typing import Any

from services.procedures import clocks
from services.procedures.library import shipped

MONDAY = datetime(2026, 3, 2, 9)


def last_day(code: str, clock: str, started: datetime = MONDAY, number: str = "", **run: Any) -> date:
    """Saturdays and Sundays are off; nothing else is."""
    procedure = shipped()[code]
    counted = procedure.by_clock[clock]
    figure = procedure.numbers[number or counted.number]
    return clocks.due(counted, figure, clocks.Run(started, **run), lambda day: day.weekday() < 5).day
