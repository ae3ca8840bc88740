"""Number and code, or the account: who sees an appointment, moves it, cancels it."""

from datetime import timedelta

import pytest
from django.utils import timezone

from services.booking.models import Appointment
from services.booking.public import door
from services.notices.models import Notice
from tests.services.booking.conftest import NOW, at
from tests.services.booking.public.conftest import ANNA, body, book, hold

pytestmark = pytest.mark.django_db


@pytest.fixture
def booked(visitor):
    return book(visitor)


def test_full_width_and_spaces_are_forgiven(booked, browse, county_a):
    found, code = booked
    wide = found.number.translate(str.maketrans("0123456789", "０１２３４５６７８９"))
    sent = {"number": f"{wide[:4]} {wide[4:]}", "code": f" {code[:4]} {code[4:].lower()} "}
    assert browse(county_a).post("/book/mine/", sent)["Location"] == f"/book/mine/{found.pk}/"


def test_a_wrong_code_and_an_unknown_number_answer_alike(booked, browse, county_a):
    found, code = booked
    answers = [
        browse(county_a).post("/book/mine/", {"number": number, "code": said})
        for number, said in ((found.number, "ABCDEFGH"), ("11111111", code), (found.number, ""))
    ]
    assert {answer.status_code for answer in answers} == {404}
    assert all("没有查到" in body(answer) for answer in answers)


def test_asking_too_often_is_refused(settings, booked, browse, county_a):
    settings.THROTTLES = {"booking_code": 2}
    client = browse(county_a)
    answers = [client.post("/book/mine/", {"number": "1", "code": "y"}).status_code for _try in range(3)]
    assert answers == [404, 404, 429]


PLACES = ("", "booked/", "move/", "cancel/")


def test_who_was_never_let_in_finds_nothing(booked, browse, county_a, county_b, person):
    found, _code = booked
    for client in (
        browse(county_a),
        browse(county_a, "stranger"),
        browse(county_a, "jia-receptionist"),
        browse(county_b, "yi-receptionist"),
    ):
        for key in (found.pk, found.pk + 1000):
            assert client.get(f"/book/mine/{key}/")["Location"] == "/book/mine/"
        for place in (*(f"{found.pk}/{one}" for one in PLACES[1:]), f"{found.pk}.ics"):
            assert (place, client.get(f"/book/mine/{place}").status_code) == (place, 404)
        assert client.post(f"/book/mine/{found.pk}/cancel/").status_code == 404
    found.refresh_from_db()
    assert found.state == "confirmed"


def test_number_and_code_open_nothing_in_the_other_county(booked, browse, county_b):
    found, code = booked
    answer = browse(county_b).post("/book/mine/", {"number": found.number, "code": code})
    assert answer.status_code == 404


def test_what_a_code_opened_is_shut_after_two_hours(booked, visitor, monkeypatch):
    found, _code = booked
    monkeypatch.setattr(door, "GRANTED", -1)
    for place in PLACES:
        assert visitor.get(f"/book/mine/{found.pk}/{place}")["Location"] == "/book/mine/"


def test_the_account_sees_its_own_without_a_code(visitor, browse, county_a, person):
    citizen = person("stranger")
    citizen.phone, citizen.phone_verified = "+8619900000101", True
    citizen.save()
    found, _code = book(visitor)  # made without the account, with its phone
    client = browse(county_a, "stranger")
    assert found.number in body(client.get("/book/mine/"))
    assert client.post(f"/book/mine/{found.pk}/cancel/", {"reason": "病了"}).status_code == 302
    found.refresh_from_db()
    assert (found.state, found.why_cancelled) == ("cancelled", "病了")


def test_moving_asks_once_more_and_then_moves(booked, visitor):
    found, _code = booked
    slot = {"slot": f"{at(10)}-{found.person_id}"}
    page = body(visitor.post(f"/book/mine/{found.pk}/move/", slot))
    assert "还没有改" in page
    found.refresh_from_db()
    assert found.moved == 0
    page = body(visitor.post(f"/book/mine/{found.pk}/move/", {**slot, "sure": "1"}, follow=True))
    found.refresh_from_db()
    assert (timezone.localtime(found.starts_at).hour, found.moved) == (10, 1)
    assert "时间已经改好" in page
    assert "11月23日（星期一）10:00" in page


def test_its_own_time_counts_as_free_when_it_is_moved(booked, visitor):
    found, _code = booked
    page = body(visitor.get(f"/book/mine/{found.pk}/move/?day=2026-11-23"))
    assert f'value="{at(9)}-{found.person_id}"' in page


def test_a_move_to_a_time_that_is_gone_leaves_the_old_one(booked, visitor, browse, county_a):
    found, _code = booked
    hold(browse(county_a), 10, who=found.person_id)
    sent = {"slot": f"{at(10)}-{found.person_id}", "sure": "1"}
    page = body(visitor.post(f"/book/mine/{found.pk}/move/", sent, follow=True))
    assert "时间没有改成" in page
    assert "您原来的预约还在" in page
    found.refresh_from_db()
    assert (timezone.localtime(found.starts_at).hour, found.moved) == (9, 0)


def test_cancelling_asks_once_and_is_then_done(booked, visitor):
    found, _code = booked
    assert "取消这个预约吗" in body(visitor.get(f"/book/mine/{found.pk}/cancel/"))
    page = body(visitor.post(f"/book/mine/{found.pk}/cancel/", {"reason": "好了"}, follow=True))
    assert "已取消" in page
    assert "再约一次" in page
    assert Notice.objects.filter(kind="booking.cancelled").count() == 1
    assert visitor.get(f"/book/mine/{found.pk}/cancel/")["Location"] == f"/book/mine/{found.pk}/"


def test_what_is_over_is_changed_no_more(booked, visitor):
    found, _code = booked
    Appointment.objects.update(starts_at=NOW - timedelta(hours=1))
    page = body(visitor.get(f"/book/mine/{found.pk}/"))
    assert f"/book/mine/{found.pk}/cancel/" not in page
    for place in ("move", "cancel"):
        address = f"/book/mine/{found.pk}/{place}/"
        assert (
            visitor.post(address, {"slot": f"{at(10)}-any", "sure": "1"})["Location"]
            == f"/book/mine/{found.pk}/"
        )
    assert Appointment.objects.get().state == "confirmed"


def test_what_was_sent_is_told_without_the_code(booked, visitor):
    found, code = booked
    page = body(visitor.get(f"/book/mine/{found.pk}/"))
    assert "给您发过的提醒" in page
    assert "预约成功" in page
    assert code not in page


def test_a_careful_one_is_told_to_write_the_code_down(visitor):
    answer = visitor.post(hold(visitor), {**ANNA, "careful": "on"}, follow=True)
    assert "短信里不会写预约号和查询码" in body(answer)
    assert "法律咨询" not in Notice.objects.get(kind="booking.confirmed").outside


def test_a_page_of_an_appointment_costs_the_same_with_many(booked, visitor, django_assert_num_queries):
    found, _code = booked
    book(visitor, 14)
    visitor.get(f"/book/mine/{found.pk}/")
    with django_assert_num_queries(5):
        visitor.get(f"/book/mine/{found.pk}/")
