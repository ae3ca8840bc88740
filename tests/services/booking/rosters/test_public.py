"""Who is on duty, as everybody may read it."""

from datetime import timedelta

import pytest
from django.urls import reverse

from services.booking.actions.plan_roster import plan_roster
from services.booking.actions.publish_roster import publish_roster
from services.booking.actions.replace import request_change
from services.booking.models import Roster, Shift
from tests.services.booking.conftest import MONDAY
from tests.services.booking.rosters.conftest import SUNDAY, make_roster, on

pytestmark = pytest.mark.django_db


@pytest.fixture
def shown(roster, desk):
    """Two weeks planned, the first of them handed over."""
    Roster.objects.update(public=True)
    plan_roster(roster, MONDAY, SUNDAY + timedelta(days=7), actor=desk)
    publish_roster(roster, MONDAY, SUNDAY, actor=desk)
    return roster


def read(client, name, *args) -> str:
    answer = client.get(reverse(name, args=args))
    assert answer.status_code == 200
    return answer.content.decode()


def test_the_week_names_who_is_there_with_the_phone_of_the_place(shown, duty_service, browse, county_a):
    text = read(browse(county_a), "booking:duty")
    for said in ("法院律师值班", "张律师", "李律师", "0000-1111111", "/book/court-lawyer/"):
        assert said in text
    assert "0000-7654321" not in text


def test_what_is_not_handed_over_is_not_shown(shown, browse, county_a):
    text = read(browse(county_a), "booking:duty_roster", shown.pk)
    assert "张律师" in text
    assert "王律师" not in text


def test_who_gave_a_shift_back_is_not_named(shown, browse, county_a, desk):
    request_change(Shift.objects.get(starts_at=on(0)), actor=desk, reason="生病")
    text = read(browse(county_a), "booking:duty")
    assert "正在另行安排" in text
    assert "张律师" not in text
    assert "生病" not in text


def test_a_roster_that_is_not_public_is_nowhere(shown, browse, county_a):
    Roster.objects.update(public=False)
    assert "张律师" not in read(browse(county_a), "booking:duty")
    assert browse(county_a).get(reverse("booking:duty_roster", args=[shown.pk])).status_code == 404


def test_each_county_shows_its_own(shown, browse, county_b):
    other = make_roster(county_b, names=("乙县律师",), public=True)
    text = read(browse(county_b), "booking:duty")
    assert "张律师" not in text
    assert browse(county_b).get(reverse("booking:duty_roster", args=[shown.pk])).status_code == 404
    assert read(browse(county_b), "booking:duty_roster", other.pk)


def test_the_page_costs_the_same_however_many_rosters(shown, browse, county_a, django_assert_max_num_queries):
    client = browse(county_a)
    read(client, "booking:duty")
    with django_assert_max_num_queries(40) as few:
        read(client, "booking:duty")
    for count in range(3):
        Roster.objects.create(
            tenant=county_a, name=f"值班{count}", organisation=shown.organisation, public=True
        )
    with django_assert_max_num_queries(len(few.captured_queries)):
        read(client, "booking:duty")
