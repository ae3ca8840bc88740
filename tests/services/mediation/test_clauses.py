"""Clauses of an agreement: who may do what, what counts as agreed, and what nobody may overwrite."""

from decimal import Decimal

import pytest
from django.db import transaction

from services.documents.actions.issue import issue
from services.mediation.actions.agree import agree, take_back
from services.mediation.actions.compare import new_round, seal_range
from services.mediation.actions.propose import counter, propose, withdraw
from services.mediation.cards import agreed_terms, all_agreed
from services.mediation.errors import RoomError
from services.mediation.models import Clause, Consent, Room, RoomEvent, Seat, Wording
from services.mediation.parts import clauses
from services.mediation.verbs import VERBS
from tenants.scope import in_tenant
from tests.services.documents.samples import issue_arguments
from tests.services.mediation.people import make_room
from tests.services.mediation.table import WITH_AGENTS, everybody_in

pytestmark = pytest.mark.django_db

WORDS = "以老槐树到井台的直线为界。"
JOINT = {"agree", "counter", "withdraw"}
# What each of them may do with a text clause and with a money clause that a mediator proposed, a round being open.
TABLE = {
    "mediator": {"propose", "counter", "withdraw", "new_round"},
    "co": {"propose", "counter", "withdraw", "new_round"},
    "a": {"propose", "counter", "agree", "range"},
    "b": {"propose", "counter", "agree", "range"},
    "agent": {"propose", "counter", "agree", "range"},  # special authority from B
    "helper": {"propose", "counter"},  # of A, without it
    "insurer": {"propose", "counter"},
    "recorder": set(),
    "expert": set(),
    "observer": set(),
}


@pytest.fixture
def room(inside_a):
    return everybody_in(make_room("jia", WITH_AGENTS))


@pytest.fixture
def sits(room):
    return lambda ref: Seat.objects.select_related("room").get(room=room, ref=ref)


@pytest.fixture
def paper(inside_a, person):
    arguments = issue_arguments(actor=person("jia-case_officer"), head="a1b2c3d4e5f6")
    return issue("mediation_agreement", **arguments)


def text_clause(sits, by: str = "mediator") -> Clause:
    return propose("text", "界线", WORDS, None, actor=sits(by))


def card(room: Room, seat: Seat, index: int = 0) -> dict:
    return clauses.seen(room, seat)["cards"][index]


def succeeds(deed) -> bool:
    """Undone again."""
    try:
        with transaction.atomic():
            deed()
            transaction.set_rollback(True)
    except RoomError:
        return False
    return True


def deeds(seat: Seat, text: Clause, money: Clause) -> dict:
    return {
        "propose": lambda: propose("text", "道歉", "当面道歉。", None, actor=seat),
        "counter": lambda: counter(text.pk, 1, "以新立的界桩为界。", None, actor=seat),
        "withdraw": lambda: withdraw(text.pk, actor=seat),
        "agree": lambda: agree(text.pk, 1, actor=seat),
        "range": lambda: seal_range(money.pk, 1, Decimal(100), Decimal(200), actor=seat),
        "new_round": lambda: new_round(money.pk, actor=seat),
    }


def done(seat: Seat, text: Clause, money: Clause) -> set[str]:
    return {name for name, deed in deeds(seat, text, money).items() if succeeds(deed)}


def shown(room: Room, seat: Seat) -> set[str]:
    part = clauses.seen(room, seat)
    of_text, of_money = (set(one["can"]) for one in part["cards"])
    return of_text | (of_money - JOINT) | ({"propose"} if part["can_propose"] else set())


@pytest.fixture
def table(room, sits):
    text = text_clause(sits)
    money = propose("money", "补偿款", "", Decimal(5000), actor=sits("mediator"))
    new_round(money.pk, actor=sits("mediator"))
    return text, money


def test_everybody_may_do_what_the_table_says_and_is_shown_just_that(room, sits, table):
    assert {ref: done(sits(ref), *table) for ref in TABLE} == TABLE
    assert {ref: shown(room, sits(ref)) for ref in TABLE} == TABLE


def test_in_a_sealed_room_clauses_are_read_and_only_ranges_given(room, sits, table):
    Seat.objects.filter(room=room, side="a").update(place="a")
    Seat.objects.filter(room=room, ref="mediator").update(place="a")
    expected = {"a": {"range"}, "helper": set(), "mediator": {"new_round"}, "b": TABLE["b"]}
    assert {ref: done(sits(ref), *table) for ref in expected} == expected
    assert {ref: shown(room, sits(ref)) for ref in expected} == expected
    assert clauses.seen(room, sits("a"))["joint"] is False


