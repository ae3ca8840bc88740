"""The browser's side of LiveKit: who may receive, whose tracks are taken, what happens when the server lets go.

With a client that only writes down what it is told; and the vendored one against a door that reads its token.
"""

import json
import threading
from collections.abc import Iterator
from typing import Any
from urllib.parse import parse_qs, urlsplit

import jwt
import pytest
from django.utils.http import urlencode
from websockets.exceptions import ConnectionClosed
from websockets.sync.server import ServerConnection, serve

from services.mediation.media.livekit import CLIENT, LiveKit
from services.mediation.models import Room, Seat

pytestmark = pytest.mark.browser

# What LivekitClient offers and this project uses of it. `said` is everything that was asked of it, in order.
FALSE_CLIENT = """
const said = globalThis.said = [];
class Publication {
  constructor(source) { Object.assign(this, { source, track: { mediaStreamTrack: { source }, getRTCStatsReport: async () => new Map([
    ["i", { type: "inbound-rtp", framesDecoded: 7, totalAudioEnergy: 0.5, packetsLost: 1, packetsReceived: 9 }]]) } }); }
  setSubscribed(on) { said.push(["subscribe", this.source, on]); }
}
class Room {
  remoteParticipants = new Map();
  heard = {};
  localParticipant = {
    permissions: { canPublish: globalThis.maySpeak !== false },
    setTrackSubscriptionPermissions: (all, some) => said.push(["allow", all, some.map((one) => one.participantIdentity + one.allowAll)]),
    publishTrack: async (track, { source }) => {
      said.push(["publish", source, track.name]);
      return { track: { mediaStreamTrack: track, async replaceTrack(other) { said.push(["replace", other.name]); this.mediaStreamTrack = other; } } };
    },
    unpublishTrack: async (track, stop) => said.push(["unpublish", track.mediaStreamTrack.name, stop]),
  };
  constructor() { globalThis.rooms = [...(globalThis.rooms || []), this]; }
  on(event, deed) { this.heard[event] = deed; return this; }
  async connect(url, token, options) {
    said.push(["connect", url, token, options]);
    if (globalThis.refusing > 0) { globalThis.refusing -= 1; throw new Error("refused"); }
  }
  async disconnect(stop) { said.push(["disconnect", stop]); }
  comes(identity, ...sources) {
    this.remoteParticipants.set(identity, { identity, trackPublications: new Map(sources.map((one) => [one, new Publication(one)])) });
    this.heard.ParticipantConnected();
  }
  sends(identity, source) {
    const from = this.remoteParticipants.get(identity);
    const publication = from.trackPublications.get(source);
    this.heard.TrackSubscribed(publication.track, publication, from);
  }
}
const names = ["ParticipantConnected", "TrackPublished", "TrackSubscribed", "TrackUnsubscribed", "TrackStreamStateChanged",
  "Reconnecting", "Reconnected", "Disconnected"];
globalThis.LivekitClient = { Room, setLogLevel() {}, RoomEvent: Object.fromEntries(names.map((name) => [name, name])),
  DisconnectReason: { DUPLICATE_IDENTITY: 2, PARTICIPANT_REMOVED: 4 },
  Track: { Source: { Microphone: "microphone", Camera: "camera", ScreenShare: "screen_share" },
           StreamState: { Active: "active", Paused: "paused" } } };
"""
# Runs `deeds` on a LiveKit of the module and gives what the client was asked and what the room was told.
WITH_IT = """async (deeds) => {
    const { LiveKit } = await import("/static/mediation/media/livekit.js");
    const told = [];
    const stream = (audio, video) => ({ getAudioTracks: () => audio ? [{ name: audio }] : [],
        getVideoTracks: () => video ? [{ name: video }] : [] });
    const pause = (milliseconds) => new Promise((done) => setTimeout(done, milliseconds));
    const path = new LiveKit({ offer: globalThis.offer, me: 1, signal() {},
        onTrack: (seat, track, kind) => told.push(["track", seat, kind, Boolean(track)]),
        onGone: (seat) => told.push(["gone", seat]), onState: (...state) => told.push(["state", ...state]) });
    await (new Function("path", "stream", "pause", `return (async () => { ${deeds} })()`))(path, stream, pause);
    return { said: globalThis.said, told };
}"""
ENTERED = ["connect", "wss://live.example", "t", {"autoSubscribe": False}]


@pytest.fixture
def played(page):
    """`played("await path.publish(…)")`: what the client was asked, and what the room was told."""

    def play(deeds: str, **world: Any) -> tuple[list, list]:
        client = f"data:text/javascript,{urlencode({'': FALSE_CLIENT}).removeprefix('=').replace('+', '%20')}"
        offer = {"path": "livekit", "url": "wss://live.example", "token": "t", "client": client}
        page.evaluate("(world) => Object.assign(globalThis, world)", {"offer": offer, **world})
        found = page.evaluate(WITH_IT, deeds)
        return found["said"], found["told"]

    return play


