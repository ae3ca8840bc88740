import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from services.booking.actions.confirm import Who
from tenants.models import JournalEntry
from tests.services.booking.admin.conftest import booked, moment

pytestmark = pytest.mark.django_db
SHEET = f"{reverse('booking_day_sheet')}?day=2026-11-23"
PHONE, MASKED = "199 0000 0101", "199****0101"


@pytest.fixture
def anna(booked_world, mediator):
    booked_world.materials = "身份证\n合同"
    booked_world.save()
    return booked(booked_world, moment(9), person=mediator)


def test_it_lists_the_day_with_what_to_bring_and_masked_phones(desk, anna, office):
    text = desk("receptionist").get(f"{SHEET}&organisation={office.pk}").content.decode()
    assert all(
        word in text for word in ("张三", anna.number, "09:00–09:30", "□身份证", "□合同", "签名", MASKED)
    )
    assert (PHONE in text, office.name in text) == (False, True)


def test_phones_are_opened_for_one_print_with_a_reason_in_every_history(desk, anna):
    client = desk("receptionist")
    assert client.post(SHEET, {"reason": " "}).status_code == 400
    assert PHONE in client.post(SHEET, {"reason": "停电时逐个通知"}).content.decode()
    looks = JournalEntry.objects.filter(verb="look", subject_id=str(anna.pk))
    assert [one.data for one in looks] == [{"reason": "停电时逐个通知"}]
    assert PHONE not in client.get(SHEET).content.decode()


def test_who_receives_prints_the_own_day_without_phones(desk, booked_world, other, anna):
    booked(booked_world, moment(10), Who("李四", "+8619900000102"), other)
    client = desk("mediator")
    text = client.get(SHEET).content.decode()
    assert ("张三" in text, "李四" in text, "0101" in text) == (True, False, False)
    assert client.post(SHEET, {"reason": "我想看"}).status_code == 403
    assert not JournalEntry.objects.filter(verb="look").exists()


def test_another_county_and_who_has_no_part_in_it_see_nothing(browse, desk, county_b, anna):
    assert desk("editor").get(SHEET).status_code == 403
    assert "张三" not in browse(county_b, "yi-receptionist").get(SHEET).content.decode()
    assert "张三" not in desk("lawyer").get(SHEET).content.decode()


def test_it_asks_the_database_no_more_for_many(desk, booked_world, mediator, anna):
    client = desk("receptionist")
    client.get(SHEET)
    few = _queries(client)
    for hour in (10, 11, 14):
        booked(booked_world, moment(hour), Who("李四", f"+8619900000{hour}9"), mediator)
    assert _queries(client) == few


def _queries(client) -> int:
    with CaptureQueriesContext(connection) as asked:
        client.get(SHEET)
    return len(asked)