def test_nobody_does_anything_from_the_door_or_after_the_end(room, sits, table):
    Seat.objects.filter(room=room, ref="a").update(state=Seat.State.WAITING)
    assert done(sits("a"), *table) == set()
    Room.objects.filter(pk=room.pk).update(state=Room.State.ENDED)
    assert done(sits("b"), *table) | done(sits("mediator"), *table) == set()


def test_the_other_county_and_the_other_room_touch_nothing(room, sits, table, county_b):
    neighbour = everybody_in(make_room("jia", WITH_AGENTS))
    assert done(Seat.objects.get(room=neighbour, ref="mediator"), *table) == {"propose"}
    assert clauses.seen(neighbour, Seat.objects.get(room=neighbour, ref="a"))["cards"] == []
    with in_tenant(county_b):
        abroad = everybody_in(make_room("yi", WITH_AGENTS))
        assert done(Seat.objects.get(room=abroad, ref="mediator"), *table) == {"propose"}
        assert done(Seat.objects.get(room=abroad, ref="a"), *table) == {"propose"}
    assert Clause.objects.filter(room=room).count() == 2
    assert set(Wording.objects.values_list("version", flat=True)) == {1}


def test_a_card_is_green_when_both_sides_agree_to_the_newest_words(room, sits):
    clause = text_clause(sits, "a")
    assert card(room, sits("observer"))["sides"] == {
        "a": {"agreed": True, "missing": []},
        "b": {"agreed": False, "missing": ["陆长庚"]},
    }
    assert (all_agreed(room), agreed_terms(room)) == (False, [])
    agree(clause.pk, 1, actor=sits("b"))
    assert card(room, sits("observer"))["settled"] is True
    assert all_agreed(room) is True
    assert agreed_terms(room) == [("界线", WORDS, None)]
    counter(clause.pk, 1, "以新立的界桩为界。", None, actor=sits("b"))
    assert {side: told["agreed"] for side, told in card(room, sits("a"))["sides"].items()} == {
        "a": False,
        "b": True,
    }
    assert all_agreed(room) is False


def test_nothing_proposed_is_nothing_agreed(room, sits):
    assert (all_agreed(room), agreed_terms(room)) == (False, [])
    clause = text_clause(sits)
    withdraw(clause.pk, actor=sits("mediator"))
    assert (all_agreed(room), clauses.seen(room, sits("a"))["cards"]) == (False, [])


def test_every_party_of_a_side_has_to_agree(room, sits):
    Seat.objects.create(tenant=room.tenant, room=room, role="party", side="b", name="陆小满", ref="b2")
    clause = text_clause(sits, "a")
    agree(clause.pk, 1, actor=sits("agent"))
    assert card(room, sits("a"))["sides"]["b"] == {"agreed": False, "missing": ["陆小满"]}
    assert Consent.objects.get(wording__clause=clause, seat=sits("b")).by == sits("agent")
    Seat.objects.filter(ref="b2").update(state=Seat.State.ADMITTED)
    agree(clause.pk, 1, actor=sits("b2"))
    assert card(room, sits("a"))["settled"] is True


def test_a_side_without_a_party_agrees_to_nothing(room, sits):
    Seat.objects.filter(room=room, ref="b").update(side="")
    text_clause(sits, "a")
    assert card(room, sits("a"))["sides"]["b"] == {"agreed": False, "missing": []}


def test_who_proposes_with_authority_agrees_at_once_and_who_has_none_does_not(room, sits):
    for by, agreed in (("agent", ["陆长庚"]), ("helper", []), ("insurer", []), ("mediator", [])):
        clause = text_clause(sits, by)
        names = Consent.objects.filter(wording__clause=clause).values_list("seat__name", flat=True)
        assert (by, list(names)) == (by, agreed)


def test_a_yes_is_taken_back(room, sits):
    clause = text_clause(sits, "a")
    agree(clause.pk, 1, actor=sits("b"))
    take_back(clause.pk, 1, actor=sits("b"))
    assert card(room, sits("b"))["sides"]["b"]["missing"] == ["陆长庚"]
    assert "agree" in card(room, sits("b"))["can"]
    take_back(clause.pk, 1, actor=sits("a"))
    assert Consent.objects.count() == 0
    assert succeeds(lambda: take_back(clause.pk, 1, actor=sits("mediator"))) is False


