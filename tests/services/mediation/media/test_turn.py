"""Credentials as coturn reckons them, and which addresses a browser is given."""

import base64
import hashlib
import hmac
from datetime import UTC, datetime

import pytest

from services.mediation.media.choose import path_for
from services.mediation.media.turn import credentials, ice_servers
from services.mediation.models import Room, Seat

NOON = datetime(2027, 3, 1, 12, 0, tzinfo=UTC)
SECRET = "a secret that both servers know of"
SIX_HOURS_LATER = 1803924000


def _signed(username: str) -> str:
    return base64.b64encode(hmac.new(SECRET.encode(), username.encode(), hashlib.sha1).digest()).decode()


@pytest.fixture
def turn(settings):
    settings.TURN_SECRET = SECRET
    settings.TURN_URL = ["turn:turn.example:3478"]
    return settings


def test_the_name_says_until_when_and_the_password_is_its_signature(turn):
    username = f"{SIX_HOURS_LATER}:3-abcdefghjk-17"
    assert credentials("3-abcdefghjk-17", NOON) == {"username": username, "credential": _signed(username)}


def test_another_secret_makes_another_password(turn):
    ours = credentials("3-abcdefghjk-17", NOON)
    turn.TURN_SECRET = "another"
    assert credentials("3-abcdefghjk-17", NOON)["credential"] != ours["credential"]


def test_every_turn_address_is_handed_out_and_stun_is_asked_of_the_same_hosts(turn):
    turn.TURN_URL = [
        "turn:turn.example:3478",
        "turn:turn.example:3478?transport=tcp",
        "turn:other.example?transport=udp",
        "turns:turn.example:5349",
    ]
    stun, relay = ice_servers("1-x-2", NOON)
    assert stun == {"urls": ["stun:turn.example:3478", "stun:other.example"]}
    assert relay["urls"] == turn.TURN_URL
    assert sorted(relay) == ["credential", "urls", "username"]


def test_a_stun_server_of_its_own_is_asked_instead(turn):
    turn.STUN_URL = ["stun:stun.example:3478"]
    assert ice_servers("1-x-2", NOON)[0] == {"urls": ["stun:stun.example:3478"]}


def test_where_turn_is_reached_by_tls_only_there_is_no_stun(turn):
    turn.TURN_URL = ["turns:turn.example:443"]
    assert [one["urls"] for one in ice_servers("1-x-2", NOON)] == [["turns:turn.example:443"]]


def test_without_turn_there_are_no_servers_at_all():
    assert ice_servers("1-x-2", NOON) == []


def test_from_browser_to_browser_each_seat_is_given_credentials_of_its_own(turn):
    room = Room(tenant_id=3, code="abcdefghjk")
    path = path_for(room)
    offers = [path.offer(room, Seat(pk=pk, room=room, tenant_id=3), "c1") for pk in (17, 18)]
    assert [offer["path"] for offer in offers] == ["mesh", "mesh"]
    holders = [offer["ice"][1]["username"].split(":")[1] for offer in offers]
    assert holders == ["3-abcdefghjk-17", "3-abcdefghjk-18"]


def test_four_go_from_browser_to_browser_and_twenty_over_the_server(settings):
    before = path_for(Room()).most_people
    settings.LIVEKIT_URL = "wss://live.example"
    assert (before, path_for(Room()).most_people) == (4, 20)
