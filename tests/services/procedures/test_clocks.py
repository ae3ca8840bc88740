"""Due dates against examples reckoned by hand. In this calendar the first week of October is off."""

from datetime import UTC, date, datetime, timedelta

import pytest

from services.procedures.clocks import Due, Instant, Pause, Run, due, instants, used_days
from services.procedures.spec import Clock
from services.procedures.terms import Number, Reminder

HOLIDAYS = {date(2026, 10, day) for day in range(1, 8)}
MADE_UP = {date(2026, 9, 27), date(2026, 10, 10)}  # a Sunday and a Saturday on which people work


def working(day: date) -> bool | None:
    if day.year > 2026:
        return None
    return day in MADE_UP or (day.weekday() < 5 and day not in HOLIDAYS)


def clock(kind="limit", **keys) -> Clock:
    return Clock("c", "期限", kind, "n", "a", ("b",), **keys)


def number(amount=None, unit="calendar_day", **keys) -> Number:
    return Number("n", "期限", unit, amount, **keys)


def at(month: int, day: int, hour: int = 10, year: int = 2026) -> datetime:
    return datetime(year, month, day, hour)


def last_day(amount, unit, start, kind="limit", pauses=(), **keys):
    return due(clock(kind, **keys), number(amount, unit), Run(start, pauses=pauses), working).day


@pytest.mark.parametrize(
    ("amount", "unit", "start", "expected"),
    [
        (3, "calendar_day", at(6, 1), date(2026, 6, 4)),  # Monday, the day itself does not count
        (3, "calendar_day", at(6, 3), date(2026, 6, 8)),  # ends on Saturday: Monday
        (30, "calendar_day", at(9, 1), date(2026, 10, 8)),  # ends on the first of the holiday week
        (30, "calendar_day", at(1, 31), date(2026, 3, 2)),
        (0, "calendar_day", at(6, 1), date(2026, 6, 1)),  # "the same day"
        (0, "calendar_day", at(6, 6), date(2026, 6, 8)),  # on a Saturday
        (10, "working_day", at(6, 1), date(2026, 6, 15)),
        (5, "working_day", at(9, 25), date(2026, 10, 8)),  # Fri: Sun 27 (made up), 28, 29, 30, 8 Oct
        (2, "working_day", at(10, 8), date(2026, 10, 10)),  # 9, and the Saturday that is worked
        (1, "week", at(6, 1), date(2026, 6, 8)),
        (1, "month", at(1, 31), date(2026, 3, 2)),  # 28 February is a Saturday
        (1, "month", at(3, 31), date(2026, 4, 30)),  # no 31 April
        (1, "quarter", at(8, 31), date(2026, 11, 30)),
        (1, "half_year", at(3, 15), date(2026, 9, 15)),
        (2, "year", at(2, 28, year=2023), date(2025, 2, 28)),
        (1, "year", at(2, 29, year=2024), date(2025, 2, 28)),
    ],
)
def test_the_last_day(amount, unit, start, expected):
    assert last_day(amount, unit, start) == expected


def test_it_is_late_after_midnight_of_the_last_day():
    assert due(clock(), number(3), Run(at(6, 1)), working) == Due(date(2026, 6, 4), datetime(2026, 6, 5))


def test_the_zone_of_the_start_is_kept():
    assert due(clock(), number(3), Run(at(6, 1).replace(tzinfo=UTC)), working).at == datetime(
        2026, 6, 5, tzinfo=UTC
    )


def test_a_clock_may_stay_on_a_day_off():
    assert last_day(3, "calendar_day", at(6, 3), on_holiday="stay") == date(2026, 6, 6)


def test_hours_run_round_the_clock():
    found = due(clock(), number(24, "hour"), Run(at(6, 5, 18)), working)
    assert found == Due(date(2026, 6, 6), at(6, 6, 18))
    pause = Pause(at(6, 5, 20), at(6, 5, 23))
    assert due(clock(), number(24, "hour"), Run(at(6, 5, 18), pauses=(pause,)), working).at == at(6, 6, 21)
    more = Run(at(6, 5, 18), extensions=(number(6, "hour"),))
    assert due(clock(), number(24, "hour"), more, working).at == at(6, 7, 0)


