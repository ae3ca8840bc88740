import re
from datetime import datetime, timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from services.documents.actions.issue import issue
from services.mediation.actions.within import noted
from services.mediation.models import Minutes, Room, RoomEvent, Seat
from services.notices.models import Notice
from tenants.codes import hashed
from tenants.models import JournalEntry
from tests.services.mediation.admin.conftest import MASKED, PHONE, planned, seat_of

pytestmark = pytest.mark.django_db


def at(name: str, room: Room) -> str:
    return reverse(f"mediation_{name}", args=[room.pk])


def press(client, name: str, room: Room, /, **data):
    return client.post(at(name, room), data, follow=True)


def code_in(text: str, room: Room) -> str:
    return re.search(rf"/mediation/{room.code}/\?k=([0-9A-Z]{{8}})", text)[1]


def verbs(room: Room) -> list[str]:
    found = JournalEntry.objects.filter(subject_kind="mediation.room", subject_id=str(room.pk)).order_by("pk")
    return list(found.values_list("verb", flat=True))


def test_it_says_who_is_invited_and_how_they_get_in(desk, room):
    text = desk("mediator").get(at("room", room)).content.decode()
    for said in (
        "屋檐滴水调解",
        "沈秋禾",
        MASKED,
        "替陆长庚代理",
        "有特别授权",
        "登录后就能进入",
        "进入调解室",
    ):
        assert said in text
    assert "19900000701" not in text


def test_of_a_room_that_ended_it_says_who_came_and_until_when(desk, room):
    began = timezone.make_aware(datetime(2026, 3, 2, 9, 5))
    Room.objects.filter(pk=room.pk).update(
        state=Room.State.ENDED, ended_at=began + timedelta(minutes=70), opened_at=began
    )
    Seat.objects.filter(pk=seat_of(room, "a").pk).update(
        state=Seat.State.ADMITTED, conn="x", seen_at=timezone.now(), arrived_at=began
    )
    text = desk("mediator").get(at("room", room)).content.decode()
    came = re.findall(r'<span class="md-state">(.*?)</span>', text)
    came = [re.sub(r"<[^>]*>", "", one) for one in came]
    assert came.count("到过 03-02 09:05–10:15") == 1
    assert came.count("没有到") == room.seats.count() - 1
    assert "在室内" not in text
    listed = desk("mediator").get(reverse("mediation_modeladmin_index")).content.decode()
    assert f"到过1人，请了{room.seats.count()}人" in listed


def test_an_invitation_is_shown_once_and_kept_as_a_hash(desk, room):
    client, a = desk("mediator"), seat_of(room, "a")
    text = press(client, "invite", room, seat=a.pk).content.decode()
    code = code_in(text, room)
    assert (f"{code[:4]} {code[4:]}" in text, "<svg" in text, 'data-copy="md-link"' in text) == (
        True,
        True,
        True,
    )
    a.refresh_from_db()
    assert a.code_hash == hashed(room.code, code)
    assert code not in str(client.session.items())
    assert "?k=" not in client.get(at("room", room)).content.decode()
    assert verbs(room) == ["mediation_planned", "mediation_invited"]


def test_a_new_code_makes_the_old_one_useless_and_one_use_uses_it_up(desk, browse, county_a, room):
    client, a = desk("mediator"), seat_of(room, "a")
    old, new = (
        code_in(press(client, "invite", room, seat=a.pk).content.decode(), room) for _turn in range(2)
    )
    way = reverse("mediation:enter", args=[room.code])

    def tried(code: str) -> int:
        return browse(county_a).post(way, {"code": code}).status_code

    assert [tried(old), tried(f" {new[:4]} {new[4:].lower()} "), tried(new)] == [422, 302, 422]


def test_the_code_that_is_shown_goes_out_by_sms(desk, room):
    client, a = desk("receptionist"), seat_of(room, "a")
    code = code_in(press(client, "invite", room, seat=a.pk).content.decode(), room)
    text = press(client, "invite", room, seat=a.pk, way="sms", code=code).content.decode()
    notice = Notice.objects.get(kind="mediation.invited")
    assert (notice.to_phone, MASKED in text) == (PHONE, True)
    assert f"/mediation/{room.code}/?k={code}" in notice.text
    assert room.title not in notice.text
    assert [one.channel for one in notice.deliveries.all()] == ["sms"]
    a.refresh_from_db()
    assert a.code_hash == hashed(room.code, code)


