"""The agreement is drawn up from clauses that everybody agreed to, and taken back only while nobody has signed."""

from datetime import timedelta

import pytest
from django.utils import timezone

from services.documents.models import Paper
from services.mediation import signals
from services.mediation.actions.agree import take_back
from services.mediation.actions.draw_up import draw_up, take_back_paper
from services.mediation.actions.propose import counter, withdraw
from services.mediation.cards import Term
from services.mediation.errors import NotAllowed, RoomError
from services.mediation.models import Clause, Room, RoomEvent
from services.mediation.parts import paper as part
from services.mediation.terms import lines
from tests.services.mediation.agreeing import everybody_inside, ready_room, signs_by_hand, sits
from tests.services.mediation.people import make_room

pytestmark = pytest.mark.django_db
DUE = (timezone.localdate() + timedelta(days=30)).isoformat()


@pytest.fixture
def room(inside_a):
    return ready_room()


def drawn_up(room, by="mediator", due=DUE, how="银行转账，一次付清") -> Room:
    draw_up(due, how, {}, (), actor=sits(room, by))
    return Room.objects.select_related("paper", "tenant").get(pk=room.pk)


def seen(room, ref):
    seat = sits(room, ref)
    return part.seen(seat.room, seat)


def test_clauses_become_counted_lines():
    said = lines(
        [Term("界线", "界线以老槐树为准。", None), Term("补偿", "月底前付", 800), Term("道歉", "当面", None)]
    )
    assert said == (
        ("一、界线以老槐树为准。", "二、补偿：800元。月底前付。", "三、道歉：当面。"),
        ("二、补偿：800元。月底前付。",),
    )


def test_a_room_alone_issues_the_agreement_with_everybody_s_seat(room, django_capture_on_commit_callbacks):
    heard = []
    signals.drawn_up.connect(lambda **told: heard.append(told["room"].pk), weak=False, dispatch_uid="t")
    with django_capture_on_commit_callbacks(execute=True):
        now = drawn_up(room)
    signals.drawn_up.disconnect(dispatch_uid="t")
    assert heard == [room.pk]
    assert (now.paper.kind, now.paper.matter_number) == ("mediation_agreement", room.code)
    assert [(seat["code"], seat["name"]) for seat in now.paper.seats] == [
        ("a", "沈秋禾"), ("b", "陆长庚"), ("mediator", "周明"),
    ]  # fmt: skip
    assert now.paper_terms == {
        "text": "一、界线：以老槐树到井台的直线为界。\n二、补偿：800元。一次付清。", "due": DUE,
        "how": "银行转账，一次付清", "more": {}, "confirmed": [], "by": sits(room, "mediator").pk, "pages": 1,
    }  # fmt: skip


def test_only_when_every_clause_is_green(room):
    take_back(Clause.objects.filter(room=room).last().pk, 1, actor=sits(room, "b"))
    with pytest.raises(RoomError, match="还有条款没有谈妥"):
        drawn_up(room)
    assert seen(room, "mediator") == {"state": "none"}
    for clause in Clause.objects.filter(room=room):
        withdraw(clause.pk, actor=sits(room, "mediator"))
    with pytest.raises(RoomError, match="还有条款没有谈妥"):
        drawn_up(room)


@pytest.mark.parametrize("ref", ["a", "b", "agent", "observer"])
def test_only_who_leads_draws_it_up(room, ref):
    with pytest.raises(NotAllowed):
        drawn_up(room, ref)
    assert Paper.objects.count() == 0


@pytest.mark.parametrize("due", ["", "morgen", "2020-01-01"])
def test_the_day_of_performance_is_a_day_to_come(room, due):
    with pytest.raises(RoomError, match="履行期限"):
        drawn_up(room, due=due)
    assert Paper.objects.count() == 0


def test_once_drawn_up_the_clauses_stand(room):
    drawn_up(room)
    with pytest.raises(RoomError, match="已经拟好"):
        drawn_up(room)
    with pytest.raises(RoomError, match="不能再改"):
        counter(Clause.objects.filter(room=room).first().pk, 1, "换个说法", None, actor=sits(room, "a"))


def test_a_mistake_before_anybody_signed_is_taken_back(room):
    first = drawn_up(room).paper
    with pytest.raises(RoomError, match="为什么"):
        take_back_paper(" ", actor=sits(room, "mediator"))
    with pytest.raises(NotAllowed):
        take_back_paper("金额写错", actor=sits(room, "a"))
    take_back_paper("金额写错", actor=sits(room, "mediator"))
    first.refresh_from_db()
    assert (first.state, first.revoked_reason) == ("revoked", "金额写错")
    assert seen(room, "a") == {"state": "ready", "form": None}
    assert drawn_up(room).paper != first
    kinds = RoomEvent.objects.filter(room=room, kind__contains="paper").values_list("kind", flat=True)
    assert list(kinds) == ["paper_taken_back"]


def test_after_the_first_signature_it_stays(room):
    now = drawn_up(room)
    signs_by_hand(now, "a")
    with pytest.raises(RoomError, match="已经有人签名"):
        take_back_paper("金额写错", actor=sits(room, "mediator"))
    assert seen(room, "mediator")["may_take_back"] is False


def test_what_each_sees_of_it(room):
    form = seen(room, "mediator")["form"]
    assert form == {"missing": "", "fields": [], "judgements": []}
    assert seen(room, "a") == {"state": "ready", "form": None}
    now = drawn_up(room)
    a, b, mediator, observer = (seen(room, ref) for ref in ("a", "b", "mediator", "observer"))
    assert [place["turn"] for place in b["places"]] == [True, False, False]
    assert (a["mine"], b["mine"]) == ({"name": "沈秋禾", "own": True, "problem": ""}, None)
    assert (mediator["may_take_back"], a["may_take_back"]) == (True, False)
    assert (mediator["download"], observer["download"]) == (True, False)
    assert (a["pages"], a["seen"], a["verify"]) == (1, now.paper.pdf_sha256, f"/verify/{now.paper.code}/")


def test_a_paper_that_was_revoked_elsewhere_is_no_longer_on_the_table(room):
    now = drawn_up(room)
    Paper.objects.filter(pk=now.paper_id).update(revoked_at=timezone.now())
    assert seen(room, "mediator") == {"state": "revoked", "may_take_back": True}
    take_back_paper("已在案件里作废", actor=sits(room, "mediator"))
    assert seen(room, "a")["state"] == "ready"


def test_an_empty_room_has_nothing(inside_a):
    assert seen(everybody_inside(make_room()), "a") == {"state": "none"}
