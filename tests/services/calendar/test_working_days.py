"""Which days count, and that an edit of the table moves a limit."""

from datetime import date, datetime
from zoneinfo import ZoneInfo

import pytest
from django.core.cache import caches

from services.calendar import published
from services.calendar.actions.declare_year import declare_year, reopen_year
from services.calendar.actions.errors import CalendarError
from services.calendar.actions.fill_calendars import YEARS_BACK, fill_calendars, wanted
from services.calendar.actions.fill_year import fill_year
from services.calendar.models import CalendarDay, CalendarYear
from services.calendar.queries import working_days
from services.procedures.spans import Reckoning
from tenants.models import JournalEntry
from tenants.scope import in_tenant

MONDAY, SATURDAY = date(2026, 9, 14), date(2026, 9, 12)


@pytest.fixture(autouse=True)
def committed(django_capture_on_commit_callbacks):
    """What is done after commit is done at the end of each step of a test."""

    def step(act, *args, **kwargs):
        with django_capture_on_commit_callbacks(execute=True):
            return act(*args, **kwargs)

    return step


@pytest.fixture
def year_2026(inside_a, committed):
    CalendarDay.objects.all().delete()
    CalendarYear.objects.all().delete()
    committed(fill_year, 2026, actor=None)
    return inside_a


def day(text: str, kind: str) -> CalendarDay:
    return CalendarDay.objects.create(
        tenant_id=CalendarYear.objects.first().tenant_id, date=text, kind=kind, name="x"
    )


def due(start: date, amount: int) -> tuple[date, date | None]:
    reckoning = Reckoning(working_days())
    return reckoning.count(start, amount, working=True), reckoning.assumed_from


def test_the_days_of_a_known_year(year_2026):
    works = working_days()
    told = {one.isoformat(): works(one) for one in (
        date(2026, 1, 1), date(2026, 1, 4), date(2026, 2, 14), date(2026, 2, 17), MONDAY, SATURDAY, date(2026, 9, 20),
    )}  # fmt: skip
    assert told == {
        "2026-01-01": False, "2026-01-04": True, "2026-02-14": True, "2026-02-17": False, "2026-09-14": True,
        "2026-09-12": False, "2026-09-20": True,
    }  # fmt: skip


def test_an_edited_day_moves_a_limit(year_2026, committed):
    assert due(date(2026, 9, 10), 3) == (date(2026, 9, 15), None)
    committed(day, "2026-09-14", "holiday")
    assert due(date(2026, 9, 10), 3) == (date(2026, 9, 16), None)
    committed(CalendarDay.objects.get(date="2026-09-14").delete)
    assert due(date(2026, 9, 10), 3) == (date(2026, 9, 15), None)


def test_a_make_up_saturday_counts(year_2026, committed):
    committed(day, "2026-09-12", "makeup")
    assert due(date(2026, 9, 10), 3) == (date(2026, 9, 14), None)


def test_beyond_the_last_filled_year_nothing_is_known(year_2026):
    assert (working_days()(date(2026, 12, 31)), working_days()(date(2027, 1, 1))) == (True, None)
    assert due(date(2026, 12, 30), 3) == (date(2027, 1, 4), date(2027, 1, 1))


def test_a_year_nobody_has_announced_is_refused_in_words(year_2026):
    with pytest.raises(CalendarError, match="还没有2027年的放假安排"):
        fill_year(2027, actor=None)
    assert [one.year for one in CalendarYear.objects.all()] == [2026]


def test_a_year_typed_in_by_hand_counts_once_it_is_declared(year_2026, committed, person):
    admin = person("jia-county_admin")
    with pytest.raises(CalendarError, match="还没有录入"):
        declare_year(2027, actor=admin)
    committed(day, "2027-01-01", "holiday")
    assert working_days()(date(2027, 1, 1)) is None
    committed(declare_year, 2027, actor=admin)
    assert (working_days()(date(2027, 1, 1)), working_days()(date(2027, 1, 4))) == (False, True)
    committed(reopen_year, 2027, actor=admin)
    assert working_days()(date(2027, 1, 1)) is None
    told = JournalEntry.objects.filter(subject_kind="services_calendar.calendaryear").order_by("pk")
    assert [*told.values_list("actor__username", "verb", "data")] == [
        (None, "fill_calendar", {"on": "2026"}),
        ("jia-county_admin", "declare_calendar", {"on": "2027"}),
        ("jia-county_admin", "reopen_calendar", {"on": "2027"}),
    ]


def test_filling_twice_is_filling_once_and_keeps_what_the_county_changed(year_2026, committed):
    before = [*CalendarDay.objects.values_list("date", "kind", "name")]
    assert len(before) == len(published.days_of(2026)) == fill_year(2026, actor=None)
    assert [*CalendarDay.objects.values_list("date", "kind", "name")] == before
    own = CalendarDay.objects.get(date="2026-05-04")
    own.kind, own.source = "makeup", "editor"
    own.save()
    committed(day, "2026-09-14", "holiday")
    committed(fill_year, 2026, actor=None)
    assert working_days()(date(2026, 5, 4)) is True
    assert working_days()(MONDAY) is False


def test_what_was_announced_and_withdrawn_goes(year_2026, committed, monkeypatch):
    days = [one for one in published.days_of(2026) if one.date != date(2026, 1, 2)]
    turned = [
        published.Published(one.date, "makeup", one.name) if one.date == date(2026, 10, 7) else one
        for one in days
    ]
    monkeypatch.setattr(published, "days_of", lambda year: turned)
    committed(fill_year, 2026, actor=None)
    works = working_days()
    assert (works(date(2026, 1, 2)), works(date(2026, 10, 7))) == (True, True)


def test_one_query_a_table_and_then_none(year_2026, django_assert_num_queries):
    caches["shared"].clear()
    with django_assert_num_queries(2):
        working_days()
    with django_assert_num_queries(0):
        assert working_days()(MONDAY) is True


def test_another_countys_calendar_is_its_own(year_2026, county_b, committed):
    committed(day, "2026-09-14", "holiday")
    assert working_days()(MONDAY) is False
    assert working_days(county_b)(MONDAY) is True
    with in_tenant(county_b):
        assert CalendarDay.objects.filter(date=MONDAY).count() == 0
        assert working_days()(MONDAY) is True


def test_outside_a_county_it_is_asked_whose(db):
    with pytest.raises(ValueError, match="Whose"):
        working_days()


def test_a_new_county_knows_its_years_and_the_duty_adds_the_missing_ones(county_a, county_b, committed):
    now = datetime.now(ZoneInfo("Asia/Shanghai")).date()
    for tenant in (county_a, county_b):
        with in_tenant(tenant):
            assert sorted(one.year for one in CalendarYear.objects.all()) == wanted(now) != []
    with in_tenant(county_b):
        CalendarYear.objects.filter(year=wanted(now)[-1]).delete()
    assert (committed(fill_calendars), committed(fill_calendars)) == (1, 0)
    assert wanted(date(2026, 5, 1)) == [2023, 2024, 2025, 2026] and YEARS_BACK == 3
    assert wanted(date(2040, 5, 1)) == []