def test_what_cannot_be_sent_leaves_the_last_code_good(desk, room):
    client, a = desk("mediator"), seat_of(room, "a")
    code = code_in(press(client, "invite", room, seat=a.pk).content.decode(), room)
    Seat.objects.filter(pk=a.pk).update(contact={"never": True})
    press(client, "invite", room, seat=a.pk, way="sms")
    press(client, "invite", room, seat=a.pk, way="sms", code="AAAA2222")
    a.refresh_from_db()
    assert (a.code_hash, Notice.objects.count()) == (hashed(room.code, code), 0)
    invented = press(client, "invite", room, seat=a.pk, code="AAAA2222").content.decode()
    assert "AAAA2222" not in invented


def test_no_sms_without_a_phone_nor_with_a_code_that_is_void(desk, room):
    client, a, b = desk("mediator"), seat_of(room, "a"), seat_of(room, "b")
    assert "没有留手机号码" in press(client, "invite", room, seat=b.pk, way="sms").content.decode()
    old = code_in(press(client, "invite", room, seat=a.pk).content.decode(), room)
    press(client, "invite", room, seat=a.pk)
    said = press(client, "invite", room, seat=a.pk, way="sms", code=old).content.decode()
    assert ("已经作废" in said, Notice.objects.count()) == (True, 0)


def test_who_says_no_to_messages_gets_none(desk, room):
    Seat.objects.filter(room=room, ref="a").update(contact={"never": True})
    said = press(desk("mediator"), "invite", room, seat=seat_of(room, "a").pk, way="sms").content.decode()
    assert ("不便收短信" in said, Notice.objects.count()) == (True, 0)


def test_whoever_leads_signs_in_and_gets_no_code_from_reception(desk, room, person):
    lead = seat_of(room, "mediator")
    guest = Seat.objects.create(tenant=room.tenant, room=room, role="co_mediator", name="外县调解员")
    for role, seat in (("mediator", lead), ("receptionist", lead), ("receptionist", guest)):
        assert "不能由您发邀请" in press(desk(role), "invite", room, seat=seat.pk).content.decode()
    assert Seat.objects.exclude(code_hash="").count() == 0
    press(desk("mediator"), "invite", room, seat=guest.pk)
    assert Seat.objects.exclude(code_hash="").get() == guest


def test_the_time_is_changed_and_everybody_is_told(desk, room):
    client, a = desk("mediator"), seat_of(room, "a")
    press(client, "invite", room, seat=a.pk)
    day = timezone.localdate() + timedelta(days=9)
    text = press(client, "time", room, day=day.isoformat(), time="15:00").content.decode()
    room.refresh_from_db()
    a.refresh_from_db()
    assert timezone.localtime(room.starts_at).strftime("%Y-%m-%d %H:%M") == f"{day} 15:00"
    assert a.code_until == room.starts_at + timedelta(days=2)
    assert "通知了1人" in text
    assert "15:00" in Notice.objects.get(kind="mediation.moved", to_phone__isnull=False).text
    past = client.post(at("time", room), {"day": "2020-01-01", "time": "15:00"})
    assert (past.status_code, "这个时间已经过了" in past.content.decode()) == (422, True)


def test_calling_off_takes_a_reason_tells_people_and_shuts_the_door(desk, browse, county_a, room):
    client, a = desk("mediator"), seat_of(room, "a")
    code = code_in(press(client, "invite", room, seat=a.pk).content.decode(), room)
    assert client.post(at("cancel", room), {"reason": " "}).status_code == 422
    press(client, "cancel", room, reason="停电")
    room.refresh_from_db()
    assert (room.state, room.why_cancelled, room.cancelled_at is not None) == ("ended", "停电", True)
    assert "停电" in Notice.objects.get(kind="mediation.cancelled").text
    visitor = browse(county_a)
    assert visitor.post(reverse("mediation:enter", args=[room.code]), {"code": code}).status_code == 302
    shut = visitor.get(reverse("mediation:room", args=[room.code])).content.decode()
    assert ("这次调解取消了" in shut, "停电" in shut) == (True, False)
    again = press(client, "cancel", room, reason="停电").content.decode()
    assert "不能取消" in again
    for name in ("invite", "take_out"):
        press(client, name, room, seat=a.pk)
    assert Seat.objects.filter(room=room).exclude(code_hash="").count() == 0
    assert Seat.objects.filter(room=room).count() == 4