def test_nobody_may_receive_before_the_room_has_said_who_is_here(played):
    said, told = played(
        "await path.publish(stream('voice', 'face')); path.setPeers([{ seat: 17 }, { seat: 18 }]);"
    )
    assert said == [
        ENTERED,
        ["allow", False, []],
        ["publish", "microphone", "voice"],
        ["publish", "camera", "face"],
        ["allow", False, ["17true", "18true"]],
    ]
    assert told == [["state", "connecting"], ["state", "connected"]]


def test_only_those_who_are_here_are_listened_to(played):
    said, told = played("""await path.publish(null); path.setPeers([{ seat: 17 }]);
        rooms[0].comes("17", "microphone", "camera"); rooms[0].comes("99", "microphone");
        rooms[0].sends("17", "microphone"); rooms[0].sends("17", "camera"); rooms[0].sends("99", "microphone");""")
    wanted = [one for one in said if one[0] == "subscribe"]
    assert wanted[-3:] == [
        ["subscribe", "microphone", True],
        ["subscribe", "camera", True],
        ["subscribe", "microphone", False],
    ]
    assert told[2:] == [["track", 17, "audio", True], ["track", 17, "video", True]]


def test_who_is_moved_away_receives_no_more_and_is_gone(played):
    said, told = played("""await path.publish(null); path.setPeers([{ seat: 17 }, { seat: 18 }]);
        rooms[0].comes("17", "camera"); path.setPeers([{ seat: 18 }]);""")
    assert said[-2:] == [["allow", False, ["18true"]], ["subscribe", "camera", False]]
    assert told[2:] == [["gone", 17]]


def test_a_picture_that_the_server_stops_is_taken_from_the_screen(played):
    _, told = (
        played("""await path.publish(null); path.setPeers([{ seat: 17 }]); rooms[0].comes("17", "camera", "screen_share");
        const from = rooms[0].remoteParticipants.get("17");
        const [camera, screen] = from.trackPublications.values();
        rooms[0].heard.TrackStreamStateChanged(camera, "paused", from);
        rooms[0].heard.TrackStreamStateChanged(camera, "active", from);
        rooms[0].sends("17", "screen_share");
        rooms[0].heard.TrackUnsubscribed(screen.track, screen, from);""")
    )
    assert told[2:] == [
        ["track", 17, "video", False],
        ["track", 17, "video", True],
        ["track", 17, "screen", True],
        ["track", 17, "screen", False],
    ]


def test_another_camera_none_and_a_screen_are_exchanged(played):
    said, _ = (
        played("""await path.publish(stream('voice', 'face')); await path.replaceVideo({ name: 'back' });
        await path.share({ name: 'screen' }); await path.replaceVideo(null); await path.share(null);""")
    )
    assert said[4:] == [
        ["replace", "back"],
        ["publish", "screen_share", "screen"],
        ["unpublish", "back", False],
        ["unpublish", "screen", False],
    ]


def test_who_changes_their_mind_quickly_sends_only_the_last_wish(played):
    said, _ = played("""await path.publish(stream('voice', 'face')); path.replaceVideo({ name: 'back' });
        path.share({ name: 'screen' }); path.replaceVideo(null); await path.share(null);""")
    assert said[4:] == [["unpublish", "face", False]]


def test_an_observer_sends_nothing(played):
    said, _ = played(
        "await path.publish(stream('voice', 'face')); await path.share({ name: 'screen' });", maySpeak=False
    )
    assert said == [ENTERED, ["allow", False, []]]


def test_a_seat_that_was_taken_out_by_mistake_comes_in_again_with_all_it_sends(played):
    said, told = played("""await path.publish(stream('voice', 'face')); path.setPeers([{ seat: 17 }]);
        rooms[0].heard.Disconnected(4); await pause(700);""")
    assert said[-4:] == [
        ENTERED,
        ["allow", False, ["17true"]],
        ["publish", "microphone", "voice"],
        ["publish", "camera", "face"],
    ]
    assert told[-2:] == [["state", "connecting"], ["state", "connected"]]


def test_who_sits_elsewhere_now_does_not_come_back(played):
    said, told = played("await path.publish(null); rooms[0].heard.Disconnected(2); await pause(700);")
    assert [one[0] for one in said] == ["connect", "allow"]
    assert told[-1] == ["state", "failed"]


