import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from services.booking.actions.confirm import Who
from services.booking.actions.hold import hold
from services.notices.models import Notice
from tenants.models import JournalEntry
from tests.services.booking.admin.conftest import booked, moment
from tests.services.booking.conftest import at

pytestmark = pytest.mark.django_db
PHONE, MASKED = "199 0000 0101", "199****0101"


@pytest.fixture
def anna(booked_world, mediator):
    return booked(booked_world, moment(9), person=mediator)


def page_of(appointment) -> str:
    return reverse("booking_appointment", args=[appointment.pk])


def press(client, appointment, what: str, **more):
    return client.post(reverse("booking_do", args=[appointment.pk]), {"what": what, **more}, follow=True)


def verbs(appointment) -> list[str]:
    found = JournalEntry.objects.filter(subject_kind="booking.appointment", subject_id=str(appointment.pk))
    return list(found.order_by("pk").values_list("verb", flat=True))


def test_it_says_who_comes_why_and_what_was_said_to_them(desk, anna):
    text = desk("mediator").get(page_of(anna)).content.decode()
    assert all(word in text for word in ("张三", "屋檐滴水", anna.number, MASKED, "预约成功", "人民路1号"))
    assert (PHONE in text, "19900000101" in text) == (False, False)


def test_a_phone_is_shown_once_for_a_reason_and_the_look_stands_in_the_history(desk, anna):
    client = desk("receptionist")
    assert press(client, anna, "look").status_code == 400
    shown = press(client, anna, "look", reason="改地点要打电话")
    assert (PHONE in shown.content.decode(), "no-store" in shown["Cache-Control"]) == (True, True)
    again = client.get(page_of(anna)).content.decode()
    assert (PHONE in again, "改地点要打电话" in again) == (False, True)
    assert verbs(anna) == ["book", "look"]


def test_from_arriving_to_done(desk, anna, monkeypatch):
    assert "还没到" in press(desk("mediator"), anna, "arrived").content.decode()
    monkeypatch.setattr(timezone, "now", lambda: moment(8, 50))
    client = desk("mediator")
    press(client, anna, "arrived", priority="on")
    anna.refresh_from_db()
    assert (anna.state, anna.priority) == ("arrived", True)
    press(client, anna, "common")
    press(client, anna, "done")
    anna.refresh_from_db()
    assert (anna.state, anna.priority) == ("done", False)
    assert verbs(anna) == ["book", "arrived", "prefer", "prefer_no_more", "done"]


def test_who_did_not_come_is_noted_when_the_time_has_come(desk, anna, monkeypatch):
    client = desk("receptionist")
    assert "没来" not in client.get(page_of(anna)).content.decode()
    assert "还没到" in press(client, anna, "absent").content.decode()
    monkeypatch.setattr(timezone, "now", lambda: moment(9, 40))
    press(desk("receptionist"), anna, "absent")
    anna.refresh_from_db()
    assert anna.state == "no_show"


def test_calling_off_takes_a_reason_and_tells_the_citizen(desk, anna):
    client = desk("receptionist")
    assert press(client, anna, "cancel").status_code == 400
    press(client, anna, "cancel", reason="停电")
    anna.refresh_from_db()
    assert (anna.state, anna.why_cancelled) == ("cancelled", "停电")
    assert "停电" in Notice.objects.get(kind="booking.cancelled").text


def test_a_remark_stands_in_the_history_and_changes_nothing(desk, anna):
    text = press(desk("mediator"), anna, "note", reason="坐轮椅来").content.decode()
    assert "坐轮椅来" in text
    anna.refresh_from_db()
    assert anna.state == "confirmed"


def test_whoever_is_second_is_told_so(desk, anna):
    first, second = desk("receptionist"), desk("mediator")
    press(first, anna, "cancel", reason="停电")
    assert "已经取消或者办完了" in press(second, anna, "cancel", reason="停电").content.decode()


def test_an_unknown_button_does_nothing(desk, anna):
    assert press(desk("receptionist"), anna, "explode").status_code == 400
    anna.refresh_from_db()
    assert anna.state == "confirmed"


def test_only_who_receives_and_the_desk_open_it(browse, desk, county_a, county_b, anna):
    addresses = (page_of(anna), reverse("booking_move", args=[anna.pk]))
    for address in addresses:
        assert desk("lawyer").get(address).status_code == 404
        assert desk("case_officer").get(address).status_code == 404
        assert desk("editor").get(address).status_code == 403
        assert browse(county_b, "yi-receptionist").get(address).status_code == 404
        assert browse(county_a, "stranger").get(address).status_code in (302, 403)
    for client in (desk("lawyer"), desk("editor"), browse(county_b, "yi-county_admin")):
        assert press(client, anna, "cancel", reason="停电").status_code in (403, 404)
    anna.refresh_from_db()
    assert anna.state == "confirmed"


def test_a_time_that_somebody_is_still_filling_in_has_no_page(desk, booked_world):
    held = hold(booked_world, at(10), "phone")
    assert desk("receptionist").get(page_of(held)).status_code == 404


def test_it_asks_the_database_no_more_for_a_long_history(desk, anna):
    client = desk("receptionist")
    client.get(page_of(anna))
    few = _queries(client, anna)
    for number in range(5):
        press(client, anna, "note", reason=f"第{number}次来电")
    assert _queries(client, anna) == few


def _queries(client, appointment) -> int:
    client.get(page_of(appointment))  # shows the messages of what went before
    with CaptureQueriesContext(connection) as asked:
        client.get(page_of(appointment))
    return len(asked)


def test_moving_offers_the_free_times_and_moves(desk, anna, other, booked_world):
    client, address = desk("mediator"), reverse("booking_move", args=[anna.pk])
    booked(booked_world, moment(10), Who("李四", "+8619900000102"), person=anna.person)
    offered = [
        slot.start for slot in client.get(address, {"person": anna.person_id}).context["days"][0].slots
    ]
    assert (at(9) in offered, at(10) in offered, at(11) in offered) == (True, False, True)
    assert client.post(address, {"slot": f"{at(10)}-{anna.person_id}"}).status_code == 409
    assert client.post(address, {"slot": "1-x"}).status_code == 400
    assert client.post(address, {"slot": f"{at(11)}-{other.pk}"}).status_code == 302
    anna.refresh_from_db()
    assert (anna.starts_at, anna.person, anna.moved) == (moment(11), other, 1)


def test_a_mediator_who_gave_it_away_is_told_where_it_went(desk, anna, other):
    client = desk("mediator")
    answer = client.post(
        reverse("booking_move", args=[anna.pk]), {"slot": f"{at(11)}-{other.pk}"}, follow=True
    )
    assert (answer.status_code, "李调解员" in answer.content.decode()) == (200, True)
