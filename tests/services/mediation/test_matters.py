"""What a room belongs to is known above; alone it is a matter of its own. People keep how they may be written to."""

from datetime import time

import pytest

from services.mediation import matters
from services.mediation.actions.send_plan import send_plan
from services.mediation.errors import RoomError
from services.mediation.models import Room, Seat
from services.mediation.persons import Person, contact_of, kept
from services.mediation.stand_alone import StandsAlone
from services.notices.contact import ANY, NEVER, Contact
from services.notices.models import Notice
from tests.services.mediation.people import make_room

pytestmark = pytest.mark.django_db


@pytest.fixture
def known(monkeypatch):
    monkeypatch.setattr(matters, "_resolvers", dict(matters._resolvers))
    return matters.register("garden")(lambda about: None if about.endswith("gone") else about.upper())


def test_who_registered_the_kind_answers(known):
    assert matters.matter("garden:7") == "GARDEN:7"
    with pytest.raises(RoomError, match="没有找到"):
        matters.matter("garden:gone")


@pytest.mark.parametrize("about", ["", "booking:12345678", "nobody:1"])
def test_what_nobody_knows_stands_alone(about):
    found = matters.matter(about)
    assert (type(found), found.about) == (StandsAlone, about)
    assert (found.people(), found.agenda(), found.may_open(None)) == ((), (), False)


@pytest.mark.parametrize(
    "contact",
    [
        ANY,
        NEVER,
        None,
        Contact(neutral=True),
        Contact(only=frozenset({"email"}), since=time(18), until=time(20, 30)),
    ],
)
def test_a_seat_keeps_how_somebody_may_be_written_to(contact):
    assert contact_of(kept(contact)) == contact


def test_a_plan_is_told_by_account_by_code_or_not_at_all(inside_a, person):
    room = make_room()
    mediator = person("jia-mediator")
    Seat.objects.filter(room=room, ref="a").update(phone="+8619900000701")
    Seat.objects.filter(room=room, ref="b").update(phone="+8619900000702", contact=kept(None))
    room = Room.objects.select_related("tenant").get(pk=room.pk)
    assert send_plan(room, actor=None) == 2
    told = {
        one.kind: (one.to_user, one.to_phone) for one in Notice.objects.filter(kind__startswith="mediation.")
    }
    assert told == {"mediation.planned": (mediator, ""), "mediation.invited": (None, "+8619900000701")}
    assert Seat.objects.get(room=room, ref="a").code_hash
    assert Seat.objects.get(room=room, ref="b").code_hash == ""


def test_whoever_planned_it_is_not_told(inside_a, person):
    assert send_plan(make_room(), actor=person("jia-mediator")) == 0


def test_a_person_says_who_they_are_and_nothing_more():
    assert Person("party", "沈秋禾") == Person("party", "沈秋禾", side="", contact=ANY)
