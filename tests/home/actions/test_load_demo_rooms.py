"""One mediation of today in each county of the demo, open to try."""

from datetime import timedelta

import pytest
from django.utils import timezone

from home.actions import load_demo_rooms as loader
from home.actions.load_demo_rooms import TITLE, load_rooms
from services.mediation.models import Room, Seat
from services.notices.models import Notice
from tenants.models import Tenant, User
from tenants.scope import in_tenant

pytestmark = pytest.mark.django_db


@pytest.fixture
def county(county_a, person, monkeypatch) -> Tenant:
    """County A stands for one of the demo: its mediator, an officer and two citizens."""
    citizens = [{"username": f"citizen{n}", "phone": f"1990000080{n}", "roles": []} for n in (1, 2)]
    entry = {
        "tenant": {"slug": "jia"},
        "people": [{"username": "jia-officer", "roles": ["case_officer"]}, *citizens],
    }
    monkeypatch.setattr(loader.content, "COUNTIES", ("jia",))
    monkeypatch.setattr(loader.content, "read", lambda name: entry)
    for number, name in enumerate(("officer", "citizen1", "citizen2")):
        username = "jia-officer" if name == "officer" else name
        User.objects.create_user(username, name=name, phone=f"+861990000080{number}", phone_verified=True)
    with in_tenant(county_a):
        yield county_a


def test_everybody_of_it_comes_in_by_signing_in(county, person):
    assert (load_rooms(), load_rooms()) == (1, 0)
    room = Room.objects.get()
    assert (room.title, room.state, timezone.localdate(room.starts_at)) == (
        TITLE,
        "planned",
        timezone.localdate(),
    )
    assert timedelta() <= timezone.now() - room.starts_at < timedelta(minutes=31)
    seats = Seat.objects.filter(room=room).order_by("pk").values_list("role", "side", "user__username")
    assert list(seats) == [
        ("mediator", "", "jia-mediator"),
        ("recorder", "", "jia-officer"),
        ("party", "a", "citizen1"),
        ("party", "b", "citizen2"),
    ]
    assert (room.dial_in, Notice.objects.count()) == ("0199-5550188", 0)


def test_the_next_day_it_is_of_that_day_and_after_its_end_there_is_another(county, monkeypatch):
    load_rooms()
    tomorrow = timezone.now() + timedelta(days=1)
    monkeypatch.setattr(timezone, "now", lambda: tomorrow)
    assert load_rooms() == 0
    assert timezone.localdate(Room.objects.get().starts_at) == timezone.localdate(tomorrow)
    Room.objects.update(state="ended")
    assert (load_rooms(), Room.objects.count()) == (1, 2)
