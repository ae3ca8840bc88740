"""What a seat may do in LiveKit, in which of its rooms; and that the old one lets go, without anybody waiting for it."""

import json
import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, HTTPServer

import jwt
import pytest
from django.http import HttpResponse
from django.test import RequestFactory

from services.mediation.media import livekit, livekit_server
from services.mediation.media.choose import path_for, reaching_media
from services.mediation.media.livekit import LiveKit
from services.mediation.media.livekit_server import LiveKitError
from services.mediation.models import Room, Seat

KEY, SECRET = "office", "a secret of at least thirty-two letters"
ROOM = Room(tenant_id=3, code="abcdefghjk")
SPEAKS = ["microphone", "camera"]
SHOWS = ["screen_share", "screen_share_audio"]


class FakeLiveKit(HTTPServer):
    """Keeps what it was asked; `status` is what it answers."""

    def __init__(self) -> None:
        super().__init__(("127.0.0.1", 0), _Door)
        self.status = 200
        self.asked: list[tuple[str, dict, dict]] = []


class _Door(BaseHTTPRequestHandler):
    server: FakeLiveKit

    def do_POST(self) -> None:
        body = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
        bearer = self.headers["Authorization"].removeprefix("Bearer ")
        self.server.asked.append((self.path, _claims(bearer), body))
        self.send_response(self.server.status)
        self.send_header("Location", "/elsewhere")
        self.send_header("Content-Length", "2")
        self.end_headers()
        self.wfile.write(b"{}")

    def log_message(self, *args: object) -> None:
        """Nothing on the console of the tests."""


def _claims(token: str) -> dict:
    return jwt.decode(token, SECRET, algorithms=["HS256"], issuer=KEY, options={"require": ["exp", "iss"]})


@pytest.fixture(autouse=True)
def keys(settings):
    settings.LIVEKIT_URL = "wss://live.example"
    settings.LIVEKIT_API_KEY, settings.LIVEKIT_API_SECRET = KEY, SECRET
    return settings


@pytest.fixture
def server(keys) -> Iterator[FakeLiveKit]:
    with FakeLiveKit() as fake:
        keys.LIVEKIT_URL = f"ws://127.0.0.1:{fake.server_port}"
        threading.Thread(target=fake.serve_forever, daemon=True).start()
        yield fake
        fake.shutdown()


def seat(pk: int = 17, role: str = "party", place: str = "joint") -> Seat:
    return Seat(pk=pk, tenant_id=3, room=ROOM, role=role, place=place, name="梁某")


def _grant(one: Seat) -> dict:
    return _claims(path_for(ROOM).offer(ROOM, one, "c1")["token"])["video"]


@pytest.mark.parametrize(
    ("role", "sources"),
    [
        ("mediator", SPEAKS + SHOWS),
        ("co_mediator", SPEAKS + SHOWS),
        ("recorder", SPEAKS + SHOWS),
        ("party", SPEAKS + SHOWS),
        ("agent", SPEAKS + SHOWS),
        ("expert", SPEAKS + SHOWS),
        ("insurer", SPEAKS + SHOWS),
    ],
)
def test_who_may_speak_may_publish_and_nobody_governs(role, sources):
    assert _grant(seat(role=role)) == {
        "room": "t3-abcdefghjk-joint",
        "roomJoin": True,
        "canSubscribe": True,
        "canPublish": True,
        "canPublishData": False,
        "canPublishSources": sources,
    }


def test_an_observer_only_listens():
    assert _grant(seat(role="observer")) == {
        "room": "t3-abcdefghjk-joint",
        "roomJoin": True,
        "canSubscribe": True,
        "canPublish": False,
        "canPublishData": False,
    }


def test_every_role_was_asked_for():
    assert {role for role in Seat.Role.values if livekit.abilities(seat(role=role))["canPublish"]} == {
        "mediator", "co_mediator", "recorder", "party", "agent", "expert", "insurer",
    }  # fmt: skip