@pytest.mark.parametrize(
    ("amount", "unit", "pauses", "expected"),
    [
        # Monday 1 June; five days stand still (midnights of 3 to 7), so 4 days end on the 10th and not on the 5th.
        (4, "calendar_day", [Pause(at(6, 3), at(6, 8))], date(2026, 6, 10)),
        # Working days 3, 4, 5 fall away: 2 June, 8, 9, 10.
        (4, "working_day", [Pause(at(6, 3), at(6, 8))], date(2026, 6, 10)),
        # Stopped and resumed on one day: the day counts.
        (4, "calendar_day", [Pause(at(6, 3, 9), at(6, 3, 17))], date(2026, 6, 5)),
        # Two pauses of one night each.
        (4, "calendar_day", [Pause(at(6, 2), at(6, 3)), Pause(at(6, 4), at(6, 5))], date(2026, 6, 8)),
        # A month with five days of standing: 1 July and five days more.
        (1, "month", [Pause(at(6, 3), at(6, 8))], date(2026, 7, 6)),
        # A pause inside what was added counts too: 1 July stands still, so does 4 July.
        (1, "month", [Pause(at(6, 3), at(6, 6)), Pause(at(7, 3), at(7, 4))], date(2026, 7, 6)),
    ],
)
def test_what_stands_still_does_not_count(amount, unit, pauses, expected):
    assert last_day(amount, unit, at(6, 1), pauses=tuple(pauses)) == expected


def test_while_it_stands_still_nothing_can_be_said():
    assert due(clock(), number(4), Run(at(6, 1), pauses=(Pause(at(6, 3)),)), working) == Due(why="standing")


def test_an_extension_counts_from_the_end_of_the_first_limit():
    # 15 days from 1 June end on Tuesday the 16th; ten more on Friday the 26th.
    run = Run(at(6, 1), extensions=(number(10),))
    assert due(clock(), number(15), run, working).day == date(2026, 6, 26)
    # 5 days end on Saturday the 6th, ten more on Tuesday the 16th: the day off in between moves nothing.
    assert due(clock(), number(5), run, working).day == date(2026, 6, 16)


def test_a_field_may_give_the_first_day_or_the_last():
    counted = clock("window", counted_from="effective_date")
    assert due(counted, number(30), Run(at(6, 20), event=date(2026, 6, 1)), working).day == date(2026, 7, 1)
    assert due(counted, number(30), Run(at(6, 20)), working) == Due(why="no_day")
    agreed = clock(due_field="performance_due", on_holiday="stay")
    assert due(agreed, number(), Run(at(6, 1), agreed=date(2026, 6, 20)), working).day == date(2026, 6, 20)
    assert due(agreed, number(), Run(at(6, 1)), working) == Due(why="no_day")


def test_a_number_nobody_set_gives_no_end():
    assert due(clock(), number(), Run(at(6, 1)), working) == Due(why="no_figure")
    assert due(clock(), number(unit="hour"), Run(at(6, 1)), working) == Due(why="no_figure")
    notice = Run(at(6, 1), event=date(2026, 6, 15))
    assert due(clock("advance_notice", counted_from="duty_date"), number(), notice, working) == Due(
        why="no_figure"
    )


def test_notice_in_advance_counts_back_and_does_not_move():
    notice = clock("advance_notice", counted_from="duty_date")
    run = Run(at(6, 1), event=date(2026, 6, 15))
    assert due(notice, number(7), run, working).day == date(2026, 6, 8)
    assert due(notice, number(2), run, working).day == date(2026, 6, 13)  # a Saturday: stays
    assert due(notice, number(2, "working_day"), run, working).day == date(2026, 6, 11)
    assert due(notice, number(1, "month"), run, working).day == date(2026, 5, 15)


