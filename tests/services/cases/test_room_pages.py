"""The case page plans a room and lists it; the party's page leads into it; what was recorded and written is chained."""

from datetime import timedelta
from hashlib import sha256

import pytest
from django.utils import timezone

from services.cases import chain, room_receivers
from services.cases.models import CaseEvent, CasePaper
from services.mediation.models import Minutes, Recording, Room, Seat
from tenants.models import User
from tests.services.cases.test_rooms import plan, tomorrow

pytestmark = pytest.mark.django_db


@pytest.fixture
def desk(browse, county_a):
    return browse(county_a, "jia-mediator")


def said(case, **more):
    day = timezone.localtime(tomorrow())
    parties = [one.pk for one in case.parties.all()]
    return {"day": f"{day:%Y-%m-%d}", "time": "09:30", "parties": parties, **more}


def deed(case, name="room"):
    return f"/admin/cases/{case.pk}/deeds/{name}/"


def test_a_room_is_planned_and_called_off_on_the_page_of_the_case(at_table, desk):
    page = f"/admin/cases/{at_table.pk}/"
    assert "开视频调解室" in desk.get(page).content.decode()
    assert desk.post(deed(at_table), said(at_table))["Location"] == f"{page}#rooms"
    room = Room.objects.get()
    assert f"{timezone.localtime(room.starts_at):%H:%M}" == "09:30"
    assert f"/mediation/{room.code}/" in desk.get(page).content.decode()
    desk.post(deed(at_table, "room-off"), {"room": room.pk, "reason": "停电"})
    room.refresh_from_db()
    assert (room.state, room.why_cancelled) == ("ended", "停电")
    assert f"/mediation/{room.code}/" not in desk.get(page).content.decode()


@pytest.mark.parametrize(
    ("wrong", "why"),
    [({"day": "2020-01-01"}, "已经过了"), ({"parties": []}, "请选择请谁参加。"), ({"time": "x"}, "")],
)
def test_what_is_wrong_is_said_and_nothing_is_planned(at_table, desk, wrong, why):
    answer = desk.post(deed(at_table), said(at_table, **wrong))
    assert answer.status_code == 400
    assert why in answer.content.decode()
    assert Room.objects.count() == 0


def test_sent_empty_each_field_says_what_is_missing(at_table, desk):
    text = desk.post(deed(at_table), {}).content.decode()
    assert "有3处要改，见下面的红字。请填写“日期”。" in text
    for name, why in (("day", "请填写“日期”。"), ("time", "请填写“几点开始”。")):
        assert f'<ul class="errorlist" id="room-{name}_error"><li>{why}</li></ul>' in text
    assert "<li>请选择请谁参加。</li>" in text
    assert ("必需字段" in text, text.count("autofocus")) == (False, 1)


def test_only_who_works_on_the_case_finds_the_deed(at_table, browse, county_a, county_b):
    answers = {
        (county, name): browse(county, name).post(deed(at_table), said(at_table)).status_code
        for county, name in (
            (county_a, "jia-supervisor"), (county_a, "jia-lawyer"), (county_b, "yi-case_officer"),
        )
    }  # fmt: skip
    assert list(answers.values()) == [403, 404, 404]
    assert browse(county_a, "stranger").post(deed(at_table), said(at_table)).status_code in (302, 403)
    assert Room.objects.count() == 0


def test_the_page_of_a_case_asks_no_more_for_more_rooms(
    at_table, mediator, desk, django_assert_max_num_queries
):
    page = f"/admin/cases/{at_table.pk}/"
    plan(at_table, mediator)
    desk.get(page)
    with django_assert_max_num_queries(200) as asked:
        desk.get(page)
    for _more in range(3):
        plan(at_table, mediator)
    with django_assert_max_num_queries(len(asked)):
        desk.get(page)


# --- the party's page


def own(party, name="party"):
    party.user = User.objects.create_user(name)
    party.save()
    return party.user


