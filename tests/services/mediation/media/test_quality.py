"""Sound before picture: what a link of given bandwidth, loss and delay is asked to carry, reckoned by the browser."""

from typing import Any

import pytest
from playwright.sync_api import Page

pytestmark = pytest.mark.browser

GOOD = {"outgoing": 3_000_000, "loss": 0, "rtt": 0.05}
# One module is loaded once; the samples run through it, and every answer is kept.
WALK = """async (samples) => {
    const { choose } = await import("/static/mediation/media/quality.js");
    const seen = [];
    let level = null;
    for (const sample of samples) { level = choose(level, sample); seen.push(level.height); }
    return [level, seen];
}"""
# Two connections in one page, whose levels are asked of a false report.
HELD = """async (reports) => {
    const { watch } = await import("/static/mediation/media/quality.js");
    const stream = await navigator.mediaDevices.getUserMedia({ audio: true, video: { width: 1280, height: 720 } });
    const [here, there] = [new RTCPeerConnection(), new RTCPeerConnection()];
    here.onicecandidate = (e) => there.addIceCandidate(e.candidate);
    there.onicecandidate = (e) => here.addIceCandidate(e.candidate);
    const sender = here.addTrack(stream.getVideoTracks()[0], stream);
    await here.setLocalDescription();
    await there.setRemoteDescription(here.localDescription);
    await there.setLocalDescription();
    await here.setRemoteDescription(there.localDescription);
    while (here.connectionState !== "connected") await new Promise((done) => setTimeout(done, 20));
    let pair;
    here.getStats = async () => new Map([["p", { type: "candidate-pair", nominated: true, state: "succeeded",
        availableOutgoingBitrate: pair, currentRoundTripTime: 0.05 }]]);
    const seen = [];
    const look = () => { const [one] = sender.getParameters().encodings; return { picture: Boolean(sender.track),
        maxBitrate: one.maxBitrate, fps: one.maxFramerate, by: one.scaleResolutionDownBy }; };
    const watcher = watch(here, sender, (level) => seen.push(level.height));
    for (const report of reports) {
        pair = report.outgoing;
        if ("replace" in report) await watcher.replace(report.replace ? stream.getVideoTracks()[0] : null);
        for (let i = 0; i < 60 && seen.length < report.changes; i++) await new Promise((done) => setTimeout(done, 50));
        await new Promise((done) => setTimeout(done, 100));
        seen.push(look());
    }
    watcher.stop();
    here.close(); there.close();
    return seen;
}"""


def walked(page: Page, *samples: dict[str, Any]) -> tuple[dict[str, Any], list[int]]:
    return page.evaluate(WALK, list(samples))


def test_a_call_begins_small_and_grows_on_a_good_link(page):
    _, heights = walked(page, *[GOOD] * 12)
    assert heights == [360] * 4 + [480] * 5 + [720] * 3


def test_what_is_carried_grows_no_further_than_the_link(page):
    _, heights = walked(page, *[{**GOOD, "outgoing": 700_000}] * 40)
    assert heights == [360] * 4 + [480] * 36


@pytest.mark.parametrize(
    ("sample", "height"),
    [
        ({"outgoing": 400_000}, 360),  # an encoder makes do with a little less
        ({"outgoing": 250_000}, 180),
        ({"outgoing": 100_000}, 0),
        ({"outgoing": 0}, 0),
        ({"loss": 0.05}, 360),
        ({"loss": 0.11}, 180),
        ({"loss": 0.31}, 0),
        ({"rtt": 0.9}, 360),
        ({"rtt": 1.2}, 180),
        ({"outgoing": None}, 360),
        ({"outgoing": None, "loss": None, "rtt": None}, 360),
        ({"outgoing": None, "loss": 0.2, "rtt": None}, 180),
    ],
)
def test_a_weak_link_is_answered_at_once(page, sample, height):
    _, heights = walked(page, {**GOOD, **sample})
    assert heights == [height]


def test_the_picture_goes_before_the_sound_and_the_sound_never(page):
    level, heights = walked(page, *[{**GOOD, "loss": 0.2}] * 6)
    assert heights == [180, 0, 0, 0, 0, 0]
    assert (level["audioOnly"], level["maxBitrate"]) == (True, 0)


def test_the_picture_comes_back_slowly_and_small(page):
    _, heights = walked(page, {**GOOD, "outgoing": 20_000}, *[GOOD] * 11)
    assert heights == [0] * 5 + [180] * 5 + [360] * 2


def test_one_bad_moment_starts_the_waiting_anew(page):
    _, heights = walked(page, {**GOOD, "loss": 0.4}, *[GOOD] * 4, {**GOOD, "loss": 0.05}, *[GOOD] * 5)
    assert heights == [0] * 10 + [180]


def test_a_picture_that_did_not_last_is_tried_again_only_after_a_longer_time(page):
    bad = {**GOOD, "outgoing": 30_000}
    _, heights = walked(page, bad, *[GOOD] * 5, bad, *[GOOD] * 10, bad, *[GOOD] * 20)
    assert heights == [0] * 5 + [180] + [0] * 10 + [180] + [0] * 20 + [180]


def test_old_failures_are_forgotten(page):
    bad = {**GOOD, "outgoing": 30_000}
    steady = [{**GOOD, "outgoing": 210_000}] * 60
    _, heights = walked(page, bad, *[GOOD] * 5, bad, *[GOOD] * 10, *steady, bad, *[GOOD] * 5)
    assert heights[-6:] == [0] * 5 + [180]


def test_a_level_at_the_edge_does_not_flap(page):
    edge = [{**GOOD, "outgoing": 210_000 + 25_000 * (i % 2)} for i in range(60)]
    _, heights = walked(page, {**GOOD, "outgoing": 250_000}, *edge)
    assert set(heights) == {180}


def test_the_sender_is_held_to_the_level_and_gives_the_picture_back(page):
    asked = [
        {"outgoing": 900_000, "changes": 0},
        {"outgoing": 250_000, "changes": 2},
        {"outgoing": 10_000, "changes": 4},
        {"outgoing": 10_000, "changes": 0, "replace": False},
        {"outgoing": 10_000, "changes": 0, "replace": True},
    ]
    first, height, small, gone, none, *rest = page.evaluate(HELD, asked)
    assert first == {"picture": True, "maxBitrate": 350_000, "fps": 15, "by": 2}
    assert (height, small) == (180, {"picture": True, "maxBitrate": 150_000, "fps": 12, "by": 4})
    assert (gone, none["picture"]) == (0, False)
    # While there is no room for a picture, another camera is kept for later.
    assert [one["picture"] for one in rest] == [False, False]