def test_of_two_counters_to_the_same_words_the_second_overwrites_nothing(room, sits):
    clause = text_clause(sits)
    counter(clause.pk, 1, "往东让半米。", None, actor=sits("a"))
    with pytest.raises(RoomError, match="刚刚改过"):
        counter(clause.pk, 1, "往西让半米。", None, actor=sits("b"))
    with pytest.raises(RoomError, match="刚刚改过"):
        agree(clause.pk, 1, actor=sits("b"))
    seen = card(room, sits("b"))
    assert (seen["version"], seen["text"], seen["by"]["name"]) == (2, "往东让半米。", "沈秋禾")
    assert [(one["version"], one["text"]) for one in seen["history"]] == [(1, WORDS)]


def test_a_clause_of_ones_own_is_withdrawn_until_another_worded_it(room, sits):
    clause = text_clause(sits, "a")
    assert succeeds(lambda: withdraw(clause.pk, actor=sits("b"))) is False
    assert succeeds(lambda: withdraw(clause.pk, actor=sits("a"))) is True
    counter(clause.pk, 1, "往西让半米。", None, actor=sits("b"))
    assert succeeds(lambda: withdraw(clause.pk, actor=sits("a"))) is False
    withdraw(clause.pk, actor=sits("co"))
    with pytest.raises(RoomError, match="已经撤回"):
        agree(clause.pk, 2, actor=sits("a"))


def test_once_the_agreement_is_drawn_up_everything_stays_as_it_is(room, sits, table, paper):
    agree(table[0].pk, 1, actor=sits("a"))
    Room.objects.filter(pk=room.pk).update(paper=paper)
    room.refresh_from_db()
    for ref in TABLE:
        assert (ref, done(sits(ref), *table), shown(room, sits(ref))) == (ref, set(), set())
    with pytest.raises(RoomError, match="协议书已经写好"):
        take_back(table[0].pk, 1, actor=sits("a"))
    assert clauses.seen(room, sits("a"))["frozen"] is True


@pytest.mark.parametrize(
    ("kind", "title", "text", "amount", "why"),
    [
        ("text", " ", WORDS, None, "名称"),
        ("text", "界线", " \n", None, "内容"),
        ("money", "补偿款", "", Decimal(0), "金额"),
        ("gift", "补偿款", "好", None, "没有这样的条款"),
    ],
)
def test_a_clause_says_something(sits, kind, title, text, amount, why):
    with pytest.raises(RoomError, match=why):
        propose(kind, title, text, amount, actor=sits("a"))
    assert Clause.objects.count() == 0


def test_money_without_an_amount_is_not_agreed_to_yet(room, sits):
    clause = propose("money", "补偿款", "秋收后付清。", None, actor=sits("a"))
    assert Consent.objects.count() == 0
    with pytest.raises(RoomError, match="还没有金额"):
        agree(clause.pk, 1, actor=sits("b"))
    assert "agree" not in card(room, sits("b"))["can"]
    counter(clause.pk, 1, "秋收后付清。", Decimal("4800.50"), actor=sits("a"))
    agree(clause.pk, 2, actor=sits("b"))
    assert card(room, sits("b"))["amount"] == "4800.50"
    assert agreed_terms(room) == [("补偿款", "秋收后付清。", Decimal("4800.50"))]


def test_the_log_tells_who_did_what_and_not_what_was_said(room, sits):
    clause = text_clause(sits, "a")
    agree(clause.pk, 1, actor=sits("b"))
    take_back(clause.pk, 1, actor=sits("b"))
    counter(clause.pk, 1, "往西让半米。", None, actor=sits("b"))
    withdraw(clause.pk, actor=sits("mediator"))
    events = list(RoomEvent.objects.filter(room=room, kind__startswith="clause_"))
    assert [(one.kind, one.seat.ref) for one in events] == [
        ("clause_proposed", "a"),
        ("clause_agreed", "b"),
        ("clause_taken_back", "b"),
        ("clause_countered", "b"),
        ("clause_withdrawn", "mediator"),
    ]
    assert "西" not in str([one.data for one in events])


def test_the_part_asks_the_same_few_questions_for_any_number_of_clauses(
    room, sits, django_assert_num_queries
):
    for _ in range(4):
        clause = text_clause(sits)
        counter(clause.pk, 1, "往东让半米。", None, actor=sits("a"))
    seat = Seat.objects.select_related("acts_for").get(room=room, ref="agent")
    with django_assert_num_queries(5):
        clauses.seen(room, seat)


def test_every_message_about_clauses_has_its_deed(room, sits):
    names = {kind.__name__ for kind in VERBS}
    assert names >= {"Propose", "Counter", "Agree", "TakeBack", "Withdraw", "Range", "NewRound"}
