"""The straight walk: see a time, hold it, confirm, move, cancel."""

from datetime import timedelta

import pytest
from django.utils import timezone

from services.booking.actions.cancel import cancel
from services.booking.actions.confirm import Who, confirm
from services.booking.actions.hold import hold
from services.booking.actions.lapse import lapse
from services.booking.actions.reschedule import reschedule
from services.booking.errors import Lapsed, NotAllowed, TimeTaken, TooMany
from services.booking.free import free
from services.booking.models import Appointment, Occupied, Session
from services.booking.queries import by_code
from services.notices.models import Notice
from tests.services.booking.conftest import MONDAY, NOW, at

pytestmark = pytest.mark.django_db
ANNA = Who("张三", "+8619900000101")


def test_a_morning_and_an_afternoon_have_twelve_beginnings(booked_world):
    offer = free(booked_world, "phone", MONDAY)
    assert [slot.start for slot in offer.slots] == [
        at(hour, minute) for hour in (9, 10, 11, 14, 15, 16) for minute in (0, 30)
    ]
    assert {len(slot.left) for slot in offer.slots} == {2}


def test_from_holding_to_cancelling(booked_world):
    first = hold(booked_world, at(9), "phone")
    assert (first.state, Occupied.objects.count()) == ("held", 6)
    code = confirm(first, ANNA)
    assert by_code(first.number, code.lower()) == first
    assert by_code(first.number, "WRONGONE") is None
    reschedule(first, at(9, 30), actor=None)
    first.refresh_from_db()
    assert (first.state, first.moved, first.session.first_tick) == ("confirmed", 1, at(9, 30))
    cancel(first, actor=None, reason="好了")
    assert (Session.objects.count(), Occupied.objects.count()) == (0, 0)
    first.refresh_from_db()
    assert (first.state, first.session, first.place, first.why_cancelled) == ("cancelled", None, None, "好了")
    kinds = list(Notice.objects.order_by("pk").values_list("kind", flat=True))
    assert kinds == ["booking.confirmed", "booking.moved", "booking.cancelled"]


def test_the_second_gets_the_other_person_and_the_third_nothing(booked_world):
    people = {hold(booked_world, at(9), "phone").person.name for _each in range(2)}
    assert people == {"王调解员", "李调解员"}
    with pytest.raises(TimeTaken):
        hold(booked_world, at(9), "phone")
    assert free(booked_world, "phone", MONDAY).slots[0].start == at(9, 30)


def test_a_hold_ends_by_itself_and_cannot_be_confirmed_then(booked_world, monkeypatch):
    first = hold(booked_world, at(9), "phone")
    monkeypatch.setattr(timezone, "now", lambda: NOW + timedelta(minutes=11))
    assert len(free(booked_world, "phone", MONDAY).slots[0].left) == 2
    with pytest.raises(Lapsed):
        confirm(first, ANNA)
    assert lapse() == 1
    first.refresh_from_db()
    assert (first.state, Occupied.objects.count()) == ("lapsed", 0)


def test_a_phone_has_so_many_open_appointments_and_no_more(booked_world):
    for hour in (9, 10):
        confirm(hold(booked_world, at(hour), "phone"), ANNA)
    third = hold(booked_world, at(11), "phone")
    with pytest.raises(TooMany):
        confirm(third, ANNA)
    confirm(third, Who("李四", "+8619900000102"))
    assert Appointment.objects.filter(state="confirmed").count() == 3


@pytest.mark.parametrize(
    "start",
    [
        at(8, 30),
        at(9, 5),
        at(12),
        at(16, 45),
        at(9, day=MONDAY - timedelta(days=1)),
        at(9, day=MONDAY + timedelta(days=40)),
    ],
    ids=["before opening", "between beginnings", "at noon", "over closing", "on Sunday", "too far ahead"],
)
def test_a_time_that_is_not_offered_is_not_taken_whatever_the_browser_sends(booked_world, start):
    with pytest.raises(TimeTaken):
        hold(booked_world, start, "phone")
    assert not Session.objects.exists()


def test_a_failed_move_leaves_everything_as_it_was(booked_world):
    first = hold(booked_world, at(9), "phone")
    confirm(first, ANNA)
    with pytest.raises(TimeTaken):
        reschedule(first, at(12), actor=None)
    first.refresh_from_db()
    assert (first.session.first_tick, Occupied.objects.count()) == (at(9), 6)


def test_neither_a_stranger_nor_an_officer_of_the_other_county_changes_it(booked_world, person):
    first = hold(booked_world, at(9), "phone")
    confirm(first, ANNA)
    for username in ("stranger", "yi-receptionist", "jia-mediator"):
        with pytest.raises(NotAllowed):
            cancel(first, actor=person(username))
        with pytest.raises(NotAllowed):
            reschedule(first, at(10), actor=person(username))
    reschedule(first, at(10), actor=person("jia-receptionist"))
    cancel(first, actor=person("jia-receptionist"))
    assert first.state == "cancelled"
