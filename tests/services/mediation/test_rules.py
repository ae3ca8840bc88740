"""Who may do what in a room, as one table: every message against every role, tried with the deeds themselves."""

from decimal import Decimal

import pytest
from django.db import transaction

from services.mediation.actions.propose import propose
from services.mediation.errors import NotAllowed, RoomError
from services.mediation.models import Clause, Room, Seat
from services.mediation.protocol import KINDS, parse
from services.mediation.rules import ABILITIES, Can, can, may_enter
from services.mediation.verbs import VERBS
from tests.services.mediation.people import FULL
from tests.services.mediation.rooms import put_in, seated
from tests.services.mediation.test_protocol import MESSAGES, said

pytestmark = pytest.mark.django_db

ALL = frozenset({*FULL, "trusted"})
LEADS = frozenset({"mediator", "co"})
WRITERS = LEADS | {"recorder"}
SPEAKERS = ALL - {"observer"}
PARTIES = frozenset({"a", "b", "trusted"})  # or who agrees for them

# Who is not told "your seat may not do this". Whether it succeeds is another matter.
MAY = {
    **dict.fromkeys(["knock", "leave", "hand", "recording_consent"], ALL),
    **dict.fromkeys(["devices", "say", "present", "hide_file"], SPEAKERS),
    **dict.fromkeys(
        ["admit", "refuse", "remove", "ask_back", "door", "move", "gather", "identify", "end_room", "mute", "timer",
         "agenda", "call_help", "new_round", "draw_up", "take_back_paper"], LEADS,
    ),
    **dict.fromkeys(["start_recording", "stop_recording", "write_minutes", "offer_minutes"], WRITERS),
    **dict.fromkeys(["propose", "counter"], LEADS | PARTIES | {"agent", "insurer"}),
    "withdraw": LEADS | {"a"},  # who proposed it
    **dict.fromkeys(["agree", "take_back", "range", "read_minutes"], PARTIES),
}  # fmt: skip


@pytest.fixture
def here(inside_a):
    found = seated(people={**FULL, "trusted": ("agent", "a", "马律师")})
    Seat.objects.filter(pk=found.trusted.pk).update(authorised=True, acts_for=found.a)
    Seat.objects.filter(pk=found.agent.pk).update(acts_for=found.b)
    propose("money", "赔偿", "一次付清", Decimal(1000), actor=found.a)
    found.clause = Clause.objects.get()
    return found


def outcome(verb: str, seat: Seat, sent: dict) -> str:
    """`done`, or the kind of error; whatever it did is taken back."""
    message = parse(said(verb, **sent))
    try:
        with transaction.atomic():
            VERBS[type(message)](message, seat)
            transaction.set_rollback(True)
    except RoomError as error:
        return type(error).__name__
    return "done"


def asked(here, verb: str) -> dict:
    """As a browser would ask it of somebody who is in the room."""
    sent = dict(MESSAGES[verb][0][0])
    if "seat" in sent:
        sent["seat"] = here.a.pk
    if "seats" in sent:
        sent["seats"] = [here.a.pk]
    if "clause" in sent:
        sent |= {"clause": here.clause.pk, "version": 1} if "version" in sent else {"clause": here.clause.pk}
    return sent


def test_every_message_against_every_role(here):
    verbs = set(KINDS) - {"alive", "signal"}
    found = {
        verb: frozenset(
            key for key in ALL if outcome(verb, getattr(here, key), asked(here, verb)) != "NotAllowed"
        )
        for verb in verbs
    }
    assert found == MAY


def test_before_the_door_one_may_knock_and_go_and_nothing_else(here):
    for state in (Seat.State.INVITED, Seat.State.WAITING, Seat.State.REFUSED, Seat.State.REMOVED):
        Seat.objects.filter(room=here.room).update(state=state)
        found = {
            verb: {outcome(verb, here.a, asked(here, verb)), outcome(verb, here.mediator, asked(here, verb))}
            for verb in MAY
        }
        open_to = {verb for verb, results in found.items() if results != {"NotAllowed"}}
        assert open_to == {"knock", "leave"}, state
        Seat.objects.filter(pk=here.a.pk).update(state=state)


