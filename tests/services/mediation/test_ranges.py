"""Sealed ranges: what is told of them, and that their figures are nowhere."""

import json
from decimal import Decimal

import pytest
from django.db import connection
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from services.mediation.actions.agree import agree
from services.mediation.actions.compare import new_round, seal_range
from services.mediation.actions.propose import counter, propose, withdraw
from services.mediation.errors import RoomError
from services.mediation.models import Clause, RoomEvent, SealedRange, Seat, Wording
from services.mediation.parts import clauses
from services.mediation.parts.table import seen
from services.notices.models import Notice
from tenants.models import JournalEntry
from tests.services.mediation.people import make_room
from tests.services.mediation.table import WITH_AGENTS, everybody_in

pytestmark = pytest.mark.django_db


@pytest.fixture
def room(inside_a):
    return everybody_in(make_room("jia", WITH_AGENTS))


@pytest.fixture
def sits(room):
    return lambda ref: Seat.objects.select_related("room").get(room=room, ref=ref)


@pytest.fixture
def money(sits):
    clause = propose("money", "补偿款", "秋收后付清。", None, actor=sits("mediator"))
    new_round(clause.pk, actor=sits("mediator"))
    return clause


def seal(clause: Clause, seat: Seat, low: int, high: int, midpoint: bool = False, round_: int = 1) -> None:
    seal_range(clause.pk, round_, Decimal(low), Decimal(high), midpoint=midpoint, actor=seat)


def told(room, seat) -> dict:
    return clauses.seen(room, seat)["cards"][0]["money"]


def test_own_side_and_others_learn_only_that_it_was_given(room, sits, money):
    seal(money, sits("agent"), 31_117, 48_223, midpoint=True)
    for ref in WITH_AGENTS:
        assert told(room, sits(ref))["submitted"] == {"a": False, "b": True}
        assert told(room, sits(ref))["outcome"] == ""
    assert [told(room, sits(ref))["own"] for ref in ("a", "b", "agent", "helper", "mediator")] == [
        False, True, True, None, None,
    ]  # fmt: skip


def test_both_in_and_apart(room, sits, money):
    seal(money, sits("a"), 50_000, 60_000, midpoint=True)
    seal(money, sits("b"), 10_000, 49_999, midpoint=True)
    assert told(room, sits("observer")) == {
        "round": 1,
        "left": 2,
        "outcome": "apart",
        "submitted": {"a": False, "b": False},
        "own": None,
        "midpoint": False,
    }
    assert (SealedRange.objects.count(), Wording.objects.count()) == (0, 1)


def test_both_in_overlapping_and_both_willing_gives_words_by_nobody(room, sits, money):
    seal(money, sits("a"), 40_000, 60_001, midpoint=True)
    seal(money, sits("b"), 10_000, 50_001, midpoint=True)
    shown = clauses.seen(room, sits("a"))["cards"][0]
    assert (shown["amount"], shown["by"], shown["text"], shown["version"]) == (
        "45000",
        None,
        "秋收后付清。",
        2,
    )
    assert shown["money"]["midpoint"] is True
    assert [side["agreed"] for side in shown["sides"].values()] == [False, False]
    agree(money.pk, 2, actor=sits("a"))
    agree(money.pk, 2, actor=sits("b"))
    assert clauses.seen(room, sits("a"))["all_agreed"] is True


@pytest.mark.parametrize("willing", [(True, False), (False, True), (False, False)])
def test_no_middle_unless_both_want_it(room, sits, money, willing):
    seal(money, sits("a"), 40_000, 60_000, midpoint=willing[0])
    seal(money, sits("b"), 10_000, 50_000, midpoint=willing[1])
    assert told(room, sits("a"))["outcome"] == "overlap"
    assert (SealedRange.objects.count(), Wording.objects.count()) == (0, 1)


def test_one_range_a_side_and_round(room, sits, money):
    seal(money, sits("b"), 100, 200)
    with pytest.raises(RoomError, match="已经密封提交"):
        seal(money, sits("agent"), 300, 400)
    seal(money, sits("a"), 150, 160)
    for ref in ("a", "b"):
        with pytest.raises(RoomError, match="这一轮已经结束"):
            seal(money, sits(ref), 300, 400)
    with pytest.raises(RoomError, match="这一轮已经结束"):
        seal(money, sits("a"), 300, 400, round_=2)
    assert SealedRange.objects.count() == 0


