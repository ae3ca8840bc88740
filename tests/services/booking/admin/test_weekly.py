from datetime import date, time

import pytest
from django.urls import reverse

from services.booking.free import free
from services.booking.models import OpeningHours
from tenants.models import JournalEntry
from tests.services.booking.conftest import MONDAY

pytestmark = pytest.mark.django_db
INDEX = reverse("opening-hours_modeladmin_index")


def week_of(office) -> str:
    return reverse("booking_hours_office", args=[office.pk])


def own_of(resource) -> str:
    return reverse("booking_hours_person", args=[resource.pk])


def typed(*spans: tuple[int, int, str, str], **more) -> dict[str, str]:
    """(day, which span, from, to)."""
    filled = {}
    for day, number, opens, closes in spans:
        filled |= {f"opens-{day}-{number}": opens, f"closes-{day}-{number}": closes}
    return filled | more


def test_the_week_is_kept_whole(desk, booked_world, office):
    client = desk("county_admin")
    page = client.get(week_of(office)).content.decode()
    assert page.count('value="09:00"') == 5
    form = typed((0, 0, "08:30", "11:30"), (0, 1, "13:00", "17:00"), (7, 0, "09:00", "12:00"))
    assert client.post(week_of(office), form)["Location"] == INDEX
    kept = list(OpeningHours.objects.values_list("organisation", "day", "opens", "closes"))
    assert kept == [
        (office.pk, 0, time(8, 30), time(11, 30)),
        (office.pk, 0, time(13), time(17)),
        (office.pk, 7, time(9), time(12)),
    ]
    assert JournalEntry.objects.filter(verb="hours_kept").count() == 1
    assert "周一 08:30–11:30、13:00–17:00" in client.get(INDEX).content.decode()


def test_monday_goes_to_the_weekdays_and_nothing_is_kept_yet(desk, booked_world, office):
    before = list(OpeningHours.objects.values_list("pk", flat=True))
    page = desk("county_admin").post(week_of(office), typed((0, 0, "08:15", "11:45"), copy="1"))
    text = page.content.decode()
    assert (text.count('value="08:15"'), text.count('value="11:45"')) == (5, 5)
    assert list(OpeningHours.objects.values_list("pk", flat=True)) == before


def test_own_hours_of_a_person_hold_in_place_of_the_office(desk, booked_world, mediator, office):
    desk("county_admin").post(own_of(mediator), typed((0, 0, "10:00", "11:00")))
    assert len(free(booked_world, "phone", MONDAY, person=mediator).slots) == 2
    desk("county_admin").post(own_of(mediator), typed())
    assert len(free(booked_world, "phone", MONDAY, person=mediator).slots) == 12


def test_hours_of_a_season_stand_beside_the_others(desk, booked_world, office):
    client, summer = desk("county_admin"), {"since": "2027-06-01", "until": "2027-08-31"}
    client.post(
        f"{week_of(office)}?since=2027-06-01&until=2027-08-31", typed((0, 0, "07:30", "11:00"), **summer)
    )
    assert OpeningHours.objects.filter(since=None).count() == 10
    kept = OpeningHours.objects.get(since=date(2027, 6, 1))
    assert (kept.until, kept.opens) == (date(2027, 8, 31), time(7, 30))
    assert "?since=2027-06-01&amp;until=2027-08-31" in client.get(INDEX).content.decode()


def test_a_night_duty_ends_the_next_morning(desk, booked_world, office):
    assert desk("county_admin").post(week_of(office), typed((4, 0, "18:00", "08:00"))).status_code == 302
    assert OpeningHours.objects.get().closes == time(8)


@pytest.mark.parametrize(
    ("form", "words"),
    [
        (typed((0, 0, "09:00", "")), "要一起填"),
        (typed((0, 0, "", "12:00")), "要一起填"),
        (typed((0, 0, "12:00", "09:00")), "要晚于"),
        (typed((0, 0, "09:00", "09:00")), "要晚于"),
        (typed((0, 0, "09:00", "12:00"), (0, 1, "11:00", "17:00")), "前一段结束以后"),
        (typed((0, 0, "18:00", "08:00"), (0, 1, "20:00", "21:00")), "前一段结束以后"),
        (typed((0, 0, "25:00", "26:00")), "周一"),
        (typed((0, 0, "09:00", "12:00"), since="2027-02-01", until="2027-01-01"), "不能早于"),
    ],
)
def test_slips_are_said_and_nothing_changes(desk, booked_world, office, form, words):
    page = desk("county_admin").post(week_of(office), form)
    assert (page.status_code, words in page.content.decode()) == (400, True)
    assert OpeningHours.objects.count() == 10


def test_only_the_administrator_of_this_county_changes_it(
    browse, desk, county_b, booked_world, mediator, office
):
    for address in (week_of(office), own_of(mediator)):
        for role in ("receptionist", "mediator", "editor"):
            assert desk(role).post(address, typed()).status_code == 403
        assert browse(county_b, "yi-county_admin").post(address, typed()).status_code == 404
    assert desk("receptionist").get(INDEX).status_code == 200
    assert desk("mediator").get(INDEX).status_code == 403
    assert "甲县公共" not in browse(county_b, "yi-county_admin").get(INDEX).content.decode()
    assert OpeningHours.objects.count() == 10
