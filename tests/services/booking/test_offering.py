"""How long a freed time is kept. Pure."""

from datetime import datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest

from services.booking.offering import kept_until
from services.notices.hours import Span

ZONE = ZoneInfo("Asia/Shanghai")
QUIET = Span(time(21), time(8))


def at(hour, minute=0, day=20):
    return datetime(2026, 11, day, hour, minute, tzinfo=ZONE)


@pytest.mark.parametrize(
    ("now", "last", "until"),
    [
        (at(10), at(18), at(12)),
        (at(10), at(11), at(11)),
        (at(10), at(10, 5), None),
        (at(10), at(9), None),
        (at(23), at(18, day=21), at(10, day=21)),
        (at(2, day=21), at(18, day=21), at(10, day=21)),
        (at(23), at(8, 5, day=21), None),
        (at(23), at(9, day=21), at(9, day=21)),
        (at(20, 59), at(18, day=21), at(22, 59)),
    ],
    ids=[
        "two hours",
        "not after the last moment",
        "too short",
        "over",
        "at night",
        "after midnight",
        "early",
        "short",
        "evening",
    ],
)
def test_two_hours_from_the_morning_on_and_never_too_late(now, last, until):
    assert kept_until(now, last, QUIET) == until


def test_a_county_without_quiet_hours_counts_at_night():
    assert kept_until(at(23), at(18, day=21), Span(time(0), time(0))) == at(23) + timedelta(hours=2)
