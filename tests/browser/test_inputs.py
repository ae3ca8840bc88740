"""A form with a field of every type, filled in by mouse and finger, on a phone, and without scripts."""

import json
import re
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from tests.browser.checks import overflow, violations
from tests.browser.inputs.form import FORM
from tests.browser.pages import DESKTOP, ELDER, NORMAL, PHONE
from tests.browser.visitor import Visitor
from tests.chromium import executable
from tests.server import Server, demo_serving

PERSON = "11010519491231002X"
APPLICATION = "tests.browser.inputs.application:application"


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    """The demo with the pages of tests/browser/inputs/."""
    if executable() is None:
        pytest.skip("no Chromium or Chrome on this machine")
    with demo_serving(tmp_path_factory.mktemp("inputs") / "portal", application=APPLICATION) as running:
        yield running


@pytest.fixture
def visit(visit) -> Callable[..., Visitor]:
    """The visitor stands before the form."""

    def arrive(**how: object) -> Visitor:
        one = visit(**how)
        one.go("/try/", "yunxi")
        return one

    return arrive


@pytest.fixture
def paper(tmp_path: Path) -> Path:
    made = tmp_path / "借条.pdf"
    made.write_bytes(b"%PDF-1.4 x")
    return made


def fill_everything(page: Page, paper: Path) -> None:
    """All but the signature, which differs with and without scripts."""
    for name, value in {
        "title": "邻居的树", "about": "树枝挡了光", "heads": "3", "happened": "2026-01-31", "items-0-what": "修剪",
        "items-0-cost": "200", "items-0-since": "2026-02-01", "applicant-name": "孙某", "applicant-identity_number": PERSON,
        "applicant-phone": "13800138000", "own_id": PERSON, "mobile": "13800138000", "home": "一号", "helpers": "甲、乙",
        "others-0-name": "钱某", "meeting": "2026-12-01T09:30",
    }.items():  # fmt: skip
        page.locator(f"[name=try-{name}]").fill(value)
    page.get_by_label("邻里").check()
    page.locator("[name=try-origin]").select_option(label="法院")
    page.get_by_label("电话", exact=True).first.check()
    page.locator("[name=try-home-division]").select_option(index=1)
    page.locator("[name=try-papers]").set_input_files(paper)


def sent(page: Page) -> dict:
    page.locator("#send").click()
    page.wait_for_selector("#sent")
    return json.loads(page.locator("#sent").inner_text())


def agreed(found: dict) -> dict:
    """What was sent, without the keys that are new every time."""
    division = found["home"].pop("division")
    assert re.fullmatch(r"\d{9}", division)
    (kept,) = found.pop("papers")
    assert (kept["name"], kept["size"]) == ("借条.pdf", 10)
    return found


FILLED = {
    "title": "邻居的树", "about": "树枝挡了光", "kind": "neighbours", "origin": "c", "channels": ["phone"], "heads": 3,
    "happened": "2026-01-31", "items": [{"what": "修剪", "cost": "200.00", "since": "2026-02-01"}],
    "applicant": {"name": "孙某", "identity_number": PERSON, "phone": "+8613800138000"}, "own_id": PERSON,
    "mobile": "+8613800138000", "home": {"address": "一号"}, "helpers": [{"name": "甲"}, {"name": "乙"}],
    "others": [{"name": "钱某"}], "meeting": "2026-12-01T09:30",
}  # fmt: skip


def draw(page: Page) -> None:
    canvas = page.locator("canvas")
    canvas.scroll_into_view_if_needed()
    box = canvas.bounding_box()
    page.mouse.move(box["x"] + 30, box["y"] + 60)
    page.mouse.down()
    for step in range(20):
        page.mouse.move(box["x"] + 30 + step * 8, box["y"] + 60 + step % 4 * 20)
    page.mouse.up()


@pytest.mark.parametrize("width", [DESKTOP, PHONE])
def test_every_type_is_filled_in_and_signed_by_hand(visit, paper, width):
    page = visit(width=width).page
    fill_everything(page, paper)
    draw(page)
    found = sent(page)
    assert found.pop("signed").keys() == {"way", "key"}
    assert agreed(found) == FILLED


@pytest.mark.parametrize("width", [DESKTOP, PHONE])
def test_every_type_is_filled_in_without_scripts(visit, paper, width):
    page = visit(width=width, scripts=False).page
    expect(page.locator("canvas")).to_be_hidden()
    fill_everything(page, paper)
    page.get_by_label("签名人姓名").fill("孙某")
    page.get_by_label("我确认以输入姓名的方式签名").check()
    page.locator("[name=try-own_id]").fill("1")
    page.locator("#send").click()
    expect(page.locator("[data-complaints] li")).to_have_text(["身份证号应为18位，现有1位"])
    page.locator("[data-complaints] a").click()
    page.locator("[name=try-own_id]").fill(PERSON)
    found = sent(page)
    assert found.pop("signed") == {"way": "typed", "name": "孙某"}
    assert agreed(found) == FILLED


def test_a_row_is_added_without_scripts(visit):
    page = visit(scripts=False).page
    page.locator("[name=try-items-0-what]").fill("修剪")
    page.locator("#try-items-add").click()
    expect(page.locator("[data-rows=try-items] [data-row]")).to_have_count(3)
    assert page.url.endswith("#try-items-add")
    assert page.locator("[name=try-items-0-what]").input_value() == "修剪"


def test_rows_come_and_go_with_scripts(visit):
    page = visit().page
    rows = page.locator("[data-rows=try-items] [data-row]")
    page.locator("#try-items-add").click()
    expect(rows).to_have_count(3)
    assert page.evaluate("document.activeElement.name") == "try-items-2-what"
    assert rows.nth(2).locator("legend").inner_text() == "第3行"
    rows.nth(0).get_by_role("button", name="删除这一行").click()
    expect(rows).to_have_count(2)


