"""The room's own lines (mesh.js) between two networks: only coturn lies between, and it loses one packet in twenty.

Signals are carried by hand from page to page; in a room the server relays them.
"""

import logging
from collections.abc import Callable
from typing import Any

import pytest
from playwright.sync_api import Page

from tests.networks import Networks

pytestmark = pytest.mark.browser
log = logging.getLogger("fengqiao.tests")

ENTER = """async ([me, ice]) => {
    const { Mesh } = await import("/static/mediation/media/mesh.js");
    const seen = globalThis.seen = { states: [], kinds: [], heights: [], told: [] };
    const came = (track, kind) => {
        seen.kinds.push(kind);
        const element = document.body.appendChild(document.createElement(track.kind));
        element.srcObject = new MediaStream([track]);
        element.play();
    };
    globalThis.mesh = new Mesh({ offer: { path: "mesh", ice }, me, signal: ({ data }) => seen.told.push(data),
        onTrack: (seat, track, kind) => came(track, kind), onState: (seat, state) => seen.states.push(state),
        onLevel: (seat, { height }) => seen.heights.push(height) });
    await mesh.publish(await navigator.mediaDevices.getUserMedia({ audio: true, video: { width: 640, height: 360 } }));
}"""
HEAR = "([from, signals]) => signals.forEach((data) => mesh.heard({ from, conn: `c${from}`, data }))"


class Couple:
    """Seats 17 and 18, each in a network of its own."""

    def __init__(self, pages: tuple[Page, Page], ice: list[list[dict[str, Any]]]) -> None:
        self.pages = dict(zip((17, 18), pages, strict=True))
        for (seat, page), servers in zip(self.pages.items(), ice, strict=True):
            page.reload()
            page.evaluate(ENTER, [seat, servers])
        for seat, page in self.pages.items():
            page.evaluate("(seat) => mesh.setPeers([{ seat, conn: `c${seat}` }])", self.other(seat))

    def other(self, seat: int) -> int:
        return 35 - seat

    def carry(self, seconds: float, until: Callable[[], bool] = lambda: False) -> bool:
        """Passes signals on until it is so, or the time is over: False."""
        for _ in range(int(seconds * 10)):
            for seat, page in self.pages.items():
                told = page.evaluate("seen.told.splice(0)")
                self.pages[self.other(seat)].evaluate(HEAR, [seat, told])
            if until():
                return True
            self.pages[17].wait_for_timeout(100)
        return False

    def connected(self) -> bool:
        return self.states() == ["connected", "connected"]

    def states(self) -> list[str]:
        return [page.evaluate("seen.states.at(-1)") for page in self.pages.values()]

    def figures(self) -> list[dict[str, Any]]:
        """What has come from the other, at each."""
        ask = "(seat) => mesh.stats().then((all) => all[seat])"
        return [page.evaluate(ask, self.other(seat)) for seat, page in self.pages.items()]


@pytest.fixture
def couple(pages: tuple[Page, Page], offered: Callable) -> Couple:
    made = Couple(pages, offered())
    assert made.carry(20, made.connected)
    return made


def test_two_towns_see_and_hear_each_other_through_the_relay(couple):
    couple.carry(6)
    for one in couple.figures():
        log.info("after six seconds: %s", one)
        assert one["relayed"] is True
        assert one["framesDecoded"] > 30
        assert one["audioEnergy"] > 0.0001
        assert 0 < one["packetsLost"] < one["packetsReceived"] / 5
    assert [sorted(page.evaluate("seen.kinds")) for page in couple.pages.values()] == [
        ["audio", "screen", "video"]
    ] * 2


def test_on_a_bad_link_the_picture_goes_and_the_sound_stays_until_it_is_better(
    couple: Couple, networks: Networks
):
    heights = lambda: [page.evaluate("seen.heights.at(-1)") for page in couple.pages.values()]  # noqa: E731
    networks.lose(0.4)
    try:
        assert couple.carry(30, lambda: heights() == [0, 0])
        couple.carry(1)  # what was on its way
        before = couple.figures()
        couple.carry(4)
        after = couple.figures()
    finally:
        networks.lose(0.05)
    assert [
        late["framesDecoded"] - early["framesDecoded"] for early, late in zip(before, after, strict=True)
    ] == [0, 0]
    heard = [late["audioEnergy"] - early["audioEnergy"] for early, late in zip(before, after, strict=True)]
    log.info("sound in four seconds without a picture, two of five packets lost: %s", heard)
    assert [energy > 0.0001 for energy in heard] == [True, True]
    networks.lose(0)
    try:
        assert couple.carry(40, lambda: 0 not in heights())
    finally:
        networks.lose(0.05)
    small = "seen.heights[seen.heights.indexOf(0) + 1]"
    assert [page.evaluate(small) for page in couple.pages.values()] == [180, 180]


def test_the_way_heals_by_itself_after_it_was_cut(couple: Couple, networks: Networks):
    with networks.cut("a"):
        assert couple.carry(20, lambda: "connected" not in couple.states())
    assert couple.carry(30, couple.connected)
    before = couple.figures()
    couple.carry(3)
    grown = [
        late["framesDecoded"] - early["framesDecoded"]
        for early, late in zip(before, couple.figures(), strict=True)
    ]
    log.info("frames in three seconds after the cut: %s", grown)
    assert [frames > 5 for frames in grown] == [True, True]