def test_after_the_end_nothing_is_done(here):
    Room.objects.filter(pk=here.room.pk).update(state=Room.State.ENDED)
    found = {
        verb: outcome(verb, getattr(here, key), asked(here, verb))
        for verb in MAY
        for key in ("mediator", "a")
    }
    assert {verb for verb, result in found.items() if result == "done"} == {"leave"}


def test_the_seat_of_another_room_is_no_seat(here):
    """Its number is given where one's own would do; a mediator of this room is told the same as of a wrong number."""
    there = seated("jia")
    for verb in ("admit", "refuse", "remove", "ask_back", "identify", "mute"):
        assert outcome(verb, here.mediator, {**asked(here, verb), "seat": there.a.pk}) in (
            "RoomError",
            "done",
        )
    assert outcome("move", here.mediator, {"seats": [here.a.pk, there.a.pk], "place": "a"}) == "RoomError"
    before = list(Seat.objects.filter(room=there.room).values())
    for verb in ("admit", "refuse", "remove", "ask_back", "identify", "mute"):
        message = parse(said(verb, **{**asked(here, verb), "seat": there.a.pk}))
        try:
            VERBS[type(message)](message, here.mediator)
        except RoomError as error:
            assert not isinstance(error, NotAllowed)
    assert list(Seat.objects.filter(room=there.room).values()) == before


def test_the_table_of_abilities():
    by_ability = {what: {role for role, may in ABILITIES.items() if what in may} for what in Can}
    everybody = set(Seat.Role.values)
    leads, sides = {"mediator", "co_mediator"}, {"party", "agent"}
    assert by_ability == {
        Can.LEAD: leads,
        Can.CALL_HELP: leads,
        Can.DRAW_UP: leads,
        Can.RECORD: leads | {"recorder"},
        Can.WRITE_MINUTES: leads | {"recorder"},
        Can.SPEAK: everybody - {"observer"},
        Can.CHAT: everybody - {"observer"},
        Can.SHARE: everybody - {"observer"},
        Can.PROPOSE: leads | sides | {"insurer"},
        Can.AGREE: sides,
    }
    assert not can(Seat(role="agent"), Can.AGREE)
    assert can(Seat(role="agent", authorised=True), Can.AGREE)


def test_who_may_be_taken_into_which_sealed_room(here):
    found = {
        key: {place for place in Seat.Place.values if may_enter(getattr(here, key), place)} for key in ALL
    }
    everywhere = {"joint", "a", "b", "mediators"}
    assert found == {
        "mediator": everywhere, "co": everywhere, "recorder": everywhere, "expert": everywhere,
        "a": {"joint", "a"}, "trusted": {"joint", "a"},
        "b": {"joint", "b"}, "agent": {"joint", "b"},
        "insurer": {"joint", "a", "b"}, "observer": {"joint"},
    }  # fmt: skip
    Seat.objects.filter(pk=here.insurer.pk).update(side="b")
    here.insurer.refresh_from_db()
    assert {place for place in Seat.Place.values if may_enter(here.insurer, place)} == {"joint", "b"}
    for key, allowed in found.items():
        if key == "insurer":
            continue
        for place in Seat.Place.values:
            result = outcome("move", here.mediator, {"seats": [getattr(here, key).pk], "place": place})
            assert result == ("done" if place in allowed else "RoomError"), (key, place)


def test_all_are_moved_or_nobody(here):
    together = [here.a.pk, here.b.pk]
    assert outcome("move", here.mediator, {"seats": together, "place": "a"}) == "RoomError"
    assert outcome("move", here.mediator, {"seats": [*together, 0], "place": "joint"}) == "RoomError"
    assert outcome("move", here.mediator, {"seats": [], "place": "joint"}) == "RoomError"
    assert outcome("move", here.mediator, {"seats": [here.a.pk], "place": "attic"}) == "RoomError"
    put_in("a", here.a)
    assert outcome("move", here.mediator, {"seats": together, "place": "joint"}) == "done"
