"""From the list to the slip: what a citizen sees, sends and is told."""

from datetime import timedelta

import pytest
from django.utils import timezone

from services.booking.models import Appointment, Occupied
from tests.services.booking.conftest import MONDAY, NOW, at
from tests.services.booking.public.conftest import ANNA, body, book, hold

pytestmark = pytest.mark.django_db


def test_the_list_says_what_how_long_and_where(visitor):
    page = body(visitor.get("/book/"))
    assert all(
        word in page for word in ("法律咨询", "每次30分钟", "当面、电话、视频", "甲县公共法律服务中心")
    )
    assert 'href="/book/advice/"' in page


def test_nothing_to_book_says_where_to_call(booked_world, visitor):
    booked_world.active = False
    booked_world.save()
    page = body(visitor.get("/book/"))
    assert "现在没有可以在网上预约的事项" in page
    assert visitor.get("/book/advice/").status_code == 404


def test_days_say_how_many_times_they_have_and_that_they_have_none(visitor):
    page = body(visitor.get("/book/advice/?way=phone"))
    assert page.count(">余12<") == 20  # every working day of four weeks; today is over but for the afternoon
    assert ">余6<" in page
    assert ">无<" in page
    assert "11月20日（星期五）几点" in page
    monday = body(visitor.get("/book/advice/?way=phone&day=2026-11-23"))
    assert monday.count('name="slot"') == 12
    assert f'value="{at(9)}-any"' in monday


def test_a_day_without_times_is_said_so_and_leads_to_the_next(visitor):
    page = body(visitor.get("/book/advice/?day=2026-11-22"))
    assert "这一天没有空的时间" in page
    assert "最近有空的一天：11月23日（星期一）" in page


def test_by_person_the_times_are_theirs(visitor, people):
    wang = people["王调解员"]
    hold(visitor, who=wang.pk)
    address = "/book/advice/?way=phone&day=2026-11-23&person="
    page = body(visitor.get(f"{address}{wang.pk}"))
    assert f'value="{at(9)}-{wang.pk}"' not in page
    assert f'value="{at(9, 30)}-{wang.pk}"' in page
    other = people["李调解员"].pk
    assert f'value="{at(9)}-{other}"' in body(visitor.get(f"{address}{other}"))


def test_a_time_is_kept_a_form_is_filled_and_it_is_booked(visitor):
    address = hold(visitor)
    page = body(visitor.get(address))
    assert "还没有约上" in page
    assert "这个时间为您保留到 10:10" in page
    assert "已约好" not in page
    answer = visitor.post(address, {**ANNA, "subject": "宅基地"})
    found = Appointment.objects.get()
    assert (found.state, found.name, found.phone, found.subject) == (
        "confirmed", "张三", "+8619900000101", "宅基地",
    )  # fmt: skip
    done = body(visitor.get(answer["Location"]))
    assert f"已约好，预约号 {found.number}，11月23日" in done
    assert "还没有约上" not in done


def test_the_code_on_the_slip_opens_the_appointment_elsewhere(visitor, browse, county_a):
    found, code = book(visitor)
    other = browse(county_a)
    answer = other.post("/book/mine/", {"number": found.number, "code": code.lower()})
    assert answer["Location"] == f"/book/mine/{found.pk}/"
    assert "已预约" in body(other.get(answer["Location"]))


def test_the_code_is_shown_for_half_an_hour_and_never_to_others(visitor, browse, county_a, monkeypatch):
    found, code = book(visitor)
    address = f"/book/mine/{found.pk}/booked/"
    assert code[:4] in body(visitor.get(address))
    assert browse(county_a).get(address).status_code == 404
    from services.booking.public import door

    monkeypatch.setattr(door, "CODE_SHOWN", -1)
    assert code[:4] not in body(visitor.get(address))


@pytest.mark.parametrize(
    ("field", "value", "sentence"),
    [("name", " ", "请填写姓名"), ("phone", "12345", "请填写11位手机号码"), ("phone", "", "请填写手机号码")],
)
def test_what_is_wrong_is_said_beside_the_field_and_nothing_typed_is_lost(visitor, field, value, sentence):
    address = hold(visitor)
    answer = visitor.post(address, {**ANNA, "subject": "宅基地的事", field: value})
    page = body(answer)
    assert sentence in page
    assert "还没有约上" in page
    assert "宅基地的事" in page
    assert 'aria-invalid="true"' in page
    assert Appointment.objects.get().state == "held"


def test_one_browser_holds_one_time(visitor, browse, county_a):
    hold(visitor)
    hold(visitor, 10)
    assert sorted(Appointment.objects.values_list("state", flat=True)) == ["held", "lapsed"]
    assert Occupied.objects.count() == 6
    hold(browse(county_a), 10)
    assert Appointment.objects.filter(state="held").count() == 2


def test_a_time_that_cannot_be_had_leaves_the_earlier_one(visitor, browse, county_a):
    hold(visitor)
    for _each in range(2):
        hold(browse(county_a), 10)
    answer = visitor.post("/book/advice/hold/", {"slot": f"{at(10)}-any", "way": "phone"})
    assert "missed" in answer["Location"]
    assert Appointment.objects.filter(state="held", starts_at__hour=9).count() == 1


