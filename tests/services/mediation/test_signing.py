"""Everybody signs in turn on the screen; nobody for somebody else, nobody twice, nobody unknown."""

import pytest
from django.test import Client

from services.documents.models import PaperSignature
from services.mediation import signals
from services.mediation.actions import identify as identify_action
from services.mediation.actions.sign_agreement import Drawn, sign_agreement
from services.mediation.errors import NotAllowed, RoomError
from services.mediation.models import Room, Seat
from services.mediation.parts import paper as part
from tenants.scope import in_tenant
from tests.services.mediation.agreeing import ink, ready_room, sent_ink, signs_by_hand, sits
from tests.services.mediation.people import browser, make_room
from tests.services.mediation.test_draw_up import drawn_up

pytestmark = pytest.mark.django_db


@pytest.fixture
def room(inside_a):
    return drawn_up(ready_room())


def types(room, ref, name):
    seat = sits(room, ref)
    sign_agreement(Drawn(seen=room.paper.pdf_sha256, typed=name), actor=seat)


def names(room):
    return list(PaperSignature.objects.filter(paper=room.paper).order_by("pk").values_list("seat", "method"))


def test_one_after_the_other_the_mediator_last(room, django_capture_on_commit_callbacks):
    heard = []
    signals.agreed.connect(lambda **told: heard.append(told["room"].pk), weak=False, dispatch_uid="t")
    with django_capture_on_commit_callbacks(execute=True):
        for ref in ("b", "mediator", "agent", "observer"):
            with pytest.raises(NotAllowed, match="现在轮到沈秋禾签名"):
                signs_by_hand(room, ref)
        signs_by_hand(room, "a")
        with pytest.raises(NotAllowed, match="现在轮到陆长庚签名"):
            signs_by_hand(room, "mediator")
        types(room, "b", "陆长庚")
    assert heard == []
    with django_capture_on_commit_callbacks(execute=True):
        signs_by_hand(room, "mediator")
    signals.agreed.disconnect(dispatch_uid="t")
    room.paper.refresh_from_db()
    assert names(room) == [("a", "drawn"), ("b", "typed"), ("mediator", "drawn")]
    assert (heard, bool(room.paper.signed_sha256)) == ([room.pk], True)
    seat = sits(room, "a")
    told = part.seen(seat.room, seat)
    assert (told["state"], told["pages"], told["mine"]) == ("signed", 2, None)
    with pytest.raises(RoomError, match="已经签好"):
        signs_by_hand(room, "a")


def test_whose_identity_was_not_checked_cannot_sign(room):
    Seat.objects.filter(room=room, ref="a").update(identity="")
    with pytest.raises(NotAllowed, match="还没有核对您的身份"):
        signs_by_hand(room, "a")
    seat = sits(room, "a")
    assert "还没有核对您的身份" in part.seen(seat.room, seat)["mine"]["problem"]


def test_who_draws_up_is_told_whose_identity_is_not_checked(room):
    def told(ref):
        seat = sits(room, ref)
        return part.seen(seat.room, seat)["unidentified"]

    assert told("mediator") == []
    Seat.objects.filter(room=room, ref__in=["a", "b"]).update(identity="")
    # The agent with special authority is known, and signs for B.
    assert told("mediator") == ["沈秋禾"]
    assert told("a") == []
    Seat.objects.filter(room=room, ref="agent").update(identity="")
    assert told("mediator") == ["沈秋禾", "陆长庚"]
    Seat.objects.filter(room=room, ref__in=["a", "b"]).update(identity=Seat.Identity.NAME)
    signs_by_hand(room, "a")
    Seat.objects.filter(room=room, ref__in=["a", "b"]).update(identity="")
    assert told("mediator") == ["陆长庚"]


def test_before_it_is_drawn_up_the_mediator_alone_is_told_whose_identity_is_not_checked(inside_a):
    ready = ready_room()
    Seat.objects.filter(room=ready, ref="a").update(identity="")
    lead, party = sits(ready, "mediator"), sits(ready, "a")
    assert part.seen(ready, lead)["unidentified"] == ["沈秋禾"]
    assert part.seen(ready, party) == {"state": "ready", "form": None}


def test_the_paper_is_shown_anew_to_whom_the_mediator_has_identified(room, monkeypatch):
    Seat.objects.filter(room=room, ref="a").update(identity="")
    seat, told = sits(room, "a"), []
    monkeypatch.setattr(
        identify_action, "changed", lambda _room, *parts, to: told.append((parts, seat.pk in to))
    )
    identify_action.identify(seat.pk, "name", "", actor=sits(room, "mediator"))
    assert told == [(("seats", "paper"), True)]
    assert part.seen(room, sits(room, "a"))["mine"]["problem"] == ""


