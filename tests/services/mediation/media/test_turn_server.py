"""Between two networks whose only way leads through coturn, and with loss: two Chromiums see and hear each other.

One line by hand here, so that what fails is the relay or its credentials; the room's own lines are tried elsewhere.
"""

import logging
import time
from datetime import timedelta
from typing import Any

import pytest
from playwright.sync_api import Page

from services.mediation.media.turn import LIFETIME

pytestmark = pytest.mark.browser
SECONDS_TO_CONNECT = 15
log = logging.getLogger("fengqiao.tests")

CALL = """async (ice) => {
    const pc = globalThis.pc = new RTCPeerConnection({ iceServers: ice });
    const stream = await navigator.mediaDevices.getUserMedia({ audio: true, video: { width: 640, height: 360 } });
    for (const track of stream.getTracks()) pc.addTrack(track, stream);
    pc.ontrack = ({ track }) => {
        const element = document.body.appendChild(document.createElement(track.kind));
        element.srcObject = new MediaStream([track]);
        element.play();
    };
}"""
GATHERED = """
    await pc.setLocalDescription();
    while (pc.iceGatheringState !== "complete") await new Promise((done) => setTimeout(done, 20));
    return pc.localDescription.toJSON();
"""
OFFER = f"async () => {{ {GATHERED} }}"
ANSWER = f"async (offer) => {{ await pc.setRemoteDescription(offer); {GATHERED} }}"
ACCEPT = "async (answer) => { await pc.setRemoteDescription(answer); }"
MEASURED = """async () => {
    const report = [...(await pc.getStats()).values()];
    const inbound = (kind) => report.find((one) => one.type === "inbound-rtp" && one.kind === kind);
    const pair = report.find((one) => one.type === "candidate-pair" && one.nominated);
    const end = (id) => report.find((one) => one.id === id).candidateType;
    return { frames: inbound("video").framesDecoded, energy: inbound("audio").totalAudioEnergy,
        lost: inbound("video").packetsLost + inbound("audio").packetsLost,
        received: inbound("video").packetsReceived + inbound("audio").packetsReceived,
        ends: [end(pair.localCandidateId), end(pair.remoteCandidateId)], rtt: pair.currentRoundTripTime };
}"""


def connected(
    pages: tuple[Page, Page], ice: list[list[dict[str, Any]]], seconds: float = SECONDS_TO_CONNECT
) -> float | None:
    """The seconds until both are connected, or None."""
    here, there = pages
    for page, servers in zip(pages, ice, strict=True):
        page.reload()
        page.evaluate(CALL, servers)
    began = time.monotonic()
    here.evaluate(ACCEPT, there.evaluate(ANSWER, here.evaluate(OFFER)))
    while time.monotonic() < began + seconds:
        if [page.evaluate("pc.connectionState") for page in pages] == ["connected"] * 2:
            return time.monotonic() - began
        time.sleep(0.1)
    return None


def test_they_see_and_hear_each_other_through_the_relay_although_packets_are_lost(
    pages, offered, record_property
):
    took = connected(pages, offered())
    assert took is not None
    pages[0].wait_for_timeout(6_000)
    for page in pages:
        seen = page.evaluate(MEASURED)
        log.info("connected after %.2f s, then for six seconds: %s", took, seen)
        assert "relay" in seen["ends"]
        assert seen["frames"] > 30
        assert seen["energy"] > 0.0001
        assert seen["lost"] > 0
        assert seen["received"] > 10 * seen["lost"]


def test_without_the_relay_there_is_no_way(pages):
    assert connected(pages, [[], []], seconds=4) is None


def test_credentials_of_another_secret_open_nothing(pages, offered):
    assert connected(pages, offered(secret="guessed"), seconds=4) is None


def test_credentials_that_have_run_out_open_nothing(pages, offered):
    assert connected(pages, offered(ago=LIFETIME + timedelta(minutes=1)), seconds=4) is None
