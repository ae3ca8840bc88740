import pytest
from django.utils import timezone

from services.booking.actions.cancel import cancel
from services.booking.actions.confirm import Who, confirm
from services.booking.actions.hold import hold
from services.booking.actions.remind import remind
from services.booking.actions.reschedule import reschedule
from services.booking.models import Appointment
from services.booking.roster_queries import left_open
from services.notices.models import Notice
from tests.services.booking.conftest import at
from tests.services.booking.rosters.conftest import on

pytestmark = pytest.mark.django_db


@pytest.fixture
def appointment(booked_world):
    """Monday at ten, booked on Friday."""
    made = hold(booked_world, at(10), "phone")
    confirm(made, Who("张三", "+8619900000101"))
    return made


@pytest.fixture
def clock(monkeypatch):
    return lambda moment: monkeypatch.setattr(timezone, "now", lambda: moment)


def reminders() -> int:
    return Notice.objects.filter(kind="booking.reminder").count()


def test_the_day_before_and_two_hours_before_once_each(appointment, clock):
    told = []
    for moment in (on(-1, 9, 0), on(-1, 10, 30), on(-1, 11, 0), on(0, 7, 30), on(0, 8, 5), on(0, 8, 30)):
        clock(moment)
        told.append(remind())
    assert told == [0, 1, 0, 0, 1, 0]
    assert {one.link for one in Notice.objects.filter(kind="booking.reminder")} == {"/book/mine/"}


def test_a_moved_time_is_reminded_of_anew(appointment, clock):
    clock(on(-1, 10, 30))
    assert remind() == 1
    reschedule(appointment, at(10, day=on(1).date()), actor=None)
    clock(on(0, 10, 30))
    assert (remind(), remind(), reminders()) == (1, 0, 2)


def test_who_booked_just_now_is_not_reminded_at_once(booked_world, clock):
    clock(on(0, 8, 0))
    confirm(hold(booked_world, at(10, 30), "phone"), Who("李四", "+8619900000102"))
    clock(on(0, 8, 40))
    assert remind() == 0


def test_a_cancelled_one_is_left_alone(appointment, clock):
    cancel(appointment, actor=None)
    clock(on(-1, 10, 30))
    assert remind() == 0


def test_a_timetable_that_stood_still_does_not_remind_of_what_is_over(appointment, clock):
    clock(on(0, 9, 50))
    assert remind() == 0


def test_what_nobody_wrote_down_is_listed_after_a_day_and_stays_as_it_is(appointment, clock):
    clock(on(1, 10, 0))
    assert list(left_open()) == []
    clock(on(1, 10, 31))
    assert list(left_open()) == [appointment]
    assert Appointment.objects.get().state == "confirmed"