def test_what_has_begun_is_neither_moved_nor_called_off(desk, room):
    Room.objects.filter(pk=room.pk).update(state="open")
    client, day = desk("mediator"), timezone.localdate() + timedelta(days=9)
    assert "不能改时间" in press(client, "time", room, day=day.isoformat(), time="9:00").content.decode()
    assert "不能取消" in press(client, "cancel", room, reason="x").content.decode()
    assert "不能再撤" in press(client, "take_out", room, seat=seat_of(room, "a").pk).content.decode()
    room.refresh_from_db()
    assert room.state == "open"


def test_somebody_more_is_asked_also_while_it_runs(desk, room, person):
    Room.objects.filter(pk=room.pk).update(state="open")
    client = desk("mediator")
    b = seat_of(room, "b")
    press(client, "seat", room, role="agent", name="女儿", acts_for=b.pk, phone="199 0000 0702", side="a")
    press(client, "seat", room, role="recorder", account=person("jia-case_officer").pk)
    made = Seat.objects.filter(room=room, ref="").order_by("pk")
    assert [(one.role, one.side, one.name, one.acts_for_id, one.authorised) for one in made] == [
        ("agent", "b", "女儿", b.pk, False),
        ("recorder", "", str(person("jia-case_officer")), None, False),
    ]
    assert verbs(room)[-2:] == ["mediation_seat_added"] * 2


@pytest.mark.parametrize(
    ("said", "field", "sentence"),
    [
        ({"role": ""}, "role", "请选择“身份”。"),
        ({"role": "party", "name": "甲"}, "side", "请选择哪一方。"),
        ({"role": "agent", "name": "甲"}, "acts_for", "请选择替谁代理。"),
        ({"role": "expert"}, "name", "请填写姓名。"),
        ({"role": "mediator", "name": "甲"}, "account", "调解员要有账号；外来的请选“协同调解员”。"),
    ],
)
def test_a_seat_that_says_too_little_is_not_made(desk, room, said, field, sentence):
    answer = desk("mediator").post(at("seat", room), said)
    assert (answer.status_code, Seat.objects.filter(room=room).count()) == (422, 4)
    assert f'id="seat-{field}_error"><li>{sentence}</li>' in answer.content.decode()


def test_accounts_are_for_those_who_hold_the_role_and_once(desk, room, person):
    client = desk("mediator")
    for role, username in (
        ("co_mediator", "jia-lawyer"),
        ("party", "jia-lawyer"),
        ("recorder", "yi-mediator"),
    ):
        answer = client.post(at("seat", room), {"role": role, "account": person(username).pk, "side": "a"})
        assert answer.status_code == 422
    twice = client.post(at("seat", room), {"role": "co_mediator", "account": person("jia-mediator").pk})
    assert (twice.status_code, "已经有席位了" in twice.content.decode()) == (422, True)
    assert Seat.objects.filter(room=room).count() == 4


def test_seats_are_taken_out_but_never_the_last_mediator(desk, room):
    client = desk("mediator")
    for ref, said in (("mediator", "至少要有一位调解员"), ("b", "请先撤下陆长庚的代理人")):
        assert said in press(client, "take_out", room, seat=seat_of(room, ref).pk).content.decode()
    for ref in ("agent", "b"):
        press(client, "take_out", room, seat=seat_of(room, ref).pk)
    assert list(Seat.objects.filter(room=room).order_by("pk").values_list("ref", flat=True)) == [
        "mediator",
        "a",
    ]


def test_a_seat_of_another_room_is_not_there(desk, room, person, room_of_b):
    other = planned(person("jia-mediator"), "另一间")
    client = desk("mediator")
    theirs = Seat._base_manager.filter(room_id=room_of_b.pk).first()
    for name in ("invite", "take_out"):
        for pk in (seat_of(other, "a").pk, theirs.pk, "x", ""):
            assert client.post(at(name, room), {"seat": pk}).status_code == 404
    assert Seat._base_manager.exclude(code_hash="").count() == 0


def test_log_minutes_and_agreement_are_for_who_is_in_charge(desk, room, person):
    Room.objects.filter(pk=room.pk).update(
        state="ended",
        paper=issue(
            "mediation_agreement",
            context={},
            actor=None,
            matter_number=room.code,
            subject_label="x",
            office="y",
        ),
    )
    noted(room, "moved", by=seat_of(room, "mediator"), place="a", seats=[seat_of(room, "a").pk])
    Minutes.objects.create(tenant=room.tenant, room=room, text="双方同意量一量")
    Seat.objects.filter(room=room, ref="agent").update(user=person("jia-lawyer"))
    inside = (
        "周明请沈秋禾到申请方单独房间",
        "双方同意量一量",
        reverse("mediation_agreement", args=[room.pk]),
    )
    for role in ("county_admin", "case_officer", "supervisor", "mediator"):
        text = desk(role).get(at("room", room)).content.decode()
        assert [said in text for said in inside] == [True, True, True]
        paper = desk(role).get(at("agreement", room))
        assert (paper.status_code, paper["Content-Type"], paper.content[:4]) == (
            200,
            "application/pdf",
            b"%PDF",
        )
    text = desk("lawyer").get(at("room", room)).content.decode()
    assert [said in text for said in inside] == [False, False, False]
    assert desk("lawyer").get(at("agreement", room)).status_code == 404