def test_an_agent_signs_for_its_party_with_special_authority_only_and_by_hand(room):
    signs_by_hand(room, "a")
    Seat.objects.filter(room=room, ref="agent").update(authorised=False)
    with pytest.raises(NotAllowed):
        signs_by_hand(room, "agent")
    Seat.objects.filter(room=room, ref="agent").update(authorised=True)
    with pytest.raises(NotAllowed, match="手写"):
        types(room, "agent", "陆长庚")
    signs_by_hand(room, "agent")
    last = PaperSignature.objects.order_by("pk").last()
    assert (last.seat, last.name) == ("b", "陆长庚")
    assert "代理人柳律师" in last.statement


def test_another_name_an_empty_drawing_and_another_file_are_refused(room):
    seat = sits(room, "a")
    seen = room.paper.pdf_sha256
    for drawn in (
        Drawn(seen=seen, typed="陆长庚"), Drawn(seen=seen), Drawn(seen="0" * 64, image=ink()),
        Drawn(seen=seen, image=b"no picture"),
    ):  # fmt: skip
        with pytest.raises(RoomError):
            sign_agreement(drawn, actor=seat)
    assert names(room) == []


def test_nobody_signs_where_nothing_lies_or_before_the_door(room, inside_a):
    with pytest.raises(RoomError, match="没有要签的"):
        seat = sits(ready_room(), "a")
        sign_agreement(Drawn(seen="", image=ink()), actor=seat)
    Seat.objects.filter(room=room, ref="a").update(state=Seat.State.WAITING)
    with pytest.raises(NotAllowed):
        signs_by_hand(room, "a")


# --- the doors


def address(room, rest):
    return f"/mediation/{room.code}/{rest}"


def post(client: Client, room, **more):
    said = {"read": "yes", "drawn": sent_ink(), "seen": room.paper.pdf_sha256, **more}
    return client.post(address(room, "sign/"), said)


def admitted(room, ref) -> Client:
    client = browser(room, ref)
    Seat.objects.filter(room=room, ref=ref).update(state=Seat.State.ADMITTED, identity="name")
    return client


def test_pages_and_paper_for_those_inside(room):
    a, observer = admitted(room, "a"), admitted(room, "observer")
    picture = a.get(address(room, "paper/1.png"))
    assert (picture.status_code, picture["Content-Type"]) == (200, "image/png")
    assert picture.content.startswith(b"\x89PNG")
    assert "no-store" in picture["Cache-Control"]
    assert a.get(address(room, "paper/9.png")).status_code == 404
    assert a.get(address(room, "paper.pdf")).content.startswith(b"%PDF")
    assert [observer.get(address(room, rest)).status_code for rest in ("paper/1.png", "paper.pdf")] == [
        200,
        404,
    ]


def test_strangers_and_those_at_the_door_are_told_nothing(room, county_a, county_b, browse):
    waiting = admitted(room, "b")
    Seat.objects.filter(room=room, ref="b").update(state=Seat.State.WAITING)
    clients = [
        browse(county_a), browse(county_a, "stranger"), browse(county_a, "jia-case_officer"),
        browse(county_b, "yi-mediator"), browse(county_b, "yi-case_officer"), waiting,
    ]  # fmt: skip
    for client in clients:
        assert [client.get(address(room, rest)).status_code for rest in ("paper/1.png", "paper.pdf")] == [
            404,
            404,
        ]
        assert post(client, room).status_code == 404
    assert names(room) == []


def test_signing_over_the_door(room):
    a, b = admitted(room, "a"), admitted(room, "b")
    assert post(a, room, read="").json() == {"error": "请先看完协议书，再勾选“我已看过”。"}
    assert post(b, room).status_code == 403
    assert post(a, room, drawn="data:image/png;base64,%%%").status_code == 409
    assert post(a, room, drawn="", typed="别人").status_code == 409
    assert post(a, room).json() == {"signed": True}
    assert post(b, room, drawn="", typed="陆长庚").json() == {"signed": True}
    assert names(room) == [("a", "drawn"), ("b", "typed")]
    assert a.get(address(room, "sign/")).status_code == 405


def test_the_paper_stays_open_to_them_when_the_talk_is_over(room):
    a = admitted(room, "a")
    with in_tenant(room.tenant):
        Room.objects.filter(pk=room.pk).update(state=Room.State.ENDED)
    assert a.get(address(room, "paper.pdf")).status_code == 200
    assert post(a, room).status_code == 409


def test_a_paper_of_one_room_is_not_open_from_another(room, inside_a):
    other = make_room()
    client = admitted(other, "a")
    assert client.get(address(room, "paper/1.png")).status_code == 404
