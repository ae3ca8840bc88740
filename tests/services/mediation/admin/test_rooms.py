from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from services.mediation.models import Room, Seat
from tests.services.mediation.admin.conftest import planned

pytestmark = pytest.mark.django_db
LIST = reverse("mediation_modeladmin_index")
NOON = datetime(2026, 11, 18, 12, tzinfo=ZoneInfo("Asia/Shanghai"))


@pytest.fixture
def noon(monkeypatch):
    monkeypatch.setattr(timezone, "now", lambda: NOON)


def titles(context, name: str) -> list[str]:
    return [room.title for room in context[name]]


def test_today_comes_first_then_what_is_coming_then_what_is_over(noon, inside_a, person, desk):
    lead = person("jia-mediator")
    for title, hours in (
        ("今晚", 8),
        ("刚才", -2),
        ("下周", 170),
        ("明天", 24),
        ("上周", -170),
        ("前天", -48),
    ):
        planned(lead, title, hours)
    running = planned(lead, "昨天开到现在", -20)
    Room.objects.filter(pk=running.pk).update(state="open")
    off = planned(lead, "取消了的", 30)
    Room.objects.filter(pk=off.pk).update(state="ended", cancelled_at=timezone.now())
    context = desk("county_admin").get(LIST).context
    assert titles(context, "today") == ["昨天开到现在", "刚才", "今晚"]
    assert titles(context, "coming") == ["明天", "下周"]
    assert titles(context, "past") == ["取消了的", "前天", "上周"]


def test_it_says_how_many_of_the_invited_are_there(room, desk):
    now = timezone.now()
    Seat.objects.filter(room=room, ref__in=["mediator", "a"]).update(state="admitted", conn="x", seen_at=now)
    Seat.objects.filter(room=room, ref="b").update(
        state="admitted", conn="x", seen_at=now - timedelta(minutes=5)
    )
    text = desk("mediator").get(LIST).content.decode()
    assert ("到了2人，请了4人" in text, "周明" in text) == (True, True)


def test_who_sees_which(room, inside_a, person, desk):
    other = planned(person("jia-case_officer"), "别人的调解")
    ended = planned(person("jia-case_officer"), "结束了的")
    Room.objects.filter(pk=ended.pk).update(state="ended")
    seen = {
        role: {one.title for one in Room.objects.all() if one.title in desk(role).get(LIST).content.decode()}
        for role in ("county_admin", "case_officer", "supervisor", "mediator", "lawyer", "receptionist")
    }
    everything = {"屋檐滴水调解", "别人的调解", "结束了的"}
    assert seen == {
        "county_admin": everything,
        "case_officer": everything,
        "supervisor": everything,
        "mediator": {"屋檐滴水调解"},
        "lawyer": set(),
        "receptionist": {"屋檐滴水调解", "别人的调解"},
    }
    Seat.objects.filter(room=other, ref="agent").update(user=person("jia-lawyer"))
    assert "别人的调解" in desk("lawyer").get(LIST).content.decode()


def test_it_is_searched_by_title_name_and_number(room, inside_a, person, desk):
    planned(person("jia-mediator"), "别的事", about="case:（2026）甲民调12号")
    client = desk("county_admin")

    def found(**query: str) -> list[str]:
        context = client.get(LIST, query).context
        return [*titles(context, "today"), *titles(context, "coming")]

    mediator = str(person("jia-mediator").pk)
    assert found(q="滴水") == ["屋檐滴水调解"]
    assert found(q="民调12") == ["别的事"]
    assert found(q=room.code.lower()) == ["屋檐滴水调解"]
    assert sorted(found(q="沈秋禾")) == sorted(found(mediator=mediator)) == ["别的事", "屋檐滴水调解"]
    assert found(state="ended") == found(q="没有这个") == []
    assert "没有找到" in client.get(LIST, {"q": "没有这个"}).content.decode()
    assert len(found(state="nonsense", mediator="x")) == 2


def test_an_empty_list_says_where_rooms_come_from(inside_a, desk):
    assert "还没有视频调解" in desk("mediator").get(LIST).content.decode()


def test_only_who_has_a_seat_is_offered_the_way_in(room, desk):
    way = reverse("mediation:room", args=[room.code])
    assert way in desk("mediator").get(LIST).content.decode()
    assert way not in desk("county_admin").get(LIST).content.decode()


def test_it_asks_the_database_no_more_for_more_rooms(room, inside_a, person, desk):
    client, lead = desk("county_admin"), person("jia-mediator")
    for hours in (1, 40, -40):  # whatever the hour of the day, each part of the list has one
        planned(lead, "头一次", hours)
    client.get(LIST)
    few = _queries(client)
    for number in range(4):
        for hours in (1, 40, -40):
            planned(lead, f"第{number}次", hours)
    assert _queries(client) == few


def _queries(client) -> int:
    with CaptureQueriesContext(connection) as asked:
        client.get(LIST)
    return len(asked)


def test_the_other_countys_rooms_are_not_listed(room, room_of_b, desk):
    text = desk("county_admin").get(LIST, {"q": "乙县"}).content.decode()
    assert room_of_b.code not in text
    assert "乙县的事" not in text