def test_three_rounds_each_opened_by_a_mediator_and_no_more(room, sits):
    clause = propose("money", "补偿款", "", None, actor=sits("a"))
    with pytest.raises(RoomError, match="还没有开始"):
        seal(clause, sits("a"), 1, 2, round_=0)
    for round_ in (1, 2, 3):
        new_round(clause.pk, actor=sits("co"))
        seal(clause, sits("a"), 10, 20, round_=round_)
        seal(clause, sits("b"), 1, 2, round_=round_)
        assert (told(room, sits("a"))["outcome"], told(room, sits("a"))["left"]) == ("apart", 3 - round_)
    with pytest.raises(RoomError, match="已经比过3轮"):
        new_round(clause.pk, actor=sits("mediator"))


def test_a_new_round_throws_away_what_only_one_side_gave(room, sits, money):
    seal(money, sits("a"), 10, 20)
    new_round(money.pk, actor=sits("mediator"))
    assert SealedRange.objects.count() == 0
    seal(money, sits("b"), 10, 20, round_=2)
    assert told(room, sits("b")) | {"own": None} == {
        "round": 2,
        "left": 1,
        "outcome": "",
        "submitted": {"a": False, "b": True},
        "own": None,
        "midpoint": False,
    }


def test_nothing_is_compared_where_there_is_nothing_to_compare(room, sits, money):
    text = propose("text", "界线", "以老槐树为界。", None, actor=sits("a"))
    with pytest.raises(RoomError, match="只有金额条款"):
        new_round(text.pk, actor=sits("mediator"))
    counter(money.pk, 1, "", Decimal(900), actor=sits("a"))
    agree(money.pk, 2, actor=sits("b"))
    for deed in (lambda: seal(money, sits("a"), 1, 2), lambda: new_round(money.pk, actor=sits("mediator"))):
        with pytest.raises(RoomError, match="不用再比"):
            deed()


def test_a_range_is_kept_no_longer_than_needed(sits, money):
    seal(money, sits("a"), 10, 20)
    counter(money.pk, 1, "", Decimal(900), actor=sits("a"))
    agree(money.pk, 2, actor=sits("b"))
    assert SealedRange.objects.count() == 0
    other = propose("money", "误工费", "", None, actor=sits("a"))
    new_round(other.pk, actor=sits("mediator"))
    seal(other, sits("a"), 10, 20)
    withdraw(other.pk, actor=sits("a"))
    assert SealedRange.objects.count() == 0


# Figures that nothing else in a room is written with, so that finding one is finding a leak.
figures = st.lists(st.integers(1_000_003, 9_999_999), min_size=4, max_size=4, unique=True)


@given(figures=figures, willing=st.tuples(st.booleans(), st.booleans()))
@settings(max_examples=8, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_the_figures_are_nowhere(room, sits, money, figures, willing):
    """Not in what any seat is shown, in the log, the journal, a notice, an error or, unsealed, in the database."""
    Clause.objects.filter(pk=money.pk).update(round=1, outcome="")
    SealedRange.objects.filter(clause=money).delete()
    one, other = sorted(figures[:2]), sorted(figures[2:])
    low, high = max(one[0], other[0]), min(one[1], other[1])
    middle = (low + high) // 2 if low <= high and all(willing) else None
    said = []
    seal(money, sits("a"), *one, midpoint=willing[0])
    assert_nowhere(room, figures, said)
    for ref in ("a", "b"):
        for wrong in ((figures[0] + 1, figures[0]), (*one,)):
            with pytest.raises(RoomError) as refused:
                seal(money, sits(ref), *wrong, round_=1 if ref == "a" else 2)
            said.append(repr(refused.value) + repr(refused.value.__cause__))
    seal(money, sits("b"), *other, midpoint=willing[1])
    assert SealedRange.objects.count() == 0
    assert_nowhere(room, set(figures) - {middle}, said)


def assert_nowhere(room, figures, said) -> None:
    shown = [seen(room, seat) for seat in Seat.objects.filter(room=room)]
    kept = [list(RoomEvent.objects.values_list("kind", "data")), list(JournalEntry.objects.values())]
    kept += [list(Notice.objects.values()), list(Wording.objects.values())]
    with connection.cursor() as cursor:
        cursor.execute("SELECT * FROM mediation_sealedrange")
        kept.append(cursor.fetchall())
    everything = json.dumps([shown, kept, said], default=str, ensure_ascii=False)
    assert [figure for figure in figures if str(figure) in everything] == []