def test_a_server_that_refuses_is_asked_four_times(played):
    said, told = played("await path.publish(null); await pause(100);", refusing=9)
    assert said == [ENTERED] * 4
    assert told == [["state", "connecting"]] * 4 + [["state", "failed"]]


def test_who_has_given_up_enters_with_the_next_token(played):
    said, told = played(
        """await path.publish(stream('voice')); path.renew({ ...offer, token: 'u' }); await pause(50);""",
        refusing=4,
    )
    assert said[3:] == [ENTERED, ["connect", "wss://live.example", "u", {"autoSubscribe": False}], ["allow", False, []],
                        ["publish", "microphone", "voice"]]  # fmt: skip
    assert told[-3:] == [["state", "failed"], ["state", "connecting"], ["state", "connected"]]


def test_who_is_in_does_not_enter_again_with_the_next_token(played):
    said, _ = played("await path.publish(null); path.renew({ ...offer, token: 'u' }); await pause(50);")
    assert said == [ENTERED, ["allow", False, []]]


def test_who_has_left_does_not_come_back(played):
    said, told = played(
        "await path.publish(null); await path.close(); rooms[0].heard.Disconnected(4); await pause(700);"
    )
    assert said == [ENTERED, ["allow", False, []], ["disconnect", False]]
    assert told == [["state", "connecting"], ["state", "connected"]]


def test_what_has_come_is_counted_by_seat(page, played):
    played("globalThis.path = path; await path.publish(null); rooms[0].comes('17', 'microphone', 'camera');")
    assert page.evaluate("path.stats()") == {
        "17": {
            "framesDecoded": 14,
            "audioEnergy": 1.0,
            "packetsLost": 2,
            "packetsReceived": 18,
            "relayed": False,
        }
    }


@pytest.fixture
def door() -> Iterator[tuple[str, list[str]]]:
    """Where the vendored client knocks: what it asked for, in order. It is let in and told nothing."""
    asked: list[str] = []

    def listen(connection: ServerConnection) -> None:
        asked.append(connection.request.path)
        try:
            connection.recv(timeout=5)
        except (ConnectionClosed, TimeoutError):
            return

    with serve(listen, "127.0.0.1", 0) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield f"ws://127.0.0.1:{server.socket.getsockname()[1]}", asked
        server.shutdown()


def test_the_vendored_client_knocks_with_our_token(page, door, settings):
    url, asked = door
    settings.LIVEKIT_URL, settings.LIVEKIT_API_KEY = url, "office"
    settings.LIVEKIT_API_SECRET = "a secret of at least thirty-two letters"
    # A page that came from no server at all asks before it reaches for an address of this machine.
    page.context.grant_permissions(["local-network-access"])
    room = Room(tenant_id=3, code="abcdefghjk")
    offer = LiveKit().offer(room, Seat(pk=17, room=room, tenant_id=3, role="party"), "c1")
    page.evaluate("""async (offer) => {
        const { LiveKit } = await import("/static/mediation/media/livekit.js");
        globalThis.path = new LiveKit({ offer, onTrack() {} });
    }""", offer)  # fmt: skip
    for _ in range(50):
        if asked:
            break
        page.wait_for_timeout(100)
    page.evaluate("path.close()")
    parts = urlsplit(asked[0])
    claims = jwt.decode(
        parse_qs(parts.query)["access_token"][0],
        settings.LIVEKIT_API_SECRET,
        algorithms=["HS256"],
        issuer="office",
    )
    assert parts.path.startswith("/rtc")
    assert (claims["sub"], claims["video"]["room"]) == ("17", "t3-abcdefghjk-joint")


def test_the_vendored_client_names_its_version_and_what_we_use_of_it(page):
    page.evaluate("(client) => import(client)", f"/static/{CLIENT}")
    assert page.evaluate("LivekitClient.version") == CLIENT.split("/")[1].removeprefix("livekit-client-")
    used = {
        "RoomEvent": [
            "ParticipantConnected", "TrackPublished", "TrackSubscribed", "TrackUnsubscribed",
            "TrackStreamStateChanged", "Reconnecting", "Reconnected", "Disconnected",
        ],
        "DisconnectReason": ["DUPLICATE_IDENTITY"],
    }  # fmt: skip
    missing = page.evaluate(
        "(used) => Object.entries(used).flatMap(([of, names]) => names.filter((name) => !(name in LivekitClient[of])))",
        used,
    )
    assert missing == []
    sources = page.evaluate("[LivekitClient.Track.Source, LivekitClient.Track.StreamState.Active]")
    assert json.loads(json.dumps(sources)) == [
        {"Camera": "camera", "Microphone": "microphone", "ScreenShare": "screen_share",
         "ScreenShareAudio": "screen_share_audio", "Unknown": "unknown"},
        "active",
    ]  # fmt: skip
