"""Recording in real Chromium: everybody is asked, pieces arrive while it runs, the film plays, a killed page costs
seconds."""

import json
import logging
import sqlite3
import time
from collections.abc import Iterator
from contextlib import closing

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.browser import rooms
from tests.browser.checks import overflow, violations
from tests.browser.pages import ELDER
from tests.browser.rooms import Chamber, grows, seat_of
from tests.chromium import executable
from tests.demo import DATABASE
from tests.server import Server, demo_serving

# What was measured: `pytest --log-level=INFO -rA` shows it.
log = logging.getLogger("fengqiao.rooms")

# Looks at the film as a person does: plays it, jumps to the middle, counts frames and hears whether there is sound.
_LOOK = """async () => {
  const film = document.getElementById("md-film");
  const until = (event) => new Promise((done) => film.addEventListener(event, done, { once: true }));
  for (let turn = 0; turn < 200 && !Number.isFinite(film.duration); turn++) await new Promise((done) => setTimeout(done, 100));
  const audio = new AudioContext();
  const ear = audio.createAnalyser();
  audio.createMediaElementSource(film).connect(ear);
  await audio.resume();
  // The page itself has been to the end, to learn how long the film is, and may still be on its way back.
  const reach = async (second) => {
    for (let turn = 0; turn < 20 && (film.seeking || Math.abs(film.currentTime - second) > 0.2); turn++) {
      film.currentTime = second;
      await until("seeked");
    }
    return film.currentTime;
  };
  const middle = await reach(film.duration / 2);
  await reach(0);
  await film.play();
  let loudest = 0;
  const wave = new Float32Array(ear.fftSize);
  for (let turn = 0; turn < 25; turn++) {
    await new Promise((done) => setTimeout(done, 100));
    ear.getFloatTimeDomainData(wave);
    loudest = Math.max(loudest, ...wave);
  }
  const eye = Object.assign(document.createElement("canvas"), { width: 64, height: 36 }).getContext("2d");
  eye.drawImage(film, 0, 0, 64, 36);
  const seen = eye.getImageData(0, 0, 64, 36).data;
  let green = 0;
  for (let at = 0; at < seen.length; at += 4) if (seen[at + 1] > seen[at] + 60 && seen[at + 1] > seen[at + 2] + 60) green++;
  return { duration: film.duration, middle, frames: film.getVideoPlaybackQuality().totalVideoFrames, width: film.videoWidth,
           loudest, green: green / (64 * 36) };
}"""


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    if executable() is None:
        pytest.skip("no Chromium or Chrome on this machine")
    with demo_serving(tmp_path_factory.mktemp("recording") / "portal") as running:
        yield running


@pytest.fixture(scope="module")
def chromium(server: Server) -> Iterator[Browser]:
    with rooms.media_browser() as started:
        yield started


@pytest.fixture
def chamber(server: Server, chromium: Browser) -> Iterator[rooms.Making]:
    made: list[Chamber] = []

    def make(*given: object, **named: object) -> Chamber:
        made.append(rooms.made(server, chromium, *given, **named))
        return made[-1]

    yield make
    assert [problem for one in made for problem in one.leave()] == []


def rows(server: Server, room: Chamber) -> list[dict]:
    with closing(sqlite3.connect(server.folder / DATABASE)) as connection:
        connection.row_factory = sqlite3.Row
        found = connection.execute(
            "select * from mediation_recording where room_id = ? order by id", [room.pk]
        )
        return [dict(row) for row in found]


def waits_for(server: Server, room: Chamber, seconds: float = 40, **wanted: object) -> dict:
    """The newest recording, once it is like this; a number means at least so many."""
    until = time.monotonic() + seconds
    while time.monotonic() < until:
        newest = [{}, *rows(server, room)][-1]
        if newest and all(
            newest[name] >= value if isinstance(value, int) else newest[name] == value
            for name, value in wanted.items()
        ):
            return newest
        time.sleep(0.2)
    raise AssertionError(f"not {wanted}: {rows(server, room)}")


def begins(lead: Page, *guests: Page) -> None:
    """Asked, agreed to by everybody, started."""
    lead.click("#recording-start")
    lead.click("#recording-starting button[value=yes]")
    for guest in guests:
        guest.locator("#recording-asking button[value=yes]").click()
    expect(lead.locator("#recording-all")).to_be_visible()
    lead.click("#recording-start")
    for page in (lead, *guests):
        expect(page.locator("#recording-mark")).to_be_visible()
        expect(page.locator("#recording-mark")).to_contain_text("正在录制")