def test_reception_reads_nothing_of_what_happened_inside(desk, room):
    noted(room, "moved", by=seat_of(room, "mediator"), place="a", seats=[])
    Minutes.objects.create(tenant=room.tenant, room=room, text="双方同意量一量")
    text = desk("receptionist").get(at("room", room)).content.decode()
    assert ("沈秋禾" in text, "生成邀请" in text) == (True, True)
    assert [said in text for said in ("经过", "量一量", "改时间", "再请一位", "撤下")] == [False] * 5


# Whoever is not named here has no business with rooms at all.
ROLES = ("county_admin", "case_officer", "supervisor", "mediator", "lawyer", "receptionist", "editor")
SEEN = dict(zip(ROLES, (200, 200, 200, 404, 404, 200, 403), strict=True))
RUN = dict(zip(ROLES, (302, 302, 403, 404, 404, 403, 403), strict=True))
INVITED = dict(zip(ROLES, (302, 302, 302, 404, 404, 302, 403), strict=True))


@pytest.fixture
def elsewhere(inside_a, person) -> Room:
    """A room that the county's mediator neither leads nor planned."""
    made = planned(person("jia-case_officer"))
    Seat.objects.filter(room=made, role="mediator").update(user=None)
    return made


def test_every_address_for_every_role(desk, elsewhere, browse, county_a, county_b):
    day = (timezone.localdate() + timedelta(days=9)).isoformat()
    posts = {
        "invite": {"seat": seat_of(elsewhere, "a").pk},
        "time": {"day": day, "time": "10:00"},
        "seat": {"role": "observer", "name": "旁听"},
        "take_out": {"seat": seat_of(elsewhere, "mediator").pk},
        "cancel": {"reason": "停电"},
    }
    for role in ROLES:
        assert (role, desk(role).get(at("room", elsewhere)).status_code) == (role, SEEN[role])
        for name, data in posts.items():
            if name == "cancel" and RUN[role] == 302:
                continue
            wanted = (INVITED if name == "invite" else RUN)[role]
            assert (role, name, desk(role).post(at(name, elsewhere), data).status_code) == (
                role,
                name,
                wanted,
            )
    outsiders = [
        browse(county_b, f"yi-{role}")
        for role in ("county_admin", "case_officer", "mediator", "receptionist")
    ]
    for client in (*outsiders, browse(county_a, "stranger"), browse(county_a)):
        for name, data in posts.items():
            assert client.get(at("room", elsewhere)).status_code in (302, 403, 404)
            assert client.post(at(name, elsewhere), data).status_code in (302, 403, 404)
    elsewhere.refresh_from_db()
    assert (elsewhere.state, Seat.objects.filter(room=elsewhere, code_hash__gt="").count()) == ("planned", 1)


def test_reception_may_invite_and_supervisors_only_read(desk, room):
    a = seat_of(room, "a")
    press(desk("supervisor"), "invite", room, seat=a.pk)
    a.refresh_from_db()
    assert a.code_hash == ""
    press(desk("receptionist"), "invite", room, seat=a.pk)
    a.refresh_from_db()
    assert a.code_hash != ""


def test_it_asks_the_database_no_more_for_a_long_list_and_a_long_log(desk, room, person):
    Room.objects.filter(pk=room.pk).update(opened_by=person("jia-case_officer"))
    client = desk("mediator")
    few = _queries(client, room)
    for number in range(6):
        Seat.objects.create(tenant=room.tenant, room=room, role="observer", name=f"旁听{number}")
        noted(room, "admitted", by=seat_of(room, "mediator"), seat=seat_of(room, "a").pk)
    assert _queries(client, room) == few
    assert RoomEvent.objects.count() == 6


def _queries(client, room) -> int:
    client.get(at("room", room))
    with CaptureQueriesContext(connection) as asked:
        client.get(at("room", room))
    return len(asked)
