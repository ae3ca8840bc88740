"""Files for calendar programs: what they say, and what they never say."""

from datetime import UTC, datetime, time, timedelta

import pytest
from icalendar import Calendar

from services.booking.actions.feeds import make_feed
from services.booking.models import HoursException, Roster, Shift
from tenants.actions.revoke_role import revoke_role
from tests.services.booking.conftest import MONDAY, ZONE, at
from tests.services.booking.public.conftest import body, book

pytestmark = pytest.mark.django_db


def events(answer) -> list:
    assert answer["Content-Type"] == "text/calendar; charset=utf-8"
    return Calendar.from_ical(answer.content).walk("VEVENT")


def test_the_appointment_as_a_file(visitor):
    found, code = book(visitor)
    answer = visitor.get(f"/book/mine/{found.pk}.ics")
    (event,) = events(answer)
    assert event["DTSTART"].dt == datetime(2026, 11, 23, 1, 0, tzinfo=UTC)
    assert event["DTEND"].dt - event["DTSTART"].dt == timedelta(minutes=30)
    assert (str(event["SUMMARY"]), event["SEQUENCE"], event["STATUS"]) == ("预约 法律咨询", 0, "CONFIRMED")
    assert Calendar.from_ical(answer.content)["METHOD"] == "PUBLISH"
    assert code not in body(answer)
    assert "张三" not in body(answer)


def test_a_change_is_the_same_event_with_a_higher_sequence(visitor):
    found, _code = book(visitor)
    first = events(visitor.get(f"/book/mine/{found.pk}.ics"))[0]
    visitor.post(f"/book/mine/{found.pk}/move/", {"slot": f"{at(10)}-any", "sure": "1"})
    moved = events(visitor.get(f"/book/mine/{found.pk}.ics"))[0]
    visitor.post(f"/book/mine/{found.pk}/cancel/")
    answer = visitor.get(f"/book/mine/{found.pk}.ics")
    gone = events(answer)[0]
    assert len({one["UID"] for one in (first, moved, gone)}) == 1
    assert [one["SEQUENCE"] for one in (first, moved, gone)] == [0, 1, 2]
    assert moved["DTSTART"].dt.hour == 2
    assert (gone["STATUS"], Calendar.from_ical(answer.content)["METHOD"]) == ("CANCELLED", "CANCEL")


def test_a_careful_one_says_nothing_of_the_matter(visitor):
    found, _code = book(visitor, careful="on")
    (event,) = events(visitor.get(f"/book/mine/{found.pk}.ics"))
    assert str(event["SUMMARY"]) == "预约"


@pytest.fixture
def wang(people, person):
    found = people["王调解员"]
    found.user = person("jia-mediator")
    found.save()
    return found


@pytest.fixture
def feed(wang, person):
    """Its address."""
    return f"/book/feed/{make_feed(wang, actor=person('jia-mediator'))[1]}.ics"


def test_the_feed_says_when_and_what_and_never_who(feed, visitor, wang, browse, county_a):
    found, _code = book(visitor)
    answer = browse(county_a).get(feed)
    (event,) = events(answer)
    assert str(event["SUMMARY"]) == f"预约 {found.number} 法律咨询 电话"
    assert all(word not in body(answer) for word in ("张三", "199", "宅基地"))


def test_the_feed_has_duties_and_leave(feed, wang, visitor, office, inside_a):
    roster = Roster.objects.create(tenant=inside_a, name="周一值班", organisation=office)
    begins = datetime.combine(MONDAY, time(9), ZONE)
    span = {"starts_at": begins, "ends_at": begins + timedelta(hours=3)}
    Shift.objects.create(tenant=inside_a, roster=roster, resource=wang, **span)
    Shift.objects.create(tenant=inside_a, roster=roster, resource=wang, state="void", place=1, **span)
    HoursException.objects.create(tenant=inside_a, resource=wang, kind="leave", reason="看病", **span)
    answer = visitor.get(feed)
    assert sorted(str(event["SUMMARY"]) for event in events(answer)) == ["值班 周一值班", "请假"]
    assert "看病" not in body(answer)


def test_the_feed_notes_that_it_was_read(feed, visitor, wang):
    visitor.get(feed)
    assert wang.feeds.get().read_at is not None


def test_an_unknown_address_and_that_of_the_other_county_are_dead(feed, browse, county_b, visitor):
    assert browse(county_b).get(feed).status_code == 404
    assert visitor.get("/book/feed/guess.ics").status_code == 404


def test_the_feed_dies_with_the_role(feed, visitor, person, county_a):
    assert visitor.get(feed).status_code == 200
    revoke_role(person("jia-mediator"), tenant=county_a, role="mediator")
    assert visitor.get(feed).status_code == 404


def test_the_feed_dies_when_the_diary_is_another_persons(feed, visitor, wang, person):
    wang.user = person("jia-lawyer")
    wang.save()
    assert visitor.get(feed).status_code == 404


def test_guessing_is_slowed_down(settings, visitor):
    settings.THROTTLES = {"booking_feed": 2}
    assert [visitor.get("/book/feed/x.ics").status_code for _try in range(3)] == [404, 404, 429]


def test_a_feed_costs_the_same_with_many(feed, visitor, wang, django_assert_num_queries):
    for hour in (9, 10):
        book(visitor, hour, phone=f"1380000{hour:04}")
    visitor.get(feed)
    with django_assert_num_queries(6):
        visitor.get(feed)
