from datetime import date

from hypothesis import given
from hypothesis import strategies as st

from services.procedures.spans import Reckoning, months_after, next_fixed, period_of, slice_of

days = st.dates(date(1990, 1, 1), date(2090, 12, 31))
periods = st.sampled_from(["day", "week", "month", "quarter", "half_year", "year"])


@given(days, periods)
def test_a_day_lies_in_its_period(day, per):
    first, last = period_of(day, per)
    assert first <= day <= last
    assert period_of(first, per) == period_of(last, per) == (first, last)


@given(days, periods, st.integers(1, 400))
def test_the_slices_of_a_period_fill_it_without_overlapping(day, per, times):
    first, last = slice_of(day, per, times)
    assert period_of(day, per)[0] <= first <= day <= last <= period_of(day, per)[1]
    assert slice_of(first, per, times) == slice_of(last, per, times) == (first, last)


@given(days, st.integers(-40, 400))
def test_months_keep_the_day_or_end_the_month(day, months):
    found = months_after(day, months)
    assert found.day == day.day or (found.day < day.day and months_after(found.replace(day=1), 1).day == 1)
    assert (found.year * 12 + found.month) - (day.year * 12 + day.month) == months


@given(days, st.integers(1, 12), st.integers(1, 31))
def test_a_fixed_day_is_never_in_the_past_and_less_than_a_year_ahead(day, month, number):
    assert 0 <= (next_fixed(day, f"{month:02}-{number:02}") - day).days <= 366
    assert 0 <= (next_fixed(day, str(number)) - day).days <= 31


@given(days, st.integers(1, 60))
def test_working_days_forth_and_back(day, amount):
    reckoning = Reckoning(lambda one: one.weekday() < 5)
    end = reckoning.count(day, amount, working=True)
    assert end.weekday() < 5
    assert (
        sum(
            1
            for one in range(1, (end - day).days + 1)
            if date.fromordinal(day.toordinal() + one).weekday() < 5
        )
        == amount
    )
