"""Rooms over LiveKit. With a real server, five people see and hear each other; with a door that only reads tokens,
that each page enters the LiveKit room of its place and of no other."""

import logging
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.browser import rooms
from tests.browser.rooms import Chamber, grows, seat_of
from tests.chromium import executable
from tests.media_door import KEY, SECRET, Door, door_of_livekit
from tests.mediation_servers import LiveKitServer, NoServerError, livekit
from tests.server import Server, demo_serving

log = logging.getLogger("fengqiao.rooms")
FIVE = {
    **rooms.USUAL,
    "agent": {"role": "agent", "side": "b", "name": "柳律师"},
    "insurer": {"role": "insurer", "side": "", "name": "康宁保险"},
}


@pytest.fixture(scope="module")
def chromium() -> Iterator[Browser]:
    if executable() is None:
        pytest.skip("no Chromium or Chrome on this machine")
    with rooms.media_browser() as started:
        yield started


@contextmanager
def served(folder: Path, over: LiveKitServer) -> Iterator[Server]:
    """The demo with this media server in its settings."""
    with pytest.MonkeyPatch.context() as environment:
        environment.setenv("LIVEKIT_URL", over.url)
        environment.setenv("LIVEKIT_API_KEY", over.key)
        environment.setenv("LIVEKIT_API_SECRET", over.secret)
        with demo_serving(folder) as server:
            yield server


@pytest.fixture
def door() -> Iterator[Door]:
    with door_of_livekit() as opened:
        yield opened


@pytest.fixture
def real(tmp_path_factory: pytest.TempPathFactory) -> Iterator[LiveKitServer]:
    try:
        with livekit(tmp_path_factory.mktemp("server")) as running:
            yield running
    except NoServerError as error:
        pytest.skip(str(error))


@pytest.fixture
def five(chromium: Browser, real: LiveKitServer, tmp_path: Path) -> Iterator[Chamber]:
    with served(tmp_path / "portal", real) as server:
        room = rooms.made(server, chromium, FIVE)
        yield room
        assert room.leave() == []


def test_each_page_enters_the_room_of_its_place_and_the_old_one_is_told(chromium, door, tmp_path):
    with served(tmp_path / "portal", LiveKitServer(door.url, KEY, SECRET)) as server:
        room = rooms.made(server, chromium)
        lead, one, two = room.enters("mediator"), room.enters("a"), room.enters("b")
        m, a, b = (str(seat_of(lead, name)) for name in ("周明", "沈秋禾", "陆长庚"))
        joint = next(name for _, name in door.entered)
        assert joint.endswith(f"-{room.code}-joint")
        _until(lead, lambda: {(m, joint), (a, joint), (b, joint)} == set(door.entered))

        lead.click("#caucus-tools [data-with=a]")
        expect(one.locator("#where")).to_have_text("申请方单独房间")
        sealed = joint.replace("-joint", "-a")
        _until(lead, lambda: {(m, sealed), (a, sealed)} <= set(door.entered))
        _until(lead, lambda: len(door.removed) == 2)
        assert set(door.removed) == {(joint, m), (joint, a)}
        assert {name for seat, name in door.entered if seat == b} == {joint}
        expect(two.locator("[data-caucus=other_side]")).to_be_visible()
        problems = room.leave()
    # A door that lets nobody through is complained of; a breach of the content policy would be another matter.
    assert [one for one in problems if "Content Security Policy" in one or "script:" in one] == []


def test_five_people_see_and_hear_each_other_and_a_sealed_room_is_sealed(five):
    pages = {key: five.enters(key) for key in FIVE}
    ids = {key: seat_of(pages["mediator"], FIVE[key]["name"]) for key in FIVE}
    for key, page in pages.items():
        others = [pk for other, pk in ids.items() if other != key]
        log.info("five, %s: %s", key, grows(page, others, seconds=90))
    pages["mediator"].click("#caucus-tools [data-with=a]")
    expect(pages["a"].locator("#where")).to_have_text("申请方单独房间")
    log.info("sealed: %s", grows(pages["a"], [ids["mediator"]], seconds=60))
    log.info("outside: %s", grows(pages["b"], [ids["agent"], ids["insurer"]], seconds=60))
    assert sorted(rooms.figures(pages["b"])) == sorted([ids["agent"], ids["insurer"]])


def _until(page: Page, true: Callable[[], bool], seconds: float = 20) -> None:
    for _ in range(int(seconds * 10)):
        if true():
            return
        page.wait_for_timeout(100)
    raise AssertionError(f"It did not happen within {seconds} seconds.")
