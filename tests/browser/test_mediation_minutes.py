"""The minutes in real browsers: written, kept when two write at once, read and confirmed on a telephone."""

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, expect

from tests.browser import rooms
from tests.browser.checks import overflow, violations
from tests.browser.pages import ELDER
from tests.browser.rooms import Chamber
from tests.chromium import executable
from tests.server import Server, demo_serving

PEOPLE = {**rooms.USUAL, "recorder": {"role": "recorder", "side": "", "name": "方晴"}}
SAVED = "#minutes-saved [data-saved=yes]"


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    if executable() is None:
        pytest.skip("no Chromium or Chrome on this machine")
    with demo_serving(tmp_path_factory.mktemp("minutes") / "portal") as running:
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


def test_written_offered_corrected_and_confirmed(chamber):
    room = chamber()
    lead, guest = room.enters("mediator"), room.enters("a", width=360, height=740)
    elder = room.enters("b", width=360, height=740, mode=ELDER)
    lead.click("#tab-minutes")
    lead.click("#minutes-begin")
    assert "　　申请方　沈秋禾（当事人）" in lead.input_value("#minutes-text")
    lead.click("#minutes-who >> text=沈秋禾")
    lead.keyboard.type("墙根往西退三十厘米。")
    assert "经过\n沈秋禾：墙根往西退三十厘米。\n\n三、处理结果\n" in lead.input_value("#minutes-text")
    expect(lead.locator(SAVED)).to_be_visible()
    assert violations(lead) == []
    guest.click("#do-more")
    guest.click("#tab-minutes")
    expect(guest.locator("#minutes-read [data-state=writing]")).to_be_visible()
    assert "三十厘米" not in guest.content()

    lead.click("#minutes-offer")
    expect(guest.locator("#minutes-whole")).to_contain_text("沈秋禾：墙根往西退三十厘米。")
    expect(elder.locator("#minutes-whole")).to_be_visible()
    assert [overflow(page)[0] for page in (lead, guest, elder)] == [0, 0, 0]
    assert [violations(page) for page in (guest, elder)] == [[], []]
    guest.click("#minutes-answer button[type=submit]")
    expect(guest.locator("#minutes-remark-error")).to_be_visible()
    guest.fill("#minutes-remark", "是四十厘米")
    guest.click("#minutes-answer button[type=submit]")
    expect(lead.locator("#minutes-remarks")).to_contain_text("是四十厘米")
    assert "四十厘米" not in elder.content()

    lead.click("#minutes-change")
    text = lead.input_value("#minutes-text").replace("三十", "四十")
    lead.fill("#minutes-text", text)
    expect(lead.locator("#minutes-offer")).to_be_visible()
    expect(guest.locator("#minutes-offered")).to_be_hidden()
    lead.click("#minutes-offer")
    for page in (guest, elder):
        expect(page.locator("#minutes-whole")).to_contain_text("四十厘米")
        page.click("#minutes-confirm")
    for page in (lead, guest, elder):
        expect(page.locator("[data-state=confirmed]:visible")).to_have_count(1)
    assert lead.locator("#minutes-text").get_attribute("readonly") is not None


def test_two_who_write_at_once_and_a_page_that_is_loaded_again_lose_nothing(chamber):
    room = chamber(PEOPLE)
    lead, other = room.enters("mediator"), room.enters("recorder")
    for page in (lead, other):
        page.click("#tab-minutes")
    lead.fill("#minutes-text", "周明写的")
    expect(lead.locator(SAVED)).to_be_visible()
    expect(other.locator("#minutes-text")).to_have_value("周明写的")

    # The one's line is slow: what the other saves comes in between.
    other.evaluate(
        "() => { const send = fengqiaoRoom.send.bind(fengqiaoRoom); window.slow = send; fengqiaoRoom.send = () => false; }"
    )
    other.fill("#minutes-text", "周明写的，方晴也写")
    expect(other.locator("#minutes-saved [data-saved=off]")).to_be_visible()
    lead.fill("#minutes-text", "周明写的，又写了一句")
    expect(other.locator("#minutes-other")).to_contain_text("周明刚刚也改了笔录")
    expect(other.locator("#minutes-theirs")).to_have_text("周明写的，又写了一句")
    assert other.input_value("#minutes-text") == "周明写的，方晴也写"
    assert violations(other) == []

    other.reload()
    other.wait_for_selector("#enter:enabled")
    other.click("#enter")
    expect(other.locator("#minutes-other")).to_contain_text("周明写的，又写了一句")
    assert other.input_value("#minutes-text") == "周明写的，方晴也写"
    other.click("#tab-minutes")
    other.click("#minutes-join")
    both = "周明写的，又写了一句\n周明写的，方晴也写"
    expect(other.locator(SAVED)).to_be_visible()
    expect(lead.locator("#minutes-text")).to_have_value(both)

    lead.click("#tab-people")
    lead.click("#do-mediators")
    lead.click("#tab-minutes")
    expect(lead.locator("#minutes-sealed")).to_be_visible()
    assert lead.locator("#minutes-text").get_attribute("readonly") is not None
