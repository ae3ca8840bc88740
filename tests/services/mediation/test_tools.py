"""The timer and the agenda: mediators set them, everybody sees them."""

from datetime import timedelta

import pytest
from django.utils import timezone

from services.mediation.actions.time_and_agenda import set_timer, tick
from services.mediation.errors import NotAllowed, RoomError
from services.mediation.models import Room, RoomEvent
from tests.services.mediation.rooms import part, put_in, seated

pytestmark = pytest.mark.django_db
AGENDA = (("facts", "查明事实"), ("talks", "协商"), ("agreement", "达成协议"))


@pytest.fixture
def here(inside_a):
    return seated(agenda=AGENDA)


def test_everybody_sees_the_timer_run_down_wherever_they_are(here):
    put_in("b", here.b)
    set_timer(5, actor=here.mediator)
    for seat in (here.a, here.b, here.observer):
        shown = part(seat, "room")
        assert 295 < shown["timer_left"] <= 300
        assert shown["timer"] is not None
    Room.objects.update(until=timezone.now() - timedelta(seconds=3))
    assert part(here.a, "room")["timer_left"] == 0
    set_timer(0, actor=here.co)
    shown = part(here.a, "room")
    assert (shown["timer"], shown["timer_left"]) == (None, None)


def test_a_timer_has_an_end(here):
    set_timer(180, actor=here.mediator)
    with pytest.raises(RoomError, match="最长180分钟"):
        set_timer(181, actor=here.mediator)


def test_everybody_sees_where_the_mediation_stands(here):
    tick("facts", True, actor=here.mediator)
    told = [
        {"code": "facts", "name": "查明事实", "done": True},
        {"code": "talks", "name": "协商", "done": False},
        {"code": "agreement", "name": "达成协议", "done": False},
    ]
    assert [part(seat, "room")["agenda"] for seat in (here.b, here.mediator)] == [told, told]
    tick("facts", False, actor=here.co)
    assert not any(one["done"] for one in part(here.a, "room")["agenda"])
    with pytest.raises(RoomError, match="没有这一项"):
        tick("lunch", True, actor=here.mediator)
    assert [(event.kind, event.data) for event in RoomEvent.objects.all()] == [
        ("agenda", {"code": "facts", "done": True}), ("agenda", {"code": "facts", "done": False}),
    ]  # fmt: skip


@pytest.mark.parametrize("key", ["recorder", "a", "b", "agent", "expert", "insurer", "observer"])
def test_only_mediators_set_them(here, key):
    for deed in (lambda who: set_timer(5, actor=who), lambda who: tick("facts", True, actor=who)):
        with pytest.raises(NotAllowed):
            deed(getattr(here, key))
    room = Room.objects.get()
    assert (room.until, [done for _code, _name, done in room.agenda]) == (None, [False] * 3)


def test_not_after_the_end_and_not_from_outside(here):
    for change in ({"state": "waiting"},):
        type(here.co).objects.filter(pk=here.co.pk).update(**change)
        with pytest.raises(NotAllowed):
            set_timer(5, actor=here.co)
    Room.objects.update(state=Room.State.ENDED)
    with pytest.raises(RoomError, match="已经结束"):
        tick("facts", True, actor=here.mediator)
