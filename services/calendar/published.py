"""What the State Council has announced, as the library holds it: a year is there once its days were published."""

from dataclasses import dataclass
from datetime import date
from typing import Literal

import chinese_calendar


@dataclass(frozen=True)
class Published:
    date: date
    kind: Literal["holiday", "makeup"]
    name: str


def years() -> list[int]:
    return sorted({day.year for day in chinese_calendar.holidays})


def days_of(year: int) -> list[Published]:
    """Empty for a year it does not know. Weekends among the holidays are named, too."""
    told = ((chinese_calendar.holidays, "holiday"), (chinese_calendar.workdays, "makeup"))
    return sorted(
        (
            Published(day, kind, chinese_calendar.Holiday(name).chinese)
            for days, kind in told
            for day, name in days.items()
            if day.year == year
        ),
        key=lambda one: one.date,
    )
