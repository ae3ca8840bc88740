"""The way in for whoever was invited, and what is left when it is over."""

from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from home.models import TenantSettings
from services.documents.actions.issue import issue
from services.mediation.actions.open_room import new_invitation
from services.mediation.models import Room, Seat
from services.mediation.queries import coming_of
from tenants.models import User
from tests.services.mediation.admin.conftest import planned, room, room_of_b, seat_of  # noqa: F401

pytestmark = pytest.mark.django_db


@pytest.fixture
def door(browse, county_a, room):  # noqa: F811
    TenantSettings.objects.filter(site=county_a.site).update(phone="0000-5550121")
    Room.objects.filter(pk=room.pk).update(dial_in="0000-5550188转3")
    return browse(county_a), reverse("mediation:room", args=[room.code])


def test_it_says_who_asks_when_and_who_may_come_in(door, room):  # noqa: F811
    client, address = door
    answer = client.get(address)
    text = answer.content.decode()
    for said in (
        "屋檐滴水调解", "周明", "调解不收费。参加不参加由您自己定", "只有调解员一位一位请进来的人能进入", 'href="/mediation/test/"', 'href="tel:0000-5550121"',
        'href="tel:00005550188"', f"next={address}", '<meta name="robots" content="noindex">',
    ):  # fmt: skip
        assert said in text
    assert [name in text for name in ("沈秋禾", "陆长庚", "19900000701")] == [False] * 3
    assert (answer.status_code, "no-store" in answer["Cache-Control"]) == (200, True)


def test_the_code_of_the_link_stands_in_the_field_and_nothing_is_used_up(door):
    client, address = door
    text = client.get(address, {"k": 'K7Q2"><b>'}).content.decode()
    assert 'value="K7Q2&quot;&gt;&lt;b&gt;"' in text
    assert "已经替您填好了" in text


def test_a_wrong_code_is_told_at_the_field(door, room):  # noqa: F811
    client, address = door
    answer = client.post(f"{address}enter/", {"code": "abcd"})
    text = answer.content.decode()
    assert (answer.status_code, 'value="abcd"' in text, 'aria-invalid="true"' in text) == (422, True, True)
    assert 'aria-describedby="entry-code-hint entry-code-error"' in text


def test_somebody_signed_in_without_a_seat_is_told_so(browse, county_a, door):
    text = browse(county_a, "stranger").get(door[1]).content.decode()
    assert ("不在请的人里" in text, "登录</a>，也能进入" in text) == (True, False)


def test_the_other_county_knows_nothing_of_it(browse, county_b, door, room_of_b, room):  # noqa: F811
    elsewhere = browse(county_b)
    assert [elsewhere.get(door[1]).status_code, elsewhere.post(f"{door[1]}enter/").status_code] == [404, 404]
    assert "屋檐" not in elsewhere.get(reverse("mediation:room", args=[room_of_b.code])).content.decode()


def test_when_it_is_over_who_it_concerns_takes_the_agreement_home(browse, county_a, door, room, person):  # noqa: F811
    paper = issue(
        "mediation_agreement", context={}, actor=None, matter_number="x", subject_label="x", office="y"
    )
    Room.objects.filter(pk=room.pk).update(state="ended", paper=paper)
    Seat.objects.filter(room=room, ref="a").update(user=person("stranger"))
    client, address = door
    link = reverse("mediation:paper", args=[room.code])
    seen = [one.get(address).content.decode() for one in (client, browse(county_a, "stranger"))]
    assert [("这次调解已经结束" in text, link in text) for text in seen] == [(True, False), (True, True)]
    assert [f"{address}enter/" in text or "进入" in text for text in seen] == [False, False]


def test_it_asks_the_database_no_more_for_more_seats(door, room):  # noqa: F811
    client, address = door

    def queries() -> int:
        with CaptureQueriesContext(connection) as asked:
            client.get(address)
        return len(asked)

    queries()
    few = queries()
    for number in range(5):
        Seat.objects.create(tenant=room.tenant, room=room, role="co_mediator", name=f"协同{number}")
    assert queries() == few


def test_a_citizen_finds_what_is_before_them_among_their_matters(browse, county_a, inside_a, person, room):  # noqa: F811
    citizen = User.objects.create_user("citizen", phone="+8619900000701", phone_verified=True)
    later = planned(person("jia-mediator"), "以后的事", 90)
    over = planned(person("jia-mediator"), "过去的事", -90)
    Room.objects.filter(pk=over.pk).update(state="ended")
    Seat.objects.filter(room__in=[room, later, over], ref="a").update(user=citizen)
    assert [seat.room.title for seat in coming_of(citizen)] == ["屋檐滴水调解", "以后的事"]
    text = browse(county_a, "citizen").get("/my/").content.decode()
    assert text.index("屋檐滴水调解") < text.index("以后的事")
    assert reverse("mediation:room", args=[room.code]) in text
    assert "过去的事" not in text
    assert "我的视频调解" not in browse(county_a, "stranger").get("/my/").content.decode()


def test_a_code_is_good_for_two_days_after_the_planned_beginning(door, room, inside_a, monkeypatch):  # noqa: F811
    code = new_invitation(seat_of(room, "a"), actor=None)
    late = room.starts_at + timedelta(days=2, minutes=1)
    monkeypatch.setattr(timezone, "now", lambda: late)
    assert door[0].post(f"{door[1]}enter/", {"code": code}).status_code == 422
