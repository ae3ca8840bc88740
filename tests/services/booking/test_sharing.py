"""Several appointments at one time, rooms, and moving by a little."""

from datetime import time, timedelta

import pytest
from django.utils import timezone

from services.booking.actions.cancel import cancel
from services.booking.actions.confirm import Who, confirm
from services.booking.actions.hold import hold
from services.booking.actions.reschedule import reschedule
from services.booking.errors import TimeTaken
from services.booking.free import free
from services.booking.models import HoursException, OpeningHours, Resource, Roster, Session, Shift
from services.booking.ticks import moment
from tests.services.booking.conftest import MONDAY, NOW, at, make_world
from tests.services.booking.invariants import broken

pytestmark = pytest.mark.django_db


@pytest.fixture
def lesson(inside_a, office, friday):
    return make_world(inside_a, office, people=("王老师",), code="class", capacity=3, most_open=9)


def left(service, start):
    return next(
        (dict(slot.left) for slot in free(service, "phone", MONDAY).slots if slot.start == start), None
    )


def booked(service, start, name="某人", **how):
    made = hold(service, start, "phone", **how)
    confirm(made, Who(name))
    return made


def test_three_share_a_lesson_and_the_fourth_is_told(lesson):
    teacher = lesson.resources.get()
    three = [booked(lesson, at(9)) for _each in range(3)]
    assert [one.place for one in three] == [0, 1, 2]
    assert (Session.objects.count(), left(lesson, at(9))) == (1, None)
    with pytest.raises(TimeTaken):
        hold(lesson, at(9), "phone")
    cancel(three[1], actor=None)
    assert left(lesson, at(9)) == {teacher.pk: 1}
    assert booked(lesson, at(9)).place == 1
    assert broken() == []


def test_nobody_joins_a_lesson_whose_teacher_is_away(lesson, inside_a):
    booked(lesson, at(9))
    HoursException.objects.create(
        tenant=inside_a, resource=lesson.resources.get(), kind="leave",
        starts_at=moment(at(9, 15)), ends_at=moment(at(10)),
    )  # fmt: skip
    assert left(lesson, at(9)) is None
    with pytest.raises(TimeTaken):
        hold(lesson, at(9), "phone")


def test_the_last_who_leaves_opens_the_time(lesson):
    first, second = booked(lesson, at(9)), booked(lesson, at(9))
    cancel(first, actor=None)
    assert Session.objects.count() == 1
    cancel(second, actor=None)
    assert Session.objects.count() == 0


def test_a_hold_that_ran_out_is_a_place_again_before_anybody_ends_it(lesson, monkeypatch):
    booked(lesson, at(9))
    hold(lesson, at(9), "phone")
    teacher = lesson.resources.get()
    assert left(lesson, at(9)) == {teacher.pk: 1}
    monkeypatch.setattr(timezone, "now", lambda: NOW + timedelta(minutes=11))
    assert left(lesson, at(9)) == {teacher.pk: 2}


def test_one_of_two_moves_and_the_other_stays(lesson):
    first, second = booked(lesson, at(9)), booked(lesson, at(9))
    reschedule(first, at(10), actor=None)
    second.refresh_from_db()
    assert (first.session.first_tick, second.session.first_tick) == (at(10), at(9))
    assert broken() == []


def test_one_moves_by_less_than_it_lasts(inside_a, office, friday):
    service = make_world(inside_a, office, people=("王调解员",), minutes=60, every=15)
    only = booked(service, at(9))
    reschedule(only, at(9, 15), actor=None)
    assert (only.session.first_tick, Session.objects.count(), broken()) == (at(9, 15), 1, [])


def test_moving_to_where_one_is_moves_nothing(lesson, booked_world):
    for only in (booked(lesson, at(9)), booked(booked_world, at(10))):
        with pytest.raises(TimeTaken):
            reschedule(only, only.session.first_tick, actor=None)
    assert broken() == []


def test_two_people_and_one_room_receive_one_in_person_and_one_by_phone(booked_world, office, inside_a):
    room = Resource.objects.create(tenant=inside_a, name="一号室", kind="room", organisation=office)
    OpeningHours.objects.create(tenant=inside_a, resource=room, day=0, opens=time(8), closes=time(18))
    booked_world.rooms.set([room])
    assert hold(booked_world, at(9), "in_person").session.room == room
    with pytest.raises(TimeTaken):
        hold(booked_world, at(9), "in_person")
    assert hold(booked_world, at(9), "phone").session.room is None
    assert broken() == []


def test_nobody_comes_in_person_to_a_lesson_without_a_room(lesson, office, inside_a):
    room = Resource.objects.create(tenant=inside_a, name="一号室", kind="room", organisation=office)
    lesson.rooms.set([room])
    booked(lesson, at(9))
    assert free(lesson, "in_person", MONDAY).slots[0].start == at(9, 30)
    with pytest.raises(TimeTaken):
        hold(lesson, at(9), "in_person")
    hold(lesson, at(9, 30), "in_person")
    assert booked(lesson, at(9, 30)).session.room == room


def test_who_is_named_is_taken_and_nobody_else(booked_world):
    li = booked_world.resources.get(name="李调解员")
    assert booked(booked_world, at(9), person=li).person == li
    with pytest.raises(TimeTaken):
        hold(booked_world, at(9), "phone", person=li)


def test_the_one_with_less_in_the_week_receives(booked_world):
    names = [booked(booked_world, at(9, 30 * half), f"第{half}人").person.name for half in (0, 1)]
    assert names == ["王调解员", "李调解员"]
    assert booked(booked_world, at(10), "第三人").person.name == "王调解员"


def test_who_is_on_duty_elsewhere_is_not_to_be_had_here(booked_world, office, inside_a):
    wang = booked_world.resources.get(name="王调解员")
    roster = Roster.objects.create(tenant=inside_a, name="法院值班", organisation=office)
    Shift.objects.create(
        tenant=inside_a, roster=roster, resource=wang, state="published",
        starts_at=moment(at(9)), ends_at=moment(at(12)),
    )  # fmt: skip
    assert wang.pk not in left(booked_world, at(9, 30))
    with pytest.raises(TimeTaken):
        hold(booked_world, at(9), "phone", person=wang)
    assert wang.pk in left(booked_world, at(14))
