"""What two sealed ranges give, and whose yes makes a side agree."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from services.mediation.bargain import Bounds, Outcome, bounds, compare, may_withdraw, speaks_for, standing
from services.mediation.errors import RoomError
from services.mediation.models import Seat

yuan = st.integers(0, 10**10 - 1)


@st.composite
def ranges(draw):
    low, high = sorted((draw(yuan), draw(yuan)))
    return Bounds(low, high, draw(st.booleans()))


near = st.integers(0, 12)


@st.composite
def near_ranges(draw):
    low, high = sorted((draw(near), draw(near)))
    return Bounds(low, high, draw(st.booleans()))


@given(one=ranges() | near_ranges(), other=ranges() | near_ranges())
def test_two_ranges_meet_or_not_and_the_middle_lies_in_both(one, other):
    outcome, middle = compare(one, other)
    assert compare(other, one) == (outcome, middle)
    apart = one.high < other.low or other.high < one.low
    assert outcome == (Outcome.APART if apart else Outcome.OVERLAP)
    assert (middle is not None) == (not apart and one.midpoint and other.midpoint)
    if middle is not None:
        assert middle == int(middle)
        assert all(said.low <= middle <= said.high for said in (one, other))
        low, high = max(one.low, other.low), min(one.high, other.high)
        assert 0 <= Decimal(low + high) / 2 - middle < 1


@given(one=near_ranges(), other=near_ranges())
def test_meeting_is_having_a_whole_yuan_in_common(one, other):
    shared = set(range(one.low, one.high + 1)) & set(range(other.low, other.high + 1))
    assert (compare(one, other)[0] == Outcome.OVERLAP) == bool(shared)


@pytest.mark.parametrize(
    ("one", "other", "given"),
    [
        ((3000, 5000), (4000, 8000), (Outcome.OVERLAP, 4500)),
        ((3000, 5000), (5000, 8000), (Outcome.OVERLAP, 5000)),
        ((3000, 5000), (5001, 8000), (Outcome.APART, None)),
        ((3000, 3001), (0, 9000), (Outcome.OVERLAP, 3000)),
    ],
)
def test_known_pairs(one, other, given):
    assert compare(Bounds(*one, True), Bounds(*other, True)) == given


@pytest.mark.parametrize(("low", "high"), [("48123", "37456"), ("37456.50", "48123"), ("37456", "48123.01")])
def test_what_is_no_range_is_refused_without_its_figures(low, high):
    with pytest.raises(RoomError) as refused:
        bounds(Decimal(low), Decimal(high), False)
    assert not any(figure in str(refused.value) for figure in ("48123", "37456"))
    assert "1" not in repr(Bounds(1, 11, True))


def seat(pk: int, role: str, side: str, **more: object) -> Seat:
    return Seat(pk=pk, role=role, side=side, name=f"席{pk}", **more)


def test_a_side_is_its_parties_only():
    seats = [seat(1, "party", "a"), seat(2, "party", "a"), seat(3, "party", "b"), seat(4, "agent", "a")]
    assert standing(seats, "a", set()) == (False, ("席1", "席2"))
    assert standing(seats, "a", {1, 4}) == (False, ("席2",))
    assert standing(seats, "a", {1, 2}) == (True, ())
    assert standing(seats, "b", {1, 2}) == (False, ("席3",))
    assert standing([], "a", set()) == (False, ())


def test_for_whom_a_seat_speaks():
    party = seat(1, "party", "a")
    assert speaks_for(party) is party
    assert speaks_for(seat(2, "agent", "a", acts_for=party, authorised=True)) is party
    assert speaks_for(seat(2, "agent", "a", acts_for=party)) is None
    assert speaks_for(seat(2, "agent", "a", authorised=True)) is None
    assert speaks_for(seat(2, "party", "")) is None
    assert [speaks_for(seat(3, role, "")) for role in ("mediator", "recorder", "observer", "insurer")] == [
        None
    ] * 4


def test_who_withdraws():
    assert may_withdraw(seat(9, "mediator", ""), {1, 2, None}) is True
    assert may_withdraw(seat(1, "party", "a"), {1}) is True
    assert may_withdraw(seat(1, "party", "a"), {1, None}) is False
    assert may_withdraw(seat(1, "observer", ""), {1}) is False
