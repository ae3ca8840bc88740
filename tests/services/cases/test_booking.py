"""An appointment opens a case or belongs to one, and what happens to it stands in the record."""

from urllib.parse import quote

import pytest
from django.test import RequestFactory
from django.urls import reverse
from django.utils import timezone

from services.booking import belongs
from services.booking.actions.cancel import cancel
from services.booking.actions.confirm import Who, confirm
from services.booking.actions.hold import hold
from services.booking.actions.receive import check_in
from services.booking.actions.reschedule import reschedule
from services.booking.models import Appointment
from services.booking.ticks import moment
from services.cases import notice_kinds
from services.cases.actions.follow_booking import open_for, open_left_over
from services.cases.models import Case, CaseEvent
from services.cases.queries.filled import filled
from services.notices.models import Notice
from tenants.models import User
from tests.services.booking.conftest import at, booked_world, friday, make_world, office  # noqa: F401

pytestmark = pytest.mark.django_db
ANNA = Who("张三", "+8619900000101", subject="邻居占了我家的地")


@pytest.fixture
def advice(booked_world):  # noqa: F811
    booked_world.procedure = "PUBLIC_REQUEST"
    booked_world.save()
    return booked_world


@pytest.fixture
def book(django_capture_on_commit_callbacks):
    def made(service, start, who=ANNA):
        with django_capture_on_commit_callbacks(execute=True):
            appointment = hold(service, start, "phone")
            confirm(appointment, who)
        appointment.refresh_from_db()
        return appointment

    return made


def record(case):
    return list(CaseEvent.objects.filter(case=case).order_by("position").values_list("kind", "code"))


def test_a_booking_opens_the_case_its_service_asks_for(advice, book):
    appointment = book(advice, at(9))
    case = Case.objects.get()
    assert (appointment.about, case.procedure_code, case.state) == (
        f"case:{case.number}",
        "PUBLIC_REQUEST",
        "booked",
    )
    assert (case.data["visitor_name"], case.data["consult_topic"]) == ("张三", "邻居占了我家的地")
    assert case.data["booking_time"] == "2026-11-23T09:00"
    assert [party.phone for party in case.parties.all()] == ["+8619900000101"]
    assert ("booking", "") in record(case)
    assert Notice.objects.filter(kind="case_receipt", to_user=None).count() == 1


def test_it_is_opened_once_also_when_the_process_was_lost(advice, book):
    appointment = hold(advice, at(9), "phone")
    confirm(appointment, ANNA)
    assert Case.objects.count() == 0
    assert (open_left_over(), open_left_over()) == (1, 0)
    appointment.refresh_from_db()
    assert open_for(appointment) is None
    assert Case.objects.count() == 1


def test_moving_coming_and_cancelling_stand_in_the_record(
    advice, book, person, monkeypatch, django_capture_on_commit_callbacks
):
    appointment = book(advice, at(9))
    with django_capture_on_commit_callbacks(execute=True):
        reschedule(appointment, at(10), actor=None)
    case = Case.objects.get()
    assert (case.data["booking_time"], case.state) == ("2026-11-23T10:00", "booked")
    other = book(advice, at(11), Who("李四", "+8619900000102"))
    with django_capture_on_commit_callbacks(execute=True):
        cancel(other, actor=None)
    monkeypatch.setattr(timezone, "now", lambda: moment(at(9, 50)))
    with django_capture_on_commit_callbacks(execute=True):
        check_in(appointment, actor=person("jia-receptionist"))
    texts = list(CaseEvent.objects.filter(kind="booking").order_by("pk").values_list("text", flat=True))
    assert [text.partition("：")[0] for text in texts] == ["约好", "改期", "约好", "取消预约", "到场"]
    assert all("张三" not in text for text in texts)


def test_a_booking_into_a_case_opens_no_other(advice, book, case):
    appointment = book(advice, at(9), Who("张三", "+8619900000101", about=notice_kinds.about(case)))
    assert (appointment.about, Case.objects.count()) == (f"case:{case.number}", 1)
    assert CaseEvent.objects.filter(case=case, kind="booking").count() == 1


def test_a_service_that_asks_for_none_opens_none(booked_world, book):  # noqa: F811
    assert (book(booked_world, at(9)).about, Case.objects.count()) == ("", 0)
    assert Appointment.objects.get().state == "confirmed"


def test_only_who_may_open_a_case_books_into_it(case, person, county_a):
    def asked(user, number=case.number):
        request = RequestFactory().get("/")
        request.user, request.tenant, request.session = user, county_a, {}
        return belongs.belonging(request, number)

    party = case.parties.order_by("pk").first()
    party.user = User.objects.create_user("somebody")
    party.save()
    assert asked(party.user).about == f"case:{case.number}"
    assert [asked(person(name)) for name in ("stranger", "yi-case_officer")] == [None, None]
    assert asked(party.user, "（2026）没有第1号") is None


def test_both_sides_see_it_on_the_case(advice, book, browse, county_a):
    appointment = book(advice, at(9))
    case = Case.objects.get()
    staff = browse(county_a, "jia-case_officer").get(f"/admin/cases/{case.pk}/").content.decode()
    party = case.parties.get()
    party.user = User.objects.create_user("somebody")
    party.save()
    client = browse(county_a, "somebody")
    own = client.get(f"/my/{case.pk}/").content.decode()
    assert [appointment.number in page for page in (staff, own)] == [True, True]
    assert f"/book/?case={quote(case.number)}" in own
    appointment.user = party.user
    appointment.save()
    assert f"/book/mine/{appointment.pk}/" in client.get("/my/").content.decode()
    assert appointment.number not in browse(county_a, "jia-receptionist").get("/my/").content.decode()


def test_who_receives_finds_the_case_of_an_appointment(advice, book, browse, county_a, person):
    one = book(advice, at(9))
    case = Case.objects.get()
    link = f'<a href="/admin/cases/{case.pk}/">{case.number}</a>'
    answer = browse(county_a, "jia-receptionist").get(reverse("booking_appointment", args=[one.pk]))
    assert (answer.status_code, link in answer.content.decode()) == (200, True)
    stranger = RequestFactory().get("/")
    stranger.user, stranger.roles = person("stranger"), frozenset()
    assert belongs.page_of(stranger, one.about) == ""


def test_a_moment_reads_as_people_say_it(advice, book):
    book(advice, at(9))
    case = Case.objects.get()
    said = filled(case, {"booking_time": "2026-11-16T09:00:00"})
    assert [one.text for one in said] == ["2026-11-16 星期一 09:00"]
