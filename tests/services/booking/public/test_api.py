"""What other programs read, and how they book."""

import json

import pytest
from django.test import Client

from services.booking.models import Appointment
from services.booking.queries import by_code
from tests.services.booking.conftest import at
from tests.services.booking.public.conftest import hold

pytestmark = pytest.mark.django_db
SAID = {"service": "advice", "slot": f"{at(9)}-any", "name": "张三", "phone": "13800000001"}


def send(client, said=None, **changes):
    content = json.dumps(SAID | changes) if said is None else said
    return client.post("/api/v1/booking/", content, content_type="application/json")


def test_the_services(visitor):
    answer = visitor.get("/api/v1/booking/services/")
    assert answer.json() == [
        {"code": "advice", "name": "法律咨询", "minutes": 30, "channels": ["in_person", "phone", "video"]}
    ]


def test_free_times_one_for_each_beginning_and_person(visitor, people):
    found = visitor.get("/api/v1/booking/free/?service=advice&day=2026-11-23").json()
    assert len(found) == 24
    wang = people["王调解员"]
    assert found[0] == {
        "id": f"{at(9)}-{wang.pk}",
        "starts_at": "2026-11-23T09:00:00+08:00",
        "ends_at": "2026-11-23T09:30:00+08:00",
        "with": "王调解员",
        "left": 1,
    }


def test_free_times_of_a_person_and_without_persons(visitor, people, booked_world):
    address = "/api/v1/booking/free/?service=advice&day=2026-11-23"
    wang = people["王调解员"].pk
    assert {one["with"] for one in visitor.get(f"{address}&person={wang}&channel=phone").json()} == {
        "王调解员"
    }
    booked_world.choose_person = False
    booked_world.save()
    found = visitor.get(address).json()
    assert (len(found), found[0]["id"], found[0]["with"], found[0]["left"]) == (12, f"{at(9)}-any", None, 2)


def test_a_taken_time_is_gone_at_once(visitor, browse, county_a):
    address = "/api/v1/booking/free/?service=advice&day=2026-11-23"
    assert len(visitor.get(address).json()) == 24
    hold(browse(county_a))
    assert len(visitor.get(address).json()) == 23


@pytest.mark.parametrize(
    ("asked", "status"),
    [
        ("service=nothing&day=2026-11-23", 404),
        ("day=2026-11-23", 404),
        ("service=advice", 422),
        ("service=advice&day=23.11.2026", 422),
        ("service=advice&day=9999-12-31", 422),
        ("service=advice&day=2026-11-23&channel=fax", 422),
        ("service=advice&day=2026-11-23&person=0", 422),
        ("service=advice&day=2026-11-23&person=x", 422),
    ],
)
def test_a_question_that_makes_no_sense(visitor, asked, status):
    assert visitor.get(f"/api/v1/booking/free/?{asked}").status_code == status


def test_a_day_that_is_over_or_too_far_has_nothing(visitor):
    for day in ("2026-11-19", "2027-03-01"):
        assert visitor.get(f"/api/v1/booking/free/?service=advice&day={day}").json() == []


def test_booking(visitor):
    answer = send(visitor, channel="phone", subject="宅基地")
    assert answer.status_code == 201
    told = answer.json()
    found = by_code(told["number"], told["code"])
    assert (found.state, found.channel, found.phone, found.subject) == (
        "confirmed",
        "phone",
        "+8613800000001",
        "宅基地",
    )
    assert (told["service"], told["starts_at"], told["with"]) == (
        "advice",
        "2026-11-23T09:00:00+08:00",
        found.person.name,
    )


def test_a_taken_time_is_a_conflict_and_keeps_nothing(visitor):
    codes = [send(visitor, phone=f"1380000000{digit}").status_code for digit in range(3)]
    assert codes == [201, 201, 409]
    assert send(visitor, slot=f"{at(12)}-any", phone="13800000009").status_code == 409
    assert Appointment.objects.count() == 2


@pytest.mark.parametrize(
    ("changes", "fields"),
    [
        ({"name": ""}, ["name"]),
        ({"phone": "12345"}, ["phone"]),
        ({"phone": 13800000001}, ["phone"]),
        ({"name": " ", "phone": ""}, ["name", "phone"]),
        ({"service": "nothing"}, ["service"]),
        ({"service": "a\x00b"}, ["service"]),
        ({"slot": "tomorrow"}, ["slot"]),
        ({"slot": f"{at(9)}-0"}, ["slot"]),
        ({"channel": "fax"}, ["channel"]),
        ({"name": "长" * 61}, ["name"]),
    ],
)
def test_faulty_fields_are_named(visitor, changes, fields):
    answer = send(visitor, **changes)
    assert (answer.status_code, sorted(answer.json()["fields"])) == (422, fields)
    assert not Appointment.objects.exists()


@pytest.mark.parametrize("said", [" ", "{", "[]", '"x"', "null", b"\xff"])
def test_malformed_json(visitor, said):
    assert send(visitor, said).status_code == 400


def test_a_form_of_another_site_books_nothing(county_a, booked_world):
    strict = Client(HTTP_HOST=county_a.site.hostname, enforce_csrf_checks=True)
    assert strict.post("/api/v1/booking/", SAID).status_code == 415
    assert strict.post("/api/v1/booking/", json.dumps(SAID), content_type="text/plain").status_code == 415
    assert send(strict).status_code == 201


def test_a_phone_has_two_and_an_office_has_many(visitor):
    hours = [(hour, minute) for hour in (9, 10, 11, 14, 15, 16) for minute in (0, 30)]
    same = [send(visitor, slot=f"{at(*time)}-any").status_code for time in hours[:3]]
    assert same == [201, 201, 429]
    others = [
        send(visitor, slot=f"{at(*time)}-any", phone=f"138000001{place:02}").status_code
        for place, time in enumerate(hours[2:])
    ]
    assert others == [201] * 10


def test_who_books_and_cancels_all_day_is_stopped(visitor, booked_world, monkeypatch):
    monkeypatch.setattr("services.booking.actions.book.MOST_A_DAY", 3)
    codes = []
    for _try in range(4):
        answer = send(visitor)
        codes.append(answer.status_code)
        Appointment.objects.filter(state="confirmed").update(state="done")
    assert codes[2:] == [409, 409]
    later = [send(visitor, slot=f"{at(hour)}-any").status_code for hour in (10, 11)]
    assert later == [201, 429]


def test_an_address_that_asks_too_often_is_told_so_in_json(settings, visitor):
    settings.THROTTLES = {"booking_api_book": 1, "booking_api": 1}
    assert [send(visitor).status_code, send(visitor).json()] == [201, {"error": "too many requests"}]
    visitor.get("/api/v1/booking/services/")
    assert visitor.get("/api/v1/booking/services/").status_code == 429


def test_the_other_county_has_none_of_it(booked_world, people, browse, county_b):
    client = browse(county_b)
    assert client.get("/api/v1/booking/services/").json() == []
    assert client.get("/api/v1/booking/free/?service=advice&day=2026-11-23").status_code == 404
    assert send(client, slot=f"{at(9)}-{people['王调解员'].pk}").status_code == 422


def test_free_times_cost_the_same_however_many_there_are(
    visitor, browse, county_a, django_assert_num_queries
):
    address = "/api/v1/booking/free/?service=advice&day=2026-11-23"
    visitor.get(address)
    for hour in (9, 10):
        hold(browse(county_a), hour)
    with django_assert_num_queries(8):
        visitor.get(address)
