"""Somebody is away or an office shut: what was booked is led before their eyes, and nothing is silently left."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from services.booking.actions.confirm import Who
from services.booking.actions.leave import hand_over
from services.booking.errors import NotAllowed, TimeTaken
from services.booking.free import free
from services.booking.models import Appointment, HoursException, Resource, Roster, Shift
from services.booking.unsettled import inside, unsettled
from services.notices.models import Notice
from tests.services.booking.admin.conftest import away, booked, moment
from tests.services.booking.conftest import MONDAY

pytestmark = pytest.mark.django_db
UNSETTLED, CREATE = reverse("booking_unsettled"), reverse("hours-exceptions_modeladmin_create")
MORNING = {"kind": "leave", "starts_at": "2026-11-23T08:30", "ends_at": "2026-11-23T12:00", "reason": "看病"}


@pytest.fixture
def anna(booked_world, mediator):
    return booked(booked_world, moment(9), person=mediator)


def test_entering_a_leave_leads_to_what_was_booked_in_it(desk, mediator, anna):
    answer = desk("receptionist").post(CREATE, MORNING | {"resource": mediator.pk})
    made = HoursException.objects.get()
    assert answer["Location"] == f"{UNSETTLED}?exception={made.pk}"
    page = desk("receptionist").get(answer["Location"])
    assert page.context["appointments"] == [anna]
    assert free(anna.service, "phone", MONDAY, person=mediator).slots[0].starts_at == moment(14)


def test_a_leave_in_which_nobody_comes_leads_back_to_the_list(desk, mediator, anna):
    afternoon = MORNING | {"starts_at": "2026-11-23T14:00", "ends_at": "2026-11-23T17:00"}
    answer = desk("receptionist").post(CREATE, afternoon | {"resource": mediator.pk})
    assert answer["Location"] == reverse("hours-exceptions_modeladmin_index")
    assert not unsettled().exists()


def test_the_same_time_goes_to_somebody_else_and_the_citizen_is_told(desk, mediator, other, anna):
    away(mediator, moment(9))
    form = {"what": "hand_over", "appointment": anna.pk}
    page = desk("receptionist").post(UNSETTLED, form, follow=True)
    anna.refresh_from_db()
    assert (anna.person, anna.starts_at, anna.state) == (other, moment(9), "confirmed")
    assert "李调解员" in Notice.objects.get(kind="booking.moved").text
    assert (page.context["appointments"], unsettled().count()) == ([], 0)


def test_where_nobody_else_is_free_it_stays_and_is_named(desk, booked_world, mediator, other, anna):
    booked(booked_world, moment(9), Who("李四", "+8619900000102"), other)
    away(mediator, moment(9))
    page = desk("receptionist").post(UNSETTLED, {"what": "hand_over", "appointment": anna.pk}, follow=True)
    assert page.context["appointments"] == [anna]
    assert f"{anna.number}：这个时间别人都没有空" in page.content.decode()


def test_a_room_that_only_they_use_goes_with_them(booked_world, mediator, other, person):
    room = Resource.objects.create(
        tenant=mediator.tenant, organisation=mediator.organisation, name="调解一室", kind="room"
    )
    booked_world.rooms.add(room)
    one = booked(booked_world, moment(9), person=mediator)
    away(mediator, moment(9))
    hand_over(one, actor=person("jia-receptionist"))
    assert (one.person, one.session.room) == (other, room)


def test_all_of_a_group_go_to_one_colleague(booked_world, mediator, other, person):
    booked_world.capacity, booked_world.every = 3, 30
    booked_world.save()
    group = [
        booked(booked_world, moment(9), Who(f"某{number}", f"+861990000010{number}"), mediator)
        for number in range(3)
    ]
    assert len({one.session_id for one in group}) == 1
    away(mediator, moment(9))
    for one in group:
        hand_over(one, actor=person("jia-receptionist"))
    assert {(one.person, one.session_id) for one in group} == {(other, group[0].session_id)}
    assert not unsettled().exists()


def test_calling_off_takes_a_reason_and_is_told(desk, mediator, anna):
    away(mediator, moment(9))
    client, form = desk("receptionist"), {"what": "call_off", "appointment": anna.pk}
    assert client.post(UNSETTLED, form).status_code == 400
    assert client.post(UNSETTLED, form | {"reason": "调解员生病"}).status_code == 302
    anna.refresh_from_db()
    assert (anna.state, anna.why_cancelled) == ("cancelled", "调解员生病")
    assert "调解员生病" in Notice.objects.get(kind="booking.cancelled").text


def test_nothing_chosen_changes_nothing(desk, mediator, anna):
    away(mediator, moment(9))
    assert desk("receptionist").post(UNSETTLED, {"what": "hand_over"}).status_code == 400
    anna.refresh_from_db()
    assert anna.person == mediator


def test_a_closing_concerns_everybody_of_the_office(booked_world, mediator, other, anna):
    second = booked(booked_world, moment(10), Who("李四", "+8619900000102"), other)
    shut = HoursException.objects.create(
        tenant=mediator.tenant, organisation=mediator.organisation, kind="closed", starts_at=moment(8),
        ends_at=moment(12),
    )  # fmt: skip
    assert set(inside(shut)) == {anna, second}


def test_a_duty_that_is_gone_leaves_its_appointments_to_be_arranged(booked_world, mediator):
    roster = Roster.objects.create(tenant=mediator.tenant, organisation=mediator.organisation, name="值班")
    shift = Shift.objects.create(
        tenant=mediator.tenant, roster=roster, resource=mediator, starts_at=moment(9), ends_at=moment(12)
    )
    booked_world.roster = roster
    booked_world.save()
    one = booked(booked_world, moment(9), person=mediator)
    assert list(unsettled()) == []
    Shift.objects.filter(pk=shift.pk).update(state="void")
    assert list(unsettled()) == [one]


def test_a_mediator_takes_leave_for_herself_and_for_nobody_else(desk, mediator, other, anna):
    client = desk("mediator")
    assert client.post(CREATE, MORNING | {"resource": other.pk}).status_code == 200
    assert client.post(CREATE, MORNING | {"organisation": other.organisation_id}).status_code == 200
    assert not HoursException.objects.exists()
    assert client.post(CREATE, MORNING | {"resource": mediator.pk}).status_code == 302
    colleague = away(other, moment(14))
    own = HoursException.objects.get(resource=mediator)
    edit = "hours-exceptions_modeladmin_edit"
    assert client.get(reverse(edit, args=[own.pk])).status_code == 200
    assert client.get(reverse(edit, args=[colleague.pk])).status_code in (403, 404)
    assert "李调解员" not in client.get(reverse("hours-exceptions_modeladmin_index")).content.decode()


def test_what_is_wrong_with_a_leave_is_said(desk, mediator):
    client = desk("receptionist")
    for faulty in (
        MORNING,
        MORNING | {"resource": mediator.pk, "organisation": mediator.organisation_id},
        MORNING | {"resource": mediator.pk, "ends_at": "2026-11-23T08:00"},
        MORNING | {"organisation": mediator.organisation_id},
    ):
        assert client.post(CREATE, faulty).status_code == 200
    assert not HoursException.objects.exists()


def test_nobody_arranges_what_they_do_not_receive(browse, desk, county_b, mediator, other, anna, person):
    away(mediator, moment(9))
    form = {"what": "hand_over", "appointment": anna.pk}
    assert desk("lawyer").get(UNSETTLED).context["appointments"] == []
    assert desk("lawyer").post(UNSETTLED, form).status_code == 400
    assert browse(county_b, "yi-receptionist").post(UNSETTLED, form).status_code == 400
    assert desk("editor").post(UNSETTLED, form).status_code == 403
    for username in ("stranger", "yi-receptionist", "jia-lawyer"):
        with pytest.raises(NotAllowed):
            hand_over(anna, actor=person(username))
    with pytest.raises(TimeTaken):
        other.active = False
        other.save()
        hand_over(anna, actor=person("jia-receptionist"))
    assert Appointment.objects.get(pk=anna.pk).person == mediator


def test_it_asks_the_database_no_more_for_many(desk, booked_world, mediator, anna):
    away(mediator, moment(8), hours=9)
    client = desk("receptionist")
    client.get(UNSETTLED)
    few = _queries(client)
    away_free = HoursException.objects.all()
    away_free.delete()
    for hour in (10, 11, 14):
        booked(booked_world, moment(hour), Who("李四", f"+8619900000{hour}9"), mediator)
    away(mediator, moment(8), hours=9)
    assert (_queries(client), unsettled().count()) == (few, 4)


def _queries(client) -> int:
    with CaptureQueriesContext(connection) as asked:
        client.get(UNSETTLED)
    return len(asked)
