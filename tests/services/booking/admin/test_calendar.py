from datetime import time

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from services.booking.actions.confirm import Who
from services.booking.models import OpeningHours, Resource, Roster, Shift
from services.directory.models import Organisation, OrganisationMember
from tests.services.booking.admin.conftest import away, booked, moment

pytestmark = pytest.mark.django_db
CALENDAR = reverse("booking_modeladmin_index")
DAY = {"day": "2026-11-23"}


def shown(client, **query) -> str:
    response = client.get(CALENDAR, DAY | query)
    assert response.status_code == 200
    return response.content.decode()


def test_the_desk_reads_names_and_a_colleague_only_that_it_is_taken(desk, booked_world, mediator, other):
    booked(booked_world, moment(9), person=mediator)
    booked(booked_world, moment(10), Who("李四", "+8619900000102"), person=other)
    for_all, own = shown(desk("receptionist")), shown(desk("mediator"), who="all")
    assert ("张三" in for_all, "李四" in for_all) == (True, True)
    assert ("张三" in own, "李四" in own, "已预约" in own) == (True, False, True)


def test_a_mediator_begins_with_the_own_day_and_a_desk_with_everybody(desk, booked_world, mediator):
    own = desk("mediator").get(CALENDAR, DAY).context
    assert [column.title.resource.name for column in own["columns"]] == ["王调解员"]
    everybody = desk("receptionist").get(CALENDAR, DAY).context
    assert [column.title.resource.name for column in everybody["columns"]] == ["李调解员", "王调解员"]


def test_the_desk_begins_where_it_works_else_where_most_are_received(desk, booked_world, office, person):
    small = Organisation.objects.create(
        tenant=office.tenant, name="啊所", kind="law_firm", division=office.division
    )
    Resource.objects.create(tenant=office.tenant, name="赵律师", organisation=small)
    assert desk("receptionist").get(CALENDAR).context["page"].office == office
    OrganisationMember.objects.create(
        tenant=office.tenant, organisation=small, user=person("jia-receptionist")
    )
    assert desk("receptionist").get(CALENDAR).context["page"].office == small
    assert desk("receptionist").get(CALENDAR, {"organisation": "all"}).context["page"].office is None


def test_a_week_of_one_person_leaves_out_a_weekend_on_which_nothing_is(desk, mediator):
    week = desk("mediator").get(CALENDAR, DAY | {"view": "week"}).context
    assert [column.title.name for column in week["columns"]] == ["11-23", "11-24", "11-25", "11-26", "11-27"]
    OpeningHours.objects.create(
        tenant=mediator.tenant, organisation=mediator.organisation, day=5, opens=time(9), closes=time(12)
    )
    week = desk("mediator").get(CALENDAR, DAY | {"view": "week"}).context
    assert [column.title.name for column in week["columns"]][-1] == "11-28"


def test_rooms_are_seen_with_who_uses_them(desk, booked_world, mediator):
    room = Resource.objects.create(
        tenant=mediator.tenant, organisation=mediator.organisation, name="调解一室", kind="room"
    )
    booked_world.rooms.add(room)
    booked(booked_world, moment(9), person=mediator)
    found = desk("receptionist").get(CALENDAR, DAY | {"by": "room"})
    assert [column.title.resource for column in found.context["columns"]] == [room]
    assert "王调解员" in found.content.decode()


def test_leave_duty_and_what_clashes_are_seen(desk, booked_world, mediator):
    booked(booked_world, moment(9), person=mediator)
    away(mediator, moment(9))
    roster = Roster.objects.create(tenant=mediator.tenant, organisation=mediator.organisation, name="值班")
    Shift.objects.create(
        tenant=mediator.tenant, roster=roster, resource=mediator, starts_at=moment(14), ends_at=moment(17)
    )
    page = shown(desk("receptionist"))
    assert all(word in page for word in ("请假", "到市里培训", "值班", "要重新安排", "有1个预约落在"))
    assert "到市里培训" not in shown(desk("lawyer"))


def test_odd_words_in_the_address_lead_to_today(desk, mediator):
    for query in (
        {"day": "2026-13-45"},
        {"day": "x"},
        {"who": "x", "organisation": "٣", "by": "?", "view": "?"},
    ):
        response = desk("receptionist").get(CALENDAR, query)
        assert (response.status_code, str(response.context["page"].day)) == (200, "2026-11-20")


def test_it_asks_the_database_no_more_for_many(desk, booked_world, mediator):
    client = desk("receptionist")
    client.get(CALENDAR, DAY)
    booked(booked_world, moment(9), person=mediator)
    few = _queries(client)
    for number in range(6):
        one = Resource.objects.create(
            tenant=mediator.tenant, organisation=mediator.organisation, name=f"某{number}"
        )
        booked_world.resources.add(one)
        booked(booked_world, moment(9), Who("李四", f"+861990000020{number}"), person=one)
    assert _queries(client) == few


def _queries(client) -> int:
    with CaptureQueriesContext(connection) as asked:
        client.get(CALENDAR, DAY)
    return len(asked)


def test_nobody_of_the_other_county_or_without_the_role_sees_it(
    browse, county_a, county_b, booked_world, mediator
):
    booked(booked_world, moment(9), person=mediator)
    assert browse(county_a, "jia-editor").get(CALENDAR).status_code == 403
    assert browse(county_a, "stranger").get(CALENDAR).status_code in (302, 403)
    assert browse(county_a).get(CALENDAR).status_code == 302
    answer = browse(county_b, "yi-receptionist").get(CALENDAR, DAY | {"who": mediator.pk})
    assert (answer.status_code, "王调解员" in answer.content.decode()) == (200, False)