def test_a_time_taken_meanwhile_is_said_with_what_is_free_around_it(visitor, browse, county_a):
    for _each in range(2):
        hold(browse(county_a), 10)
    answer = visitor.post(
        "/book/advice/hold/", {"slot": f"{at(10)}-any", "way": "phone", "day": "2026-11-23"}, follow=True
    )
    page = body(answer)
    assert "11月23日（星期一）10:00刚刚被别人约走了" in page
    assert "还没有约上" in page
    near = page.split("离它最近的空闲时间")[1].split("</form>")[0]
    assert [tick in near for tick in map(str, (at(9), at(9, 30), at(10, 30), at(11)))] == [True] * 4


def test_who_typed_too_long_has_the_time_if_it_is_still_free(visitor, monkeypatch):
    address = hold(visitor)
    monkeypatch.setattr(timezone, "now", lambda: NOW + timedelta(minutes=15))
    answer = visitor.post(address, ANNA, follow=True)
    assert "已约好" in body(answer)
    assert Appointment.objects.get(state="confirmed").starts_at.minute == 0


def test_who_typed_too_long_and_lost_it_is_told_so_and_types_nothing_twice(
    visitor, browse, county_a, monkeypatch
):
    address = hold(visitor)
    hold(browse(county_a))
    monkeypatch.setattr(timezone, "now", lambda: NOW + timedelta(minutes=15))
    for _each in range(2):
        hold(browse(county_a))
    page = body(visitor.post(address, {**ANNA, "subject": "田埂"}, follow=True))
    assert "刚刚被别人约走了" in page
    form = body(visitor.get(hold(visitor, 10)))
    assert 'value="张三"' in form
    assert "田埂" in form


def test_an_old_form_leads_back_to_the_times(visitor, monkeypatch):
    address = hold(visitor, day="2026-11-23")
    monkeypatch.setattr(timezone, "now", lambda: NOW + timedelta(minutes=15))
    page = body(visitor.get(address, follow=True))
    assert "为您保留的时间已过" in page
    assert "还没有约上" in page


def test_pressing_twice_books_once(visitor):
    address = hold(visitor)
    first, second = (visitor.post(address, ANNA)["Location"] for _press in range(2))
    assert first == second
    assert Appointment.objects.count() == 1


def test_a_phone_with_two_is_told_why_beside_the_number(visitor):
    for hour in (9, 10):
        book(visitor, hour)
    answer = visitor.post(hold(visitor, 11), ANNA)
    assert "已有2个没办完的预约" in body(answer)
    assert Appointment.objects.filter(state="confirmed").count() == 2


def test_choosing_another_time_gives_this_one_up(visitor):
    hold(visitor)
    assert visitor.post("/book/held/release/")["Location"] == "/book/advice/"
    assert not Occupied.objects.exists()


def test_who_is_signed_in_types_neither_name_nor_phone(booked_world, browse, county_a, person):
    citizen = person("stranger")
    citizen.phone, citizen.phone_verified = "+8619900000107", True
    citizen.save()
    client = browse(county_a, "stranger")
    page = body(client.get(hold(client)))
    assert 'value="路人"' in page
    assert 'value="199 0000 0107"' in page
    found, _code = book(client, 10)
    assert found.user == citizen
    assert found.number in body(client.get("/book/mine/"))


@pytest.mark.parametrize("slot", ["", "x", "1-2-3", "99999999999-any", f"{at(9)}-0", f"{at(9)}-999999"])
def test_a_slot_that_is_none_is_not_found(visitor, slot):
    assert visitor.post("/book/advice/hold/", {"slot": slot, "way": "phone"}).status_code == 404
    assert not Appointment.objects.exists()


def test_zero_bytes_and_other_rubbish_break_nothing(visitor):
    for name in ("person", "mediator", "lawyer", "organisation", "case"):
        assert visitor.get(f"/book/?{name}=%00").status_code in (200, 404)
        assert visitor.get(f"/book/advice/?{name}=%00").status_code in (200, 404)
    for asked in ("way=%00", "day=9999-12-31", "day=0001-01-01", "missed=99999999", "since=x", "person=²"):
        assert (asked, visitor.get(f"/book/advice/?{asked}").status_code in (200, 404)) == (asked, True)
    assert visitor.post("/book/mine/", {"number": "\x00", "code": "\x00"}).status_code == 404


def test_a_token_that_was_not_given_out_opens_nothing(visitor):
    assert visitor.get("/book/held/abc/").status_code == 404


def test_where_nobody_can_be_named_nobody_is(booked_world, visitor, people):
    booked_world.choose_person = False
    booked_world.save()
    key = people["王调解员"].pk
    assert "王调解员" not in body(visitor.get("/book/advice/"))
    assert visitor.get(f"/book/advice/?person={key}").status_code == 404
    assert visitor.post("/book/advice/hold/", {"slot": f"{at(9)}-{key}"}).status_code == 404


def test_no_page_of_booking_is_kept_by_anybody(visitor):
    for address in ("/book/", "/book/advice/", hold(visitor), "/book/mine/"):
        answer = visitor.get(address)
        assert (address, "no-store" in answer["Cache-Control"]) == (address, True)


def test_the_times_cost_the_same_however_many_are_taken(visitor, browse, county_a, django_assert_num_queries):
    visitor.get("/book/advice/?way=phone")  # warms what is read once
    for hour in (9, 10, 11):
        hold(browse(county_a), hour)
    with django_assert_num_queries(8):
        visitor.get(f"/book/advice/?way=phone&day={MONDAY}")
