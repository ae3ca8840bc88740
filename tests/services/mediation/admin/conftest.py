from collections.abc import Callable
from datetime import timedelta

import pytest
from django.test import Client
from django.utils import timezone

from services.mediation.actions.open_room import Plan, open_room
from services.mediation.models import Room, Seat
from services.mediation.persons import Person
from tenants.models import User
from tenants.scope import in_tenant

PHONE, MASKED = "+8619900000701", "199****0701"


@pytest.fixture
def desk(browse, county_a) -> Callable[[str], Client]:
    """`desk("mediator")`: somebody of county A in the back office."""
    return lambda role: browse(county_a, f"jia-{role}")


def planned(mediator: User, title: str = "屋檐滴水调解", hours: float = 2, **more: object) -> Room:
    people = [
        Person("mediator", "周明", user=mediator, ref="mediator"),
        Person("party", "沈秋禾", side="a", phone=PHONE, ref="a"),
        Person("party", "陆长庚", side="b", ref="b"),
        Person("agent", "柳律师", side="b", ref="agent", acts_for="b", authorised=True),
    ]
    return open_room(Plan(title, timezone.now() + timedelta(hours=hours), people, **more), actor=mediator)


@pytest.fixture
def room(inside_a, person) -> Room:
    return planned(person("jia-mediator"))


@pytest.fixture
def room_of_b(county_b, person) -> Room:
    with in_tenant(county_b):
        return planned(person("yi-mediator"), "乙县的事")


def seat_of(room: Room, ref: str) -> Seat:
    return Seat.objects.get(room=room, ref=ref)
