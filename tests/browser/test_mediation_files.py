"""Papers on the wall, the strip of tools and the call for help, in real Chromium; one of the pages is a telephone."""

from collections.abc import Iterator

import pytest
from playwright.sync_api import Page, expect

from tests.browser import rooms
from tests.browser.checks import overflow, violations
from tests.chromium import executable
from tests.server import demo_serving
from tests.services.mediation.rooms import pdf

_AGENDA = """
from services.mediation.models import Room
from tenants.models import Tenant
from tenants.scope import in_tenant
with in_tenant(Tenant.objects.get(slug="yunxi")):
    Room.objects.filter(pk={pk}).update(agenda=[["facts", "查明事实", False], ["talks", "商定协议", False]])
"""


@pytest.fixture(scope="module")
def chamber(tmp_path_factory: pytest.TempPathFactory) -> Iterator[rooms.Chamber]:
    if executable() is None:
        pytest.skip("no Chromium or Chrome on this machine")
    with (
        demo_serving(tmp_path_factory.mktemp("files") / "portal") as server,
        rooms.media_browser() as started,
    ):
        made = rooms.made(server, started)
        server.manage("shell", "-c", _AGENDA.format(pk=made.pk))
        made.enters("mediator")
        made.enters("a", width=360, height=740)
        made.enters("b")
        yield made
        assert [one for one in made.leave() if "status of 422" not in one] == []


def brings(page: Page, name: str, mime: str, content: bytes) -> None:
    page.set_input_files("#files-file", {"name": name, "mimeType": mime, "buffer": content})


def drawn(page: Page) -> None:
    """The picture itself has come, not only its description."""
    page.locator(".wall img:not([data-loading])").wait_for()
    assert page.evaluate("() => document.querySelector('.wall img').naturalWidth") == 1200


def test_a_paper_is_shown_page_by_page_to_everybody_there(chamber):
    lead, phone, other = (chamber.page(key) for key in ("mediator", "a", "b"))
    lead.click("#tab-files")
    brings(lead, "测量意见.pdf", "application/pdf", pdf(2))
    expect(other.locator("#tab-files .unread")).to_have_text("11条未读")
    lead.locator(".file [data-do=present]").click()
    for page in (lead, phone, other):
        expect(page.locator(".wall img")).to_have_attribute("alt", "第1页，共2页，《测量意见.pdf》")
    expect(other.locator(".wall__deeds")).to_be_hidden()
    # By keyboard alone; the button keeps the focus, at the last page, too.
    lead.locator(".wall [data-do=on]").focus()
    for _again in range(2):
        lead.keyboard.press("Enter")
        expect(phone.locator(".wall img")).to_have_attribute("alt", "第2页，共2页，《测量意见.pdf》")
    expect(lead.locator(".wall [data-do=on]")).to_be_focused()
    drawn(phone)
    assert (violations(phone), overflow(phone)) == ([], (0, []))
    phone.locator(".wall__page").click()
    expect(phone.locator("#wall-large img")).to_be_visible()
    wide = phone.locator("#wall-large img").bounding_box()["width"]
    phone.locator("#wall-large [data-do=larger]").click()
    assert phone.locator("#wall-large img").bounding_box()["width"] > wide
    assert violations(phone) == []
    phone.locator("#wall-large [data-do=close]").click()
    lead.locator(".wall [data-do=hide]").click()
    for page in (lead, phone, other):
        expect(page.locator(".wall")).to_have_count(0)


def test_what_is_no_picture_is_refused_in_words(chamber):
    phone = chamber.page("a")
    phone.click("#do-more")
    phone.click("#tab-files")
    brings(phone, "界桩.jpg", "image/jpeg", b"<html>")
    expect(phone.locator("#files-error")).to_contain_text("内容与格式不符")
    assert violations(phone) == []
    phone.click("#side-close")


def test_timer_and_agenda_are_set_by_the_mediator_and_seen_by_all(chamber):
    lead, phone = chamber.page("mediator"), chamber.page("a")
    lead.click("#timing summary")
    lead.click("[data-minutes='5']")
    expect(phone.locator("#timer")).to_contain_text("4:5")
    lead.click("#agenda summary")
    lead.locator("#agenda-list input").first.check()
    expect(phone.locator("#agenda-now")).to_contain_text("现在：商定协议 1/2")
    assert violations(lead) == []
    lead.keyboard.press("Escape")
    expect(lead.locator("#agenda summary")).to_be_focused()
    expect(phone.locator("#timing")).to_be_hidden()
    assert phone.locator("#agenda-list input").count() == 0


def test_help_is_called_by_two_deliberate_presses_and_nobody_else_sees_it(chamber):
    lead, others = chamber.page("mediator"), [chamber.page("a"), chamber.page("b")]
    lead.click("#do-help")
    # Enter pressed once more by accident calls nobody.
    expect(lead.locator("#calling-help [value='']")).to_be_focused()
    expect(lead.locator("#calling-help a[href='tel:110']")).to_be_visible()
    assert violations(lead) == []
    lead.keyboard.press("Enter")
    expect(lead.locator("#help-called")).to_be_hidden()
    lead.click("#do-help")
    lead.click("#calling-help [value=call]")
    expect(lead.locator("#help-called")).to_contain_text("已通知")
    for page in others:
        expect(page.locator("#do-help")).to_be_hidden()
        assert "通知" not in page.locator("#notes").inner_text()


def test_what_is_written_in_a_sealed_room_is_marked_counted_and_said(chamber):
    lead, phone, other = (chamber.page(key) for key in ("mediator", "a", "b"))
    lead.click("#tab-people")
    lead.click("[data-with=a]")
    expect(phone.locator("#where")).to_have_text("申请方单独房间")
    lead.click("#tab-chat")
    lead.fill("#chat-text", "三万八千可以吗")
    lead.keyboard.press("Enter")
    expect(phone.locator("#chat-said")).to_have_text("周明写：三万八千可以吗")
    expect(phone.locator("#more-dot")).to_be_visible()
    phone.click("#do-more")
    phone.click("#tab-chat")
    expect(phone.locator(".line .sealed")).to_have_text("仅在本单独房间可见")
    expect(phone.locator("#tab-chat .unread")).to_have_count(0)
    assert violations(phone) == []
    assert "三万八千" not in other.content()
