"""What the directory is told: who is free today, when next, and where to book."""

from datetime import date

import pytest
from django.urls import reverse

from services.booking.availability import free_times
from services.booking.models import Resource
from services.directory import availability
from services.directory.models import Lawyer, Mediator
from tenants.scope import in_tenant
from tests.services.booking.conftest import MONDAY, NOW, at, make_world
from tests.services.booking.public.conftest import body

pytestmark = pytest.mark.django_db


@pytest.fixture
def listed(booked_world, office, inside_a):
    """The two people stand in the registers of the directory."""
    wang, li = Resource.objects.order_by("pk")
    wang.mediator = Mediator.objects.create(tenant=inside_a, name=wang.name, organisation=office)
    li.lawyer = Lawyer.objects.create(
        tenant=inside_a, name=li.name, firm=office, licence="1", licensed_on=date(2015, 1, 1)
    )
    for one in (wang, li):
        one.save()
    return wang, li


def test_who_is_free_when_and_where_it_is_booked(listed, office):
    wang, li = listed
    keys = (("mediator", wang.mediator_id), ("lawyer", li.lawyer_id), ("organisation", office.pk))
    found = free_times(keys)
    assert set(found) == set(keys)
    free = found[keys[0]]
    assert (free.free_today, free.next_free.hour) == (True, 14)  # now it is ten, and the lead is two hours
    assert [one.book_url for one in map(found.get, keys)] == [
        f"/book/?mediator={wang.mediator_id}",
        f"/book/?lawyer={li.lawyer_id}",
        f"/book/?organisation={office.pk}",
    ]


def test_each_has_their_own_next_time(listed, visitor):
    wang, li = listed
    for hour in (14, 15, 16):
        for minute in (0, 30):
            day = {"slot": f"{at(hour, minute, NOW.date())}-{wang.pk}", "way": "phone"}
            assert (
                visitor.__class__(HTTP_HOST=visitor.defaults["HTTP_HOST"])
                .post("/book/advice/hold/", day)
                .status_code
                == 302
            )
    found = free_times((("mediator", wang.mediator_id), ("lawyer", li.lawyer_id)))
    mine, other = found["mediator", wang.mediator_id], found["lawyer", li.lawyer_id]
    assert (mine.free_today, mine.next_free.date(), mine.next_free.hour) == (False, MONDAY, 9)
    assert other.free_today is True


def test_who_cannot_be_named_is_not_offered_by_name(listed, booked_world, office):
    wang, _li = listed
    booked_world.choose_person = False
    booked_world.save()
    keys = (("mediator", wang.mediator_id), ("organisation", office.pk))
    assert list(free_times(keys)) == [("organisation", office.pk)]


def test_the_way_from_a_profile_to_the_times_of_that_person(listed, visitor):
    wang, _li = listed
    answer = visitor.get(f"/book/?mediator={wang.mediator_id}")
    assert answer["Location"] == f"/book/advice/?person={wang.pk}"
    assert f'-{wang.pk}"' in body(visitor.get(answer["Location"]))


def test_a_person_with_several_services_chooses_one(listed, inside_a, office, visitor):
    wang, _li = listed
    more = make_world(inside_a, office, people=("赵",), code="talk", name="调解预约")
    more.resources.add(wang)
    page = body(visitor.get(f"/book/?mediator={wang.mediator_id}"))
    assert f"/book/talk/?person={wang.pk}" in page
    assert f"/book/advice/?person={wang.pk}" in page


def test_the_other_county_is_told_nothing_of_them(listed, county_b, browse):
    wang, _li = listed
    with in_tenant(county_b):
        assert free_times((("mediator", wang.mediator_id),)) == {}
    for name in ("mediator", "lawyer", "person", "organisation"):
        assert browse(county_b).get(f"/book/?{name}={wang.pk}").status_code == 404


def test_it_costs_by_service_and_not_by_person(listed, inside_a, office, django_assert_num_queries):
    wang, _li = listed
    keys = tuple(("mediator", pk) for pk in range(wang.mediator_id, wang.mediator_id + 100))
    with django_assert_num_queries(9):
        free_times(keys)


def test_the_directory_hears_it(listed, browse, county_a):
    wang, _li = listed
    assert availability.is_known()
    page = body(browse(county_a).get(reverse("directory:mediator", args=[wang.mediator_id])))
    assert f"/book/?mediator={wang.mediator_id}" in page


def test_what_was_read_just_now_is_not_read_again(listed, django_assert_num_queries):
    wang, _li = listed
    free_times((("mediator", wang.mediator_id),))
    with django_assert_num_queries(2):
        free_times((("mediator", wang.mediator_id),))
