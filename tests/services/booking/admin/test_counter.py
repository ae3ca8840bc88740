from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from services.booking.actions.confirm import Who
from services.booking.actions.receive import check_in
from services.booking.models import Appointment, Occupied
from tenants.phones import normalise
from tests.services.booking.admin.conftest import booked, moment
from tests.services.booking.conftest import MONDAY, at

pytestmark = pytest.mark.django_db
COUNTER, BOOK = reverse("booking_counter"), reverse("booking_book")
# The clock stands at ten on this day.
FRIDAY = MONDAY - timedelta(days=3)
WALK_IN = {"name": "赵六", "phone": "", "subject": ""}


def names(found) -> list[str]:
    return [one.name for one in found]


@pytest.fixture
def morning(booked_world, mediator, other):
    """Three who come today, and one on Monday."""
    for hour, person, who in (
        (11, mediator, Who("张三", "+8619900000101")),
        (11, other, Who("李四", "+8619900000102")),
        (14, other, Who("王五", "+8619900000103")),
    ):
        booked(booked_world, moment(hour, day=FRIDAY), who, person)
    booked(booked_world, moment(9), Who("钱七", "+8619900000104"))
    return {one.name: one for one in Appointment.objects.all()}


def test_it_shows_who_comes_today_in_order(desk, morning):
    page = desk("receptionist").get(COUNTER)
    assert names(page.context["next"]) == ["张三", "李四", "王五"]
    assert page.context["waiting"] == []
    assert "19900000101" not in page.content.decode()


def test_the_old_and_ill_wait_before_the_others(desk, morning, person):
    for name in ("张三", "李四", "王五"):
        check_in(morning[name], actor=person("jia-receptionist"))
    client = desk("receptionist")
    client.post(reverse("booking_do", args=[morning["王五"].pk]), {"what": "prefer", "back": "counter"})
    page = client.get(COUNTER)
    assert names(page.context["waiting"]) == ["王五", "张三", "李四"]
    assert "优先" in page.content.decode()


def test_checking_in_from_the_list_leads_back_to_it(desk, morning):
    answer = desk("receptionist").post(
        reverse("booking_do", args=[morning["张三"].pk]), {"what": "arrived", "back": "counter"}
    )
    assert answer["Location"] == COUNTER
    morning["张三"].refresh_from_db()
    assert morning["张三"].state == "arrived"


def test_somebody_is_found_by_number_scan_name_and_end_of_phone(desk, morning):
    client, number = desk("receptionist"), morning["李四"].number

    def asked(words):
        return names(client.get(COUNTER, {"q": words}).context["found"])

    assert asked(number) == ["李四"]
    assert asked(f"http://jia.localhost/book/mine/?number={number}") == ["李四"]
    assert asked("0103") == ["王五"]
    assert asked("王") == ["王五"]
    assert asked("钱七") == []
    assert asked("01") == []


def test_a_walk_in_takes_the_earliest_time_from_now_on_and_has_arrived(desk, booked_world, mediator, other):
    form = WALK_IN | {"service": booked_world.pk, "person": mediator.pk, "priority": "on"}
    page = desk("receptionist").post(COUNTER, form, follow=True)
    made = Appointment.objects.get()
    assert (made.starts_at, made.state, made.walk_in, made.priority, made.source) == (
        moment(10, day=FRIDAY), "arrived", True, True, "counter",
    )  # fmt: skip
    assert Occupied.objects.filter(resource=mediator).count() == 6
    assert page.context["code"] != ""


def test_the_code_of_a_walk_in_is_shown_once(desk, booked_world, mediator):
    client = desk("receptionist")
    shown = client.post(COUNTER, WALK_IN | {"service": booked_world.pk}, follow=True)
    code = shown.context["code"]
    assert code in shown.content.decode()
    again = client.get(reverse("booking_appointment", args=[Appointment.objects.get().pk]))
    assert (again.context["code"], code in again.content.decode()) == ("", False)


def test_a_second_walk_in_comes_after_the_first_and_a_full_day_is_said(desk, booked_world, mediator, other):
    client = desk("receptionist")
    form = WALK_IN | {"service": booked_world.pk, "person": mediator.pk}
    for _each in range(10):
        client.post(COUNTER, form)
    starts = list(Appointment.objects.order_by("starts_at").values_list("starts_at", flat=True))
    assert starts == [moment(h, m, FRIDAY) for h in (10, 11, 14, 15, 16) for m in (0, 30)]
    full = client.post(COUNTER, form)
    assert (full.status_code, "今天已经没有空" in full.content.decode()) == (409, True)