def looks(server: Server, room: Chamber, pk: int) -> dict:
    page = room.guests["mediator"].context.new_page()
    page.goto(server.url("yunxi", f"/admin/mediation/recordings/{pk}/"))
    page.click("text=观看（会记入日志）")
    page.wait_for_selector("#md-film")
    return page.evaluate(_LOOK)


def test_asked_recorded_stopped_by_a_sealed_room_and_played(chamber, server):
    room = chamber()
    lead, guest = room.enters("mediator"), room.enters("a", width=360, height=740)
    grows(lead, [seat_of(lead, "沈秋禾")])
    begins(lead, guest)
    began = time.monotonic()
    row = waits_for(server, room, chunk_count=3)
    assert row["state"] == "running"
    assert overflow(guest)[0] == 0
    assert violations(guest) == []
    assert violations(lead) == []

    lead.click("#caucus-tools [data-with=a]")
    lasted = time.monotonic() - began
    for page in (lead, guest):
        expect(page.locator("#recording-mark")).to_be_hidden()
    row = waits_for(server, room, state="finished")
    assert (row["why"], len(row["sha256"])) == ("caucus", 64)
    log.info("recorded %.1f s: %s bytes in %s pieces", lasted, row["size"], row["chunk_count"])
    lead.click("#recording-start")
    expect(lead.locator("#notes")).to_contain_text("单独谈话")
    lead.click("#do-gather")
    expect(lead.locator("#where")).to_have_text("共同的房间")
    expect(lead.locator("#recording-mark")).to_be_hidden()
    assert len(rows(server, room)) == 1

    seen = looks(server, room, row["id"])
    log.info("played: %s", json.dumps(seen))
    assert lasted - 2.5 < seen["duration"] < lasted + 2.5
    assert abs(seen["middle"] - seen["duration"] / 2) < 0.5
    assert (seen["width"], seen["frames"] > 10) == (640, True)
    assert seen["loudest"] > 0.01
    assert seen["green"] > 0.15


def test_a_killed_page_costs_seconds_and_what_lay_ready_is_sent_on(chamber, server):
    room = chamber()
    lead, guest = room.enters("mediator"), room.enters("a")
    begins(lead, guest)
    began = time.monotonic()
    waits_for(server, room, chunk_count=2)
    # From now on nothing gets through any more; then the page dies.
    context = room.guests["mediator"].context
    context.route("**/recordings/**", lambda route: route.abort())
    lead.wait_for_timeout(5_000)
    kept = rows(server, room)[-1]
    lasted = time.monotonic() - began
    lead.close(run_before_unload=False)
    context.unroute_all()

    guest.wait_for_timeout(500)
    again = context.new_page()
    room.guests["mediator"].problems.clear()
    room.guests["mediator"].page = again
    again.goto(server.url("yunxi", room.path))
    again.wait_for_selector("#enter:enabled")
    again.click("#enter")
    again.wait_for_selector("[data-screen=room]:not([hidden])")
    row = waits_for(server, room, state="finished")
    assert row["chunk_count"] > kept["chunk_count"]
    expect(guest.locator("#recording-mark")).to_be_hidden()
    seen = looks(server, room, row["id"])
    log.info("killed after %.1f s, %.1f s are kept, %s bytes", lasted, seen["duration"], row["size"])
    assert lasted - seen["duration"] < 3.5

    again.click("#recording-start")
    expect(again.locator("#recording-mark")).to_be_visible()
    second = waits_for(server, room, chunk_count=1)
    assert second["id"] > row["id"]
    again.click("#recording-stop")
    waits_for(server, room, state="finished")


def test_no_means_no_and_yes_can_be_taken_back(chamber, server):
    room = chamber()
    lead, guest = room.enters("mediator"), room.enters("a", width=360, height=740, mode=ELDER)
    lead.click("#recording-start")
    lead.click("#recording-starting button[value=yes]")
    expect(guest.locator("#recording-asking h2")).to_be_in_viewport(ratio=1)
    assert violations(guest) == []
    guest.click("#recording-asking button[value=no]")
    expect(lead.locator("#recording-against")).to_contain_text("沈秋禾不同意录像")
    lead.click("#recording-start")
    expect(lead.locator("#notes")).to_contain_text("有人不同意录像")
    assert rows(server, room) == []

    guest.click("#recording-answer")
    guest.click("#recording-asking button[value=yes]")
    expect(lead.locator("#recording-all")).to_be_visible()
    lead.click("#recording-start")
    expect(guest.locator("#recording-mark")).to_be_visible()
    assert overflow(guest)[0] == 0
    waits_for(server, room, chunk_count=1)
    guest.click("#recording-take-back")
    guest.click("#recording-taking-back button[value=yes]")
    expect(lead.locator("#recording-mark")).to_be_hidden()
    assert waits_for(server, room, state="finished")["why"] == "consent"
