"""From the form to the case, on a phone, at a desk, in elder mode, with and without scripts."""

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Page

from tests.browser.checks import overflow, violations
from tests.browser.pages import DESKTOP, ELDER, NORMAL, PHONE
from tests.chromium import executable
from tests.server import Server, demo_serving

WAYS = {
    "phone": {"width": PHONE},
    "desktop": {"width": DESKTOP},
    "elder phone": {"width": PHONE, "mode": ELDER},
    "without scripts": {"width": PHONE, "mode": NORMAL, "scripts": False},
}


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    """A copy of the demo that may be written to."""
    if executable() is None:
        pytest.skip("no Chromium or Chrome on this machine")
    with demo_serving(tmp_path_factory.mktemp("citizen") / "portal") as running:
        yield running


def fill_in(page: Page, paper: Path) -> None:
    page.fill("#form-applicant_name", "申小甲")
    page.fill("#form-applicant_phone", "19900000777")
    page.fill("#form-respondent_name", "被小乙")
    page.select_option("#form-matter", "neighbour")
    page.fill("#form-dispute_summary", "屋檐的水滴到我家墙上")
    page.set_input_files("#form-evidence_files", str(paper))


def sound(page: Page, *, scripts: bool = True) -> tuple[int, list[str], list[str]]:
    """Nothing is too wide and axe finds nothing; without scripts axe cannot look."""
    return (*overflow(page), violations(page) if scripts else []) if scripts else (0, [], [])


@pytest.fixture
def paper(tmp_path: Path) -> Path:
    made = tmp_path / "借条.pdf"
    made.write_bytes(b"%PDF-1.4 x")
    return made


@pytest.mark.parametrize("way", WAYS)
def test_a_citizen_applies_and_follows_the_case(visit, paper, way):
    scripts = WAYS[way].get("scripts", True)
    visitor = visit(**WAYS[way])
    visitor.go("/services/mediation/", "yunxi")
    page = visitor.page
    page.click(".apply-card .button >> nth=0")
    page.click("form .actions button[type=submit]")
    assert page.locator("[data-complaints] li").count() >= 3
    fill_in(page, paper)
    page.click("form .actions button[type=submit]")
    assert "还没有提交" in page.inner_text("main")
    assert "借条.pdf" in page.inner_text("main")
    assert sound(page, scripts=scripts) == (0, [], [])
    page.click("button[name=confirm]")
    receipt = page.inner_text(".receipt")
    number, code, head = (
        re.search(r"（\d{4}）\S+号", receipt)[0],
        *re.search(r"([0-9A-Z]{4} [0-9A-Z]{4})[\s\S]*?([0-9a-f]{64})", receipt).groups(),
    )
    assert sound(page, scripts=scripts) == (0, [], [])

    page.context.clear_cookies(name="sessionid")
    visitor.go("/track/", "yunxi")
    page.fill("#track-number", number)
    page.fill("#track-code", code)
    page.click("main form button[type=submit]")
    assert number in page.inner_text("main")
    assert sound(page, scripts=scripts) == (0, [], [])
    page.fill("#head", head[:8])
    page.click(".chain button[type=submit]")
    assert "一致" in page.inner_text("#head-answer")

    page.click("#talk summary")
    page.fill("#word", "墙上的照片下周补交")
    page.click("#talk details button[type=submit]")
    assert "墙上的照片下周补交" in page.inner_text("#talk")
    page.click("text=我不想办了，撤回")
    assert sound(page, scripts=scripts) == (0, [], [])
    page.click("form .actions button[type=submit]")
    assert "当事人撤回或拒绝" in page.inner_text("#now")
    assert sound(page, scripts=scripts) == (0, [], [])


def test_everything_is_reached_by_keyboard(visit):
    """From the number to the answer without a mouse, each stop visible."""
    visitor = visit(width=DESKTOP)
    visitor.go("/track/", "yunxi")
    page = visitor.page
    page.focus("#track-number")
    page.keyboard.type("（2026）云溪民调第1号")
    page.keyboard.press("Tab")
    page.keyboard.type("AAAA2222")
    page.keyboard.press("Enter")
    page.wait_for_selector("[role=alert]")
    assert "没有查到" in page.inner_text("main")
    assert page.get_attribute("#track-number", "aria-invalid") == "true"


def test_a_phone_may_take_a_picture(visit, paper):
    visitor = visit(width=PHONE)
    visitor.go("/services/mediation/apply/", "yunxi")
    page = visitor.page
    fill_in(page, paper)
    page.click("form .actions button[type=submit]")
    page.click("button[name=confirm]")
    page.click(".next .button >> nth=0")
    assert page.get_attribute("#evidence-photo", "capture") == "environment"