def test_what_does_not_apply_is_hidden_and_shown_at_once(visit):
    page = visit().page
    employer, wages = page.locator("[data-field=employer]"), page.locator("[data-field=wages]")
    family = page.locator("fieldset", has_text="家庭情况").first
    assert (employer.is_visible(), wages.is_visible(), family.is_visible()) == (False, False, False)
    page.get_by_label("劳动").check()
    assert (employer.is_visible(), wages.is_visible()) == (True, False)
    page.locator("[name=try-employer-name]").fill("某厂")
    assert wages.is_visible()
    page.get_by_label("婚姻家庭").check()
    assert (employer.is_visible(), wages.is_visible(), family.is_visible()) == (False, False, True)


def test_the_form_saves_itself_and_is_cleared(visit):
    one = visit()
    page = one.page
    page.locator("[name=try-title]").fill("邻居的树")
    expect(page.locator("[data-saved]")).to_have_text(re.compile(r"^已自动保存 \d\d:\d\d$"))
    page.reload()
    assert page.locator("[name=try-title]").input_value() == "邻居的树"
    expect(page.locator("[data-saved]")).to_contain_text("还没有提交")
    other = visit().page
    assert other.locator("[name=try-title]").input_value() == ""
    page.once("dialog", lambda asked: asked.accept())
    page.get_by_role("button", name="清空我填的内容").click()
    page.wait_for_load_state()
    assert page.locator("[name=try-title]").input_value() == ""
    one.go("/try/")
    assert page.locator("[name=try-title]").input_value() == ""


def test_what_was_typed_a_moment_ago_is_not_lost_by_leaving(visit):
    one = visit()
    one.page.locator("[name=try-title]").fill("邻居的树")
    one.go("/")
    one.page.wait_for_timeout(500)
    one.go("/try/")
    assert one.page.locator("[name=try-title]").input_value() == "邻居的树"


def test_characters_are_counted(visit):
    page = visit().page
    page.locator("[name=try-about]").fill("树" * 301)
    expect(page.locator(".inputs-count")).to_have_text("超出 1 个字")
    page.locator("[name=try-about]").fill("树" * 300)
    expect(page.locator(".inputs-count")).to_have_text("还可以写 0 个字")


def test_a_file_too_large_is_refused_before_it_is_sent(visit, tmp_path):
    page = visit().page
    large = tmp_path / "大.pdf"
    large.write_bytes(b"x" * (1024 * 1024 + 1))
    page.locator("[name=try-papers]").set_input_files(large)
    expect(page.get_by_role("alert")).to_have_text(
        "“大.pdf”太大了，每个文件不能超过1MB；照片拍小一点、录像截短一点再传"
    )
    assert page.locator("[name=try-papers]").input_value() == ""


def test_enter_sends_the_form_and_presses_no_other_button(visit):
    page = visit(scripts=False).page
    page.locator("[name=try-title]").fill("邻居的树")
    page.locator("[name=try-title]").press("Enter")
    page.wait_for_selector("[data-complaints]")
    assert page.locator("[name=try-title]").input_value() == "邻居的树"


@pytest.fixture
def office(visit) -> Page:
    """A case officer in the back office."""
    page = visit().page
    page.goto(page.url.replace("/try/", "/accounts/login/"))
    page.locator("[name=login]").fill("yunxi-officer")
    page.locator("[name=password]").fill("fengqiao-demo")
    page.locator("main button[type=submit]").first.click()
    page.wait_for_url(re.compile("/(admin|my|accounts/welcome)/|/$"))
    return page


def test_the_back_office_draws_the_same_form(office, server, paper):
    office.goto(server.url("yunxi", "/admin/try/"))
    assert violations(office, ".inputs") == []
    for name, value in {
        "title": "邻居的树",
        "about": "树枝挡了光",
        "applicant-name": "孙某",
        "own_id": PERSON,
        "home": "一号",
    }.items():
        office.locator(f"[name=office-{name}]").fill(value)
    office.get_by_label("邻里").check()
    office.locator("[name=office-papers]").set_input_files(paper)
    draw(office)
    found = sent(office)
    assert (found["kind"], found["papers"][0]["name"], found["signed"]["way"]) == (
        "neighbours",
        "借条.pdf",
        "drawn",
    )


def test_the_form_editor_of_the_back_office_holds_every_type(office, server):
    office.goto(server.url("yunxi", "/admin/try/editor/"))
    office.locator("[data-contentpath=label] input").first.wait_for(state="attached")
    assert sent(office) == json.loads(json.dumps(FORM.source))


@pytest.mark.parametrize("mode", [NORMAL, ELDER])
def test_it_is_accessible_and_fits_before_and_after_complaints(visit, mode):
    one = visit(mode=mode)
    for step in ("empty", "complained of"):
        for width in (DESKTOP, PHONE):
            one.page.set_viewport_size({"width": width, "height": 740})
            assert (step, width, violations(one.page), overflow(one.page)) == (step, width, [], (0, []))
        one.page.get_by_label("劳动").check()
        one.page.locator("#send").click()
        one.page.wait_for_selector("[data-complaints]")
    assert one.page.evaluate("document.activeElement.hasAttribute('data-complaints')")


def test_targets_are_big_enough_for_a_finger(visit):
    page = visit(width=PHONE).page
    small = page.evaluate("""() => [...document.querySelectorAll(".inputs :is(button, select, input, .inputs-options label)")]
      .filter((node) => node.checkVisibility() && !["hidden", "radio", "checkbox"].includes(node.type) && !node.matches(".inputs-enter")
        && node.getBoundingClientRect().height < 44).map((node) => node.outerHTML.slice(0, 100))""")
    assert small == []
