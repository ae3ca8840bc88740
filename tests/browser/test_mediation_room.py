"""People see and hear each other in real Chromium: lobby, admission, sealed rooms, chat, a network that breaks."""

import logging
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, expect

from tests.browser import rooms
from tests.browser.checks import overflow, violations
from tests.browser.pages import ELDER
from tests.browser.rooms import Chamber, grows, seat_of
from tests.chromium import executable
from tests.server import Server, demo_serving

# What came in from whom: `pytest --log-level=INFO -rA` shows it.
log = logging.getLogger("fengqiao.rooms")


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    if executable() is None:
        pytest.skip("no Chromium or Chrome on this machine")
    with demo_serving(tmp_path_factory.mktemp("rooms") / "portal") as running:
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


def test_two_people_pass_the_door_see_and_hear_each_other(chamber):
    room = chamber()
    lead = room.enters("mediator")
    guest = room.opens("a", width=360, height=740)
    guest.click("#enter")
    expect(guest.locator("[data-door=waiting]")).to_be_visible()
    assert guest.evaluate("() => fengqiaoRoom.part('seats')") is None
    lead.locator("#people-waiting [data-do=admit]").click()
    expect(guest.locator("[data-screen=room]")).to_be_visible()
    theirs, own = grows(lead, [seat_of(lead, "沈秋禾")]), grows(guest, [seat_of(guest, "周明")])
    log.info("two people: %s %s", theirs, own)
    expect(guest.locator(".face")).to_have_count(2)
    assert overflow(guest)[0] == 0


def test_three_people_and_a_sealed_room(chamber):
    room = chamber()
    lead, one, two = room.enters("mediator"), room.enters("a"), room.enters("b")
    a, b, m = seat_of(lead, "沈秋禾"), seat_of(lead, "陆长庚"), seat_of(lead, "周明")
    grows(lead, [a, b])
    grows(two, [a, m])

    lead.click("#caucus-tools [data-with=a]")
    expect(one.locator("#where")).to_have_text("申请方单独房间")
    expect(two.locator("[data-caucus=other_side]")).to_be_visible()
    expect(two.locator(".face")).to_have_count(1)
    assert rooms.figures(two) == {}
    one.fill("#chat-text", "最多让到八千零七") if one.locator("#chat-text").is_visible() else one.click("#tab-chat")
    one.fill("#chat-text", "最多让到八千零七")
    one.press("#chat-text", "Enter")
    lead.click("#tab-chat")
    expect(lead.locator("#chat-lines")).to_contain_text("最多让到八千零七")
    log.info("sealed: %s %s", grows(lead, [a]), grows(one, [m]))
    assert rooms.figures(two) == {}
    assert "八千零七" not in two.content()
    assert [track["kind"] for track in two.evaluate("() => fengqiaoRoom.media.tracks().map(({kind}) => ({kind}))")] == [
        "audio", "video",
    ]  # fmt: skip

    lead.click("#tab-people")
    lead.click("#do-gather")
    expect(two.locator("#where")).to_have_text("共同的房间")
    log.info("together again: %s", grows(two, [a, m]))
    assert "八千零七" not in two.content()


def test_four_people(chamber):
    people = {**rooms.USUAL, "agent": {"role": "agent", "side": "b", "name": "柳律师"}}
    room = chamber(people)
    pages = {key: room.enters(key) for key in people}
    ids = {key: seat_of(pages["mediator"], people[key]["name"]) for key in people}
    for key, page in pages.items():
        others = [pk for other, pk in ids.items() if other != key]
        log.info("four: %s %s", key, grows(page, others, seconds=60))


def test_a_network_that_breaks_is_taken_up_again(chamber):
    room = chamber()
    lead, guest = room.enters("mediator"), room.enters("a")
    a, m = seat_of(lead, "沈秋禾"), seat_of(lead, "周明")
    grows(guest, [m])
    context = room.guests["a"].context
    context.set_offline(True)
    expect(guest.locator("#broken")).to_be_visible()
    context.set_offline(False)
    expect(guest.locator("#broken")).to_be_hidden(timeout=20_000)
    expect(guest.locator("[data-screen=room]")).to_be_visible()
    log.info("again: %s %s", grows(guest, [m]), grows(lead, [a]))
    room.guests["a"].problems.clear()


def test_a_window_that_is_closed_and_opened_again_goes_on_where_it_was(chamber):
    room = chamber()
    lead, guest = room.enters("mediator"), room.enters("a")
    m = seat_of(lead, "周明")
    lead.click("#caucus-tools [data-with=a]")
    expect(guest.locator("#where")).to_have_text("申请方单独房间")
    guest.reload()
    guest.wait_for_selector("#enter:enabled")
    guest.click("#enter")
    expect(guest.locator("#where")).to_have_text("申请方单独房间")
    grows(guest, [m])


def test_in_elder_mode_there_are_three_buttons(chamber, tmp_path: Path):
    room = chamber()
    room.enters("mediator")
    guest = room.enters("a", width=360, height=740, mode=ELDER)
    shown = guest.locator(".control:visible")
    assert [one.inner_text().split()[0] for one in shown.all()] == ["声音已开", "画面已开", "离开"]
    assert overflow(guest)[0] == 0
    assert violations(guest) == []


def test_by_keyboard_alone_and_clean(chamber):
    room = chamber()
    lead = room.opens("mediator")
    assert violations(lead) == []
    lead.focus("#enter")
    lead.keyboard.press("Enter")
    expect(lead.locator("[data-screen=room]")).to_be_visible()
    guest = room.opens("a")
    guest.focus("#enter")
    guest.keyboard.press("Enter")
    admit = lead.locator("#people-waiting [data-do=admit]")
    admit.wait_for()
    _tab_to(lead, "#people-waiting [data-do=admit]")
    lead.keyboard.press("Enter")
    expect(guest.locator("[data-screen=room]")).to_be_visible()
    _tab_to(guest, "#tab-people")
    guest.keyboard.press("ArrowRight")
    _tab_to(guest, "#chat-text")
    guest.keyboard.type("你好")
    guest.keyboard.press("Enter")
    expect(guest.locator("#chat-lines")).to_contain_text("你好")
    _tab_to(guest, "#do-sound")
    guest.keyboard.press("Space")
    expect(guest.locator("#do-sound")).to_have_attribute("aria-pressed", "false")
    assert violations(guest) == []
    _tab_to(guest, "#do-leave")
    guest.keyboard.press("Enter")
    guest.keyboard.press("Enter")
    expect(guest.locator("[data-bye=left]")).to_be_visible()


def _tab_to(page, selector: str) -> None:
    for _turn in range(60):
        if page.evaluate("(selector) => document.activeElement?.matches(selector)", selector):
            return
        page.keyboard.press("Tab")
    raise AssertionError(f"{selector} is not reached by Tab")
