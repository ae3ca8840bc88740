"""Random calendars against a reckoning that looks at every five minutes: night duties, daylight, make-up days."""

from datetime import UTC, date, datetime, time, timedelta
from itertools import pairwise
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from services.booking.allocation import Load, ranked
from services.booking.spans import (
    HOLIDAY,
    MAKEUP,
    Clock,
    Weekly,
    beginnings,
    each,
    kind_of,
    mask,
    merged,
    open_spans,
    undisturbed,
)
from services.booking.ticks import moment, next_tick, tick, ticks

# The clocks of Berlin go forward on 29 March 2026 and back on 25 October; those of Shanghai stand still.
ZONES = [ZoneInfo("Asia/Shanghai"), ZoneInfo("Europe/Berlin")]
DAYS = st.sampled_from([date(2026, 3, 27), date(2026, 10, 23), date(2026, 12, 30), date(2026, 9, 29)])
TIMES = st.builds(time, st.integers(0, 23), st.sampled_from([0, 5, 12, 30, 45]))
ROWS = st.lists(
    st.builds(
        Weekly, st.integers(0, 8), TIMES, TIMES,
        st.one_of(st.none(), st.just(date(2026, 3, 28))), st.one_of(st.none(), st.just(date(2026, 10, 25))),
    ), max_size=8,
)  # fmt: skip
DIFFERENT = st.dictionaries(st.integers(0, 6), st.booleans(), max_size=4)


def is_open(number, rows, different, zone):
    """Of one tick, by the letter: some row of its day, or a night that began the day before, covers it whole."""
    begins, ends = moment(number), moment(number + 1)
    local = begins.astimezone(zone).date()
    return any(
        row.day == kind_of(day, different(day)) and row.holds_on(day)
        and instant(day, row.opens, zone) <= begins
        and ends <= instant(day + timedelta(days=row.closes <= row.opens), row.closes, zone)
        for day in (local - timedelta(days=1), local, local + timedelta(days=1)) for row in rows
    )  # fmt: skip


def instant(day, at, zone):
    return datetime.combine(day, at, zone).astimezone(UTC)


@settings(max_examples=60, deadline=None)
@given(st.sampled_from(ZONES), DAYS, ROWS, DIFFERENT)
def test_what_is_open_is_what_the_rows_say_for_every_five_minutes(zone, first, rows, special):
    days = [first + timedelta(days=count) for count in range(-1, 8)]
    different = {first + timedelta(days=count): works for count, works in special.items()}.get
    spans = merged(open_spans(rows, days, different, Clock(zone)))
    begins = tick(datetime.combine(first, time(), zone))
    for number in range(begins, begins + ticks(7 * 24 * 60)):
        inside = any(start <= number < end for start, end in spans)
        assert inside == is_open(number, rows, different, zone), moment(number)


@settings(max_examples=150, deadline=None)
@given(
    st.lists(st.tuples(st.integers(0, 60), st.integers(0, 60)), max_size=5),
    st.sets(st.integers(0, 80), max_size=20),
    st.integers(1, 12), st.integers(0, 4), st.integers(1, 12),
)  # fmt: skip
def test_something_begins_where_it_fits_and_nowhere_else(pairs, busy, length, pause, every):
    spans = merged(pairs)
    starts = beginnings(spans, -5, length=length, every=every)
    taken = mask(((step, step + 1) for step in busy), -5)
    found = set(each(undisturbed(starts, taken, length + pause), -5))
    for start in range(-5, 70):
        fits = any(
            first <= start and start + length <= end and (start - first) % every == 0 for first, end in spans
        )
        free = not any(step in busy for step in range(start, start + length + pause))
        assert (start in found) == (fits and free)


@given(st.lists(st.tuples(st.integers(0, 60), st.integers(0, 60)), max_size=8))
def test_merging_loses_and_adds_nothing(pairs):
    covered = {step for first, end in pairs for step in range(first, end)}
    spans = merged(pairs)
    assert {step for first, end in spans for step in range(first, end)} == covered
    assert all(before[1] < after[0] for before, after in pairwise(spans))


@pytest.mark.parametrize(
    ("day", "different", "kind"),
    [(date(2026, 11, 23), None, 0), (date(2026, 10, 1), False, HOLIDAY), (date(2026, 10, 10), True, MAKEUP),
     (date(2026, 11, 22), None, 6)],
    ids=["a Monday", "a holiday", "a worked Saturday", "a Sunday"],
)  # fmt: skip
def test_a_day_is_what_the_calendar_makes_of_it(day, different, kind):
    assert kind_of(day, different) == kind


def test_a_night_duty_of_summer_and_of_the_change():
    """Ten in the evening to six: eight hours, one less when the clocks go forward, one more when they go back."""
    clock = Clock(ZoneInfo("Europe/Berlin"))
    lengths = [
        (span[1] - span[0]) // 12
        for day in (date(2026, 7, 1), date(2026, 3, 28), date(2026, 10, 24))
        for span in [clock.span(day, time(22), time(6))]
    ]
    assert lengths == [8, 7, 9]


def test_ticks_go_there_and_back():
    at = datetime(2026, 11, 23, 9, 2, tzinfo=ZoneInfo("Asia/Shanghai"))
    assert moment(tick(at)) == at.replace(minute=0)
    assert moment(next_tick(at)) == at.replace(minute=5)
    assert next_tick(moment(tick(at))) == tick(at)


def test_the_fewest_minutes_then_the_longest_wait_then_the_register():
    early, late = datetime(2026, 11, 1, tzinfo=UTC), datetime(2026, 11, 9, tzinfo=UTC)
    told = [Load(1, 60, early), Load(2, 30, late), Load(3, 30, early), Load(4, 30, early), Load(5, 30, None)]
    assert [load.person for load in ranked(told)] == [5, 3, 4, 2, 1]