def test_a_party_goes_in_from_its_page(at_table, mediator, browse, county_a):
    a = at_table.parties.order_by("pk").first()
    own(a)
    room = plan(at_table, mediator)
    client = browse(county_a, "party")
    page, door = f"/my/{at_table.pk}/", f"/my/{at_table.pk}/rooms/{room.pk}/"
    assert door in client.get(page).content.decode()
    assert client.get(door)["Location"] == page
    assert client.post(door)["Location"] == f"/mediation/{room.code}/"
    seat = Seat.objects.get(room=room, ref=f"party-{a.pk}")
    assert client.session["mediation_seats"][room.code][0] == seat.pk
    Room.objects.filter(pk=room.pk).update(state=Room.State.ENDED)
    assert door not in client.get(page).content.decode()
    assert client.post(door).status_code == 404


def test_with_the_code_of_the_case(opened, at_table, mediator, browse, county_a):
    room = plan(at_table, mediator)
    client = browse(county_a)
    door = f"/track/{at_table.pk}/rooms/{room.pk}/"
    assert client.post(door)["Location"] == "/track/"
    client.post("/track/", {"number": at_table.number, "code": opened.code})
    assert client.post(door)["Location"] == f"/mediation/{room.code}/"
    taken = client.session["mediation_seats"][room.code][0]
    assert Seat.objects.get(pk=taken).name == "申甲"


def test_nobody_goes_into_a_room_of_another_case_or_as_somebody_else(at_table, mediator, browse, county_a):
    a, b = at_table.parties.order_by("pk")
    own(b, "other")
    room = plan(at_table, mediator, parties=[a.pk])
    b.refresh_from_db()
    client = browse(county_a, "other")
    assert client.post(f"/my/{at_table.pk}/rooms/{room.pk}/").status_code == 404
    assert browse(county_a, "stranger").post(f"/my/{at_table.pk}/rooms/{room.pk}/").status_code == 404


# --- what the room leaves behind


def test_a_recording_is_in_the_chain_with_its_hash(at_table, mediator):
    room = plan(at_table, mediator)
    seat = Seat.objects.get(room=room, role="mediator")
    mark = "ab" * 32
    recording = Recording.objects.create(
        tenant=room.tenant, room=room, seat=seat, mime="video/webm", sha256=mark, size=9, state="finished"
    )
    room_receivers.something_was_recorded(None, recording=recording)
    last = CaseEvent.objects.filter(case=at_table).order_by("position").last()
    assert (last.kind, last.data["sha256"], mark[:16] in last.text) == ("room", mark, True)


def test_confirmed_minutes_are_chained_and_become_the_record_of_the_procedure(at_table, mediator):
    room = plan(at_table, mediator)
    text = "申甲说檐沟滴水，被乙同意改装。"
    minutes = Minutes.objects.create(tenant=room.tenant, room=room, text=text, revision=4, state="confirmed")
    room_receivers.the_minutes_were_confirmed(None, minutes=minutes)
    event = CaseEvent.objects.get(case=at_table, text__startswith="视频调解的笔录")
    assert (event.data["revision"], event.data["sha256"]) == (4, sha256(text.encode()).hexdigest())
    made = CasePaper.objects.get(case=at_table, code="mediation_record")
    assert (made.words, made.status) == ({"field_record_text": text}, "to_sign")
    at_table.refresh_from_db()
    assert chain.faults(at_table, CaseEvent.objects.filter(case=at_table).order_by("position")) == []


def test_a_room_that_stands_alone_leaves_no_case_behind(inside_a, person):
    room = Room.objects.create(
        tenant=inside_a, code="AAAABBBBCC", title="单独", starts_at=timezone.now(), ended_at=timezone.now(),
        opened_at=timezone.now() - timedelta(minutes=3),
    )  # fmt: skip
    room_receivers.a_room_ended(None, room=room)
    assert CaseEvent.objects.count() == 0