def test_the_token_names_the_seat_but_not_the_person_and_ends_after_two_minutes(monkeypatch):
    offer = LiveKit().offer(ROOM, seat(), "c1")
    claims = _claims(offer["token"])
    assert (claims["iss"], claims["sub"]) == (KEY, "17")
    assert "梁某" not in json.dumps(
        jwt.decode(offer["token"], options={"verify_signature": False}), ensure_ascii=False
    )
    assert sorted(claims) == ["exp", "iss", "sub", "video"]
    assert livekit.TO_ENTER.total_seconds() == 120


def test_a_sealed_room_is_a_room_of_its_own_on_the_server():
    places = [_grant(seat(place=place))["room"] for place in Seat.Place.values]
    assert places == ["t3-abcdefghjk-joint", "t3-abcdefghjk-a", "t3-abcdefghjk-b", "t3-abcdefghjk-mediators"]


def test_the_browser_is_told_where_the_server_and_its_client_are():
    offer = LiveKit().offer(ROOM, seat(), "c1")
    assert (offer["path"], offer["url"]) == ("livekit", "wss://live.example")
    assert offer["client"] == "/static/vendor/livekit-client-2.23.0/livekit-client.umd.js"


def test_who_was_moved_is_taken_out_of_the_old_room(server):
    LiveKit().removed(ROOM, [seat(17, place="a"), seat(18, place="joint")])
    _until(lambda: len(server.asked) == 2)
    asked = sorted(server.asked, key=lambda one: one[2]["identity"])
    assert [path for path, _, _ in asked] == ["/twirp/livekit.RoomService/RemoveParticipant"] * 2
    assert [body for _, _, body in asked] == [
        {"room": "t3-abcdefghjk-a", "identity": "17"},
        {"room": "t3-abcdefghjk-joint", "identity": "18"},
    ]
    assert [claims["video"] for _, claims, _ in asked] == [
        {"roomAdmin": True, "room": "t3-abcdefghjk-a"},
        {"roomAdmin": True, "room": "t3-abcdefghjk-joint"},
    ]
    assert ["sub" in claims for _, claims, _ in asked] == [False, False]


def test_who_is_not_there_is_not_missed(server):
    server.status = 404
    livekit_server.remove("t3-abcdefghjk-a", "17")
    assert len(server.asked) == 1


@pytest.mark.parametrize("status", [302, 401, 500])
def test_another_answer_is_an_error_and_is_not_followed(server, status):
    server.status = status
    with pytest.raises(LiveKitError, match=f"^{status} for t3-abcdefghjk-a$"):
        livekit_server.remove("t3-abcdefghjk-a", "17")
    assert len(server.asked) == 1


def test_a_server_that_is_away_breaks_nothing_and_is_logged(keys, caplog):
    keys.LIVEKIT_URL = "ws://127.0.0.1:9"
    LiveKit().removed(ROOM, [seat()])
    _until(lambda: bool(caplog.messages))
    assert caplog.messages[0].startswith("LiveKit kept somebody in a room: ")
    assert caplog.messages[0].endswith(" for t3-abcdefghjk-joint")


@pytest.mark.parametrize(
    ("url", "origins"),
    [
        ("wss://live.example", ["wss://live.example", "https://live.example"]),
        ("https://live.example:7443/", ["wss://live.example:7443", "https://live.example:7443"]),
        ("ws://127.0.0.1:7880", ["ws://127.0.0.1:7880", "http://127.0.0.1:7880"]),
    ],
)
def test_only_the_page_of_the_room_may_connect_to_it(keys, url, origins):
    keys.LIVEKIT_URL = url
    response = reaching_media(lambda request: HttpResponse())(RequestFactory().get("/"))
    assert response._csp_update == {"connect-src": origins}


def test_without_a_server_the_page_may_connect_to_nothing_else(keys):
    keys.LIVEKIT_URL = ""
    response = reaching_media(lambda request: HttpResponse())(RequestFactory().get("/"))
    assert not hasattr(response, "_csp_update")


def _until(true) -> None:
    done = threading.Event()
    for _ in range(100):
        if true():
            return
        done.wait(0.05)
    raise AssertionError("It did not happen within five seconds.")
