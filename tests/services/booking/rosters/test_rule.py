"""The rule by which people are chosen: pure, and tried on many calendars."""

from collections import Counter
from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from hypothesis import given, settings
from hypothesis import strategies as st

from services.booking.rostering import DutyTime, Member, Turn, assign, days_between, turns

ZONE = ZoneInfo("Asia/Shanghai")
MONDAY = date(2026, 11, 23)
COURT = (DutyTime(0, time(8, 30), time(12)), DutyTime(2, time(8, 30), time(12)))


def ordinary(_day):
    return None


def moment(day, hour, minute=0):
    return datetime.combine(day, time(hour, minute), ZONE)


def court_turns(weeks, different=ordinary):
    last = MONDAY + timedelta(days=7 * weeks - 1)
    return turns(COURT, days_between(MONDAY, last), different, ZONE)


def test_the_court_has_mondays_and_wednesdays():
    assert [(one.starts_at.date(), one.starts_at.time(), one.ends_at.time()) for one in court_turns(1)] == [
        (MONDAY, time(8, 30), time(12)),
        (MONDAY + timedelta(days=2), time(8, 30), time(12)),
    ]


def test_a_holiday_drops_out_and_a_make_up_day_has_rows_of_its_own():
    different = {MONDAY: False, MONDAY + timedelta(days=5): True}.get
    assert [one.starts_at.date() for one in court_turns(1, different)] == [MONDAY + timedelta(days=2)]
    rows = (*COURT, DutyTime(7, time(9), time(11)))
    found = turns(rows, days_between(MONDAY, MONDAY + timedelta(days=6)), different, ZONE)
    assert [one.starts_at for one in found] == [
        moment(MONDAY + timedelta(days=2), 8, 30),
        moment(MONDAY + timedelta(days=5), 9),
    ]


def test_two_are_there_together_and_a_night_ends_the_next_morning():
    found = turns((DutyTime(0, time(20), time(8), headcount=2),), [MONDAY], ordinary, ZONE)
    assert [(one.place, one.ends_at) for one in found] == [
        (place, moment(MONDAY + timedelta(days=1), 8)) for place in (0, 1)
    ]


def test_the_fewest_first_then_the_longest_wait_then_the_first_registered():
    first, second = court_turns(1)
    busy = Member(1, counted=[moment(MONDAY - timedelta(days=7), 8, 30)])
    assert assign([first, second], [busy, Member(3), Member(2)]) == {first: 2, second: 3}
    recent = Member(1, counted=[moment(MONDAY - timedelta(days=7), 8, 30)])
    long_ago = Member(9, counted=[moment(MONDAY - timedelta(days=60), 8, 30)])
    assert assign([first], [recent, long_ago]) == {first: 9}
    forgotten = Member(9, counted=[moment(MONDAY - timedelta(days=91), 8, 30)])
    assert assign([first], [recent, forgotten]) == {first: 9}


def test_whoever_is_away_or_may_not_is_passed_over_and_a_turn_may_stay_empty():
    first, second = court_turns(1)
    away = Member(1, barred=[(moment(MONDAY, 0), moment(MONDAY + timedelta(days=1), 0))])
    not_yet = Member(2, allowed=lambda day: day > MONDAY)
    assert assign([first, second], [away, not_yet]) == {first: None, second: 1}


def test_nobody_is_in_two_places_at_once():
    both = turns((DutyTime(0, time(9), time(12), headcount=2),), [MONDAY], ordinary, ZONE)
    assert list(assign(both, [Member(1)]).values()) == [1, None]


@st.composite
def staff(draw):
    """Up to six people, some with leave somewhere in twelve weeks."""
    found = []
    for key in range(1, draw(st.integers(1, 6)) + 1):
        leave = [
            (moment(MONDAY + timedelta(days=start), 0), moment(MONDAY + timedelta(days=start + length), 0))
            for start, length in draw(st.lists(st.tuples(st.integers(0, 80), st.integers(1, 20)), max_size=2))
        ]
        found.append(Member(key, barred=leave))
    return found


@settings(max_examples=60, deadline=None)
@given(staff(), st.integers(1, 12), st.sets(st.integers(0, 83), max_size=10))
def test_whatever_the_calendar_nobody_serves_while_away_and_no_turn_stays_empty_in_vain(
    people, weeks, holidays
):
    days = {MONDAY + timedelta(days=count): False for count in holidays}
    leave = {one.key: list(one.barred) for one in people}
    found = assign(court_turns(weeks, days.get), people)
    assert not {turn.starts_at.date() for turn in found} & set(days)
    for turn, key in found.items():
        able = [who for who, spans in leave.items() if not _overlaps(turn, spans)]
        assert key in able if able else key is None


@settings(max_examples=40, deadline=None)
@given(st.integers(1, 7), st.integers(1, 12))
def test_where_everybody_is_there_the_shares_differ_by_one_at_most(count, weeks):
    found = assign(court_turns(weeks), [Member(key) for key in range(1, count + 1)])
    shares = Counter(found.values())
    assert sum(shares.values()) == 2 * weeks
    assert max(shares.values()) - min([shares[key] for key in range(1, count + 1)]) <= 1


@settings(max_examples=40, deadline=None)
@given(staff(), st.integers(1, 8))
def test_the_same_staff_gets_the_same_plan(people, weeks):
    plan = court_turns(weeks)
    again = [Member(one.key, barred=list(one.barred)) for one in reversed(people)]
    assert assign(plan, people) == assign(list(reversed(plan)), again)


def _overlaps(turn: Turn, spans) -> bool:
    return any(first < turn.ends_at and turn.starts_at < end for first, end in spans)