def test_faults_are_said_beside_their_fields(desk, booked_world, mediator):
    form = {"service": booked_world.pk, "name": "", "phone": "123"}
    page = desk("receptionist").post(COUNTER, form)
    assert (page.status_code, set(page.context["form"].errors)) == (400, {"name", "phone"})
    booked_world.resources.remove(mediator)
    page = desk("receptionist").post(COUNTER, WALK_IN | {"service": booked_world.pk, "person": mediator.pk})
    assert page.status_code == 400
    assert not Appointment.objects.exists()


def test_a_phone_with_too_many_open_ones_gets_no_more_and_no_time_is_lost(desk, booked_world, mediator):
    client = desk("receptionist")
    form = WALK_IN | {"service": booked_world.pk, "phone": "199 0000 0101"}
    answers = [client.post(COUNTER, form).status_code for _each in range(3)]
    assert answers == [302, 302, 409]
    assert (Appointment.objects.count(), Occupied.objects.count()) == (2, 12)


def test_the_counter_books_for_a_caller_without_the_lead(desk, booked_world, mediator):
    client, query = desk("receptionist"), {"service": booked_world.pk, "channel": "phone"}
    page = client.get(BOOK, query)
    first = page.context["days"][0].slots[0]
    assert first.starts_at == moment(10, day=FRIDAY)
    address = f"{BOOK}?service={booked_world.pk}&channel=phone"
    form = {"slot": f"{first.start}-any", "source": "phone", "name": "孙八", "phone": "19900000105"}
    assert client.post(address, form).status_code == 302
    made = Appointment.objects.get()
    assert (made.name, made.phone, made.source, made.state, made.channel) == (
        "孙八", normalise("19900000105"), "phone", "confirmed", "phone",
    )  # fmt: skip
    form["slot"] = f"{first.start}-{made.person_id}"
    taken = client.post(address, form)
    assert (taken.status_code, Appointment.objects.count()) == (409, 1)


def test_a_refused_form_keeps_its_time(desk, booked_world):
    address = f"{BOOK}?service={booked_world.pk}&channel=phone"
    slot = f"{at(9)}-any"
    page = desk("receptionist").post(
        f"{address}&day=2026-11-23", {"slot": slot, "source": "phone", "name": ""}
    )
    assert page.status_code == 400
    assert f'value="{slot}" checked' in page.content.decode()
    page = desk("receptionist").post(address, {"source": "phone", "name": "孙八"})
    assert (page.status_code, "请选一个时间" in page.content.decode()) == (400, True)


def test_only_the_desk_uses_it(browse, desk, county_a, county_b, booked_world, mediator, world_of_b):
    for address in (COUNTER, BOOK):
        for role in ("mediator", "lawyer", "case_officer", "editor", "supervisor"):
            assert desk(role).get(address).status_code == 403
        assert browse(county_a, "stranger").get(address).status_code in (302, 403)
        assert desk("county_admin").get(address).status_code == 200
    assert desk("mediator").post(COUNTER, WALK_IN | {"service": booked_world.pk}).status_code == 403
    other_county = browse(county_b, "yi-receptionist")
    assert other_county.post(COUNTER, WALK_IN | {"service": booked_world.pk}).status_code == 400
    assert desk("receptionist").post(COUNTER, WALK_IN | {"service": world_of_b.pk}).status_code == 400
    assert not Appointment.objects.exists()


def test_it_asks_the_database_no_more_for_many(desk, booked_world, mediator, other):
    client = desk("receptionist")
    booked(booked_world, moment(11, day=FRIDAY), person=mediator)
    client.get(COUNTER)
    few = _queries(client)
    for number, hour in enumerate((14, 15, 16)):
        booked(booked_world, moment(hour, day=FRIDAY), Who("李四", f"+861990000020{number}"), other)
    assert _queries(client) == few


def _queries(client) -> int:
    with CaptureQueriesContext(connection) as asked:
        client.get(COUNTER)
    return len(asked)