@pytest.mark.parametrize(
    ("figure", "per", "start", "expected"),
    [
        (1, "week", at(6, 3), date(2026, 6, 7)),
        (2, "month", at(6, 3), date(2026, 6, 15)),
        (2, "month", at(6, 16), date(2026, 6, 30)),
        (2, "month", at(2, 14), date(2026, 2, 14)),
        (1, "quarter", at(5, 2), date(2026, 6, 30)),
        (1, "half_year", at(7, 1), date(2026, 12, 31)),
        (1, "year", at(7, 1), date(2026, 12, 31)),
        (1, "day", at(7, 1), date(2026, 7, 1)),
    ],
)
def test_so_many_times_per_period(figure, per, start, expected):
    found = due(clock("recurrence"), number(figure, "time", per=per), Run(start), working)
    assert found.day == expected


def test_a_quota_ends_with_its_period():
    assert due(clock("quota"), number(24, "hour", per="month"), Run(at(2, 3)), working).day == date(
        2026, 2, 28
    )


@pytest.mark.parametrize(
    ("on", "start", "expected"),
    [
        ("03-15", at(1, 2), date(2026, 3, 15)),
        ("03-15", at(3, 15), date(2026, 3, 15)),
        ("03-15", at(3, 16, year=2025), date(2026, 3, 15)),
        ("1", at(6, 2), date(2026, 7, 1)),
        ("31", at(2, 2), date(2026, 2, 28)),
    ],
)
def test_a_fixed_day(on, start, expected):
    assert due(clock("recurrence"), number(on=on), Run(start), working).day == expected


def test_beyond_the_known_calendar_it_says_so():
    found = due(clock(), number(5, "working_day"), Run(at(12, 30)), working)
    # Thursday 31; beyond it Monday to Friday are taken for working days: 1, 4, 5, 6 January.
    assert found == Due(date(2027, 1, 6), datetime(2027, 1, 7), assumed_from=date(2027, 1, 1))
    assert due(clock(), number(5), Run(at(12, 20)), working).assumed_from is None


def test_a_calendar_without_a_working_day_does_not_count_for_ever():
    never = due(clock(), number(3, "working_day"), Run(at(6, 1)), lambda day: False)
    assert never.day is not None and never.day > date(2060, 1, 1)


def test_used_days():
    run = Run(at(6, 1), pauses=(Pause(at(6, 3), at(6, 8)),))
    assert used_days(number(30), run, at(6, 10), working) == 4  # 2, 8, 9, 10
    assert used_days(number(30, "working_day"), Run(at(6, 4)), at(6, 9), working) == 3  # Fri, Mon, Tue
    assert (
        used_days(number(30), Run(at(6, 1), pauses=(Pause(at(6, 3)),)), at(6, 10), working) == 2
    )  # 2, and today
    assert used_days(number(30), Run(at(6, 1)), at(6, 1, 20), working) == 0


LONG = Reminder("long", "十五日", days_before=(7, 3, 1), repeat_days=1, escalate_after_days=3)


def test_when_a_clock_speaks():
    end = Due(date(2026, 6, 30), datetime(2026, 7, 1))
    found = instants(clock(escalate_to=("director", "bureau")), LONG, at(6, 1), end)
    july = [datetime(2026, 7, 1) + timedelta(days=day) for day in range(7)]
    assert found == (
        Instant(datetime(2026, 6, 23), "warn"),
        Instant(datetime(2026, 6, 27), "warn"),
        Instant(datetime(2026, 6, 29), "warn"),
        Instant(july[0], "overdue"),
        Instant(july[1], "overdue"),
        Instant(july[2], "overdue"),
        Instant(july[3], "overdue"),
        Instant(july[3], "escalate", ("director",)),
        Instant(july[4], "overdue"),
        Instant(july[5], "overdue"),
        Instant(july[6], "escalate", ("bureau",)),
    )


def test_a_short_clock_does_not_warn_before_it_started():
    reminder = Reminder("day", "当日", on_start=True, days_before=(1,), hours_before=(8,), on_due=True)
    found = instants(clock(), reminder, at(6, 1), Due(date(2026, 6, 1), datetime(2026, 6, 2)))
    assert found == (
        Instant(at(6, 1), "start"),
        Instant(datetime(2026, 6, 1, 16), "warn"),
        Instant(datetime(2026, 6, 2), "overdue"),
    )


def test_without_an_end_only_the_start_is_told():
    assert instants(clock(), LONG, at(6, 1), Due(why="standing")) == ()
