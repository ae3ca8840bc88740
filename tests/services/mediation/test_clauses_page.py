"""The cards in a browser: what somebody is writing survives whatever arrives meanwhile."""

from collections.abc import Iterator

import pytest
from django.template.loader import render_to_string
from playwright.sync_api import Browser, Page, expect, sync_playwright

from tests.chromium import executable
from tests.services.mediation.media.modules import launched, module_page

pytestmark = pytest.mark.browser

# The room as the panel knows it, with a record of what was sent and said.
START = """async (markup) => {
    document.body.innerHTML = `<div>${markup}</div>`;
    const heard = {};
    const element = (id) => document.getElementById(id);
    window.room = {
        sent: [], said: [],
        you: () => ({ id: 1, role: "party", side: "a" }),
        on: (event, deed) => (heard[event] ||= []).push(deed),
        tell: () => {}, tab: () => {}, ask: async () => "yes",
        words: (key) => document.querySelector(`[data-word="${key}"]`).textContent,
        template: (id) => element(id).content.firstElementChild.cloneNode(true),
        send: (verb, fields) => Boolean(room.sent.push([verb, fields])),
        notify: (text) => room.said.push(text),
        fire: (event, data) => { for (const deed of heard[event]) deed(data); },
    };
    const { start } = await import("/static/mediation/panels/clauses.js");
    start(room);
}"""
AUTHORS = {1: {"seat": 1, "name": "沈秋禾", "side": "a", "as": "申请方"}, 2: None}
AUTHORS[3] = {"seat": 3, "name": "陆长庚", "side": "b", "as": "被申请方"}


@pytest.fixture(scope="module")
def chromium() -> Iterator[Browser]:
    if executable() is None:
        pytest.skip("no Chromium or Chrome on this machine")
    with sync_playwright() as playwright:
        started = launched(playwright, executable())
        yield started
        started.close()


@pytest.fixture
def page(chromium) -> Iterator[Page]:
    with module_page(chromium) as opened:
        opened.evaluate(START, render_to_string("mediation/panels/clauses.html"))
        opened.set_default_timeout(5_000)
        yield opened


def card(version: int = 1, by: int = 3, **more: object) -> dict:
    said = {
        "version": version,
        "text": f"第{version}稿",
        "amount": None,
        "by": AUTHORS[by],
        "at": "2026-03-01T10:00:00",
    }
    open_ = {"agreed": False, "missing": ["某人"]}
    usual = {
        "id": 7,
        "position": 1,
        "kind": "text",
        "title": "界线",
        "settled": False,
        "history": [],
        "money": None,
    }
    return {**usual, **said, "sides": {"a": open_, "b": open_}, "can": ["agree", "counter"], **more}


def money(
    round_: int = 1, *, own: bool = False, outcome: str = "", can: tuple[str, ...] = ("range",)
) -> dict:
    told = {"round": round_, "left": 3 - round_, "outcome": outcome, "own": own, "midpoint": False}
    return card(
        kind="money", amount="5000", can=list(can), money={**told, "submitted": {"a": own, "b": False}}
    )


def arrives(page: Page, *cards: dict) -> None:
    told = {
        "frozen": False,
        "joint": True,
        "all_agreed": False,
        "can_propose": True,
        "side": "a",
        "rounds": 3,
    }
    page.evaluate("(data) => room.fire('part:clauses', data)", {**told, "cards": list(cards)})


def sent(page: Page) -> list:
    return page.evaluate("() => room.sent.splice(0)")


def test_what_is_being_written_stays_when_the_clause_changes(page):
    arrives(page, card())
    page.click("[data-do=counter]")
    field = page.locator("[data-form=counter] textarea")
    expect(field).to_be_focused()
    expect(field).to_have_value("第1稿")
    field.fill("我的写法")
    arrives(page, card(2))
    expect(field).to_have_value("我的写法")
    expect(field).to_be_focused()
    expect(page.locator(".term__text").first).to_have_text("第2稿")
    expect(page.locator(".term-form__newer")).to_be_visible()
    page.click("[data-form=counter] [type=submit]")
    assert sent(page) == []
    expect(page.locator("[data-form=counter] [data-error=form]")).to_contain_text("再点一次")
    page.click("[data-form=counter] [type=submit]")
    assert sent(page) == [["counter", {"clause": 7, "version": 2, "text": "我的写法", "amount": None}]]
    arrives(page, card(3, by=1))
    expect(page.locator("[data-form=counter]")).to_be_hidden()
    page.click("[data-do=counter]")
    expect(field).to_have_value("第3稿")


def test_what_was_refused_is_still_there_with_the_reason(page):
    arrives(page)
    page.click("#clauses-new")
    page.click("#clauses-form [type=submit]")
    expect(page.locator("#clauses-title-error")).to_have_text("请写上名称。")
    expect(page.locator("#clauses-title")).to_be_focused()
    page.fill("#clauses-title", "补偿款")
    page.check("#clauses-form [value=money]")
    page.fill("#clauses-amount", "１.２万元")
    expect(page.locator("#clauses-amount-read")).to_have_text("12,000元，就是1.2万元")
    page.click("#clauses-form [type=submit]")
    page.press("#clauses-form [type=submit]", "Enter")  # impatient
    wanted = {"kind": "money", "title": "补偿款", "text": "", "amount": "12000"}
    assert sent(page) == [["propose", wanted]]
    page.evaluate("() => room.fire('refused', { verb: 'Propose', why: '条款在共同的房间里商量。' })")
    expect(page.locator("#clauses-form [data-error=form]")).to_have_text("条款在共同的房间里商量。")
    expect(page.locator("#clauses-title")).to_have_value("补偿款")
    page.click("#clauses-form [type=submit]")
    arrives(page, card(by=1))
    expect(page.locator("#clauses-form")).to_be_hidden()
    expect(page.locator("#clauses-title")).to_have_value("")
    assert sent(page) == [["propose", wanted]]


def test_a_withdrawn_clause_stays_as_long_as_somebody_writes_in_it(page):
    arrives(page, card())
    page.click("[data-do=counter]")
    page.locator("[data-form=counter] textarea").fill("我的写法")
    arrives(page)
    expect(page.locator("[data-form=counter] textarea")).to_have_value("我的写法")
    expect(page.locator(".term__gone")).to_be_visible()
    page.click("[data-do=forget]")
    expect(page.locator(".term")).to_have_count(0)


def test_a_range_is_checked_sent_and_forgotten(page):
    arrives(page, money())
    page.click("[data-do=range]")
    page.fill("[name=low]", "3万")
    page.fill("[name=high]", "20000.5")
    page.click("[data-form=range] [type=submit]")
    expect(page.locator("[data-form=range] [data-error=high]")).to_have_text("请写整数，不写角和分。")
    page.fill("[name=high]", "2万")
    page.click("[data-form=range] [type=submit]")
    expect(page.locator("[data-form=range] [data-error=high]")).to_have_text("最高数不能比最低数小。")
    assert sent(page) == []
    page.fill("[name=high]", "60000")
    arrives(page, money())
    page.click("[data-form=range] [type=submit]")
    wanted = {"clause": 7, "round": 1, "low": "30000", "high": "60000", "midpoint": False}
    assert sent(page) == [["range", wanted]]
    arrives(page, money(own=True, can=()))
    expect(page.locator("[data-form=range]")).to_be_hidden()
    expect(page.locator("[data-given=a]")).to_have_text("已密封提交")
    assert page.locator("[name=low], [name=high]").evaluate_all("(all) => all.map((one) => one.value)") == [
        "",
        "",
    ]


def test_whoever_agrees_by_keyboard_stays_at_the_card(page):
    arrives(page, card())
    page.focus("[data-do=agree]")
    page.keyboard.press("Enter")
    assert sent(page) == [["agree", {"clause": 7, "version": 1}]]
    agreed = {"agreed": True, "missing": []}
    arrives(page, card(settled=True, sides={"a": agreed, "b": agreed}, can=["take_back", "counter"]))
    expect(page.locator(".term h3")).to_be_focused()
    expect(page.locator(".term__sides")).to_contain_text("申请方 同意")
    assert page.evaluate("() => room.said") == ["第1条，双方都同意了。"]


SUMS = {
    "12000": "12000", "12,000元": "12000", "1.2万": "12000", "１２０００": "12000", " 4800.50 ": "4800.5", "0.07": "0.07",
    "4.8223万元": "48223", "": "", "约5000": None, "-5": None, "1.234": None, "1.2.3": None, "10000000000": None,
}  # fmt: skip


def test_sums_as_people_write_them(page):
    read = """async (all) => {
        const { amountOf } = await import("/static/mediation/panels/amounts.js");
        return all.map(amountOf);
    }"""
    assert dict(zip(SUMS, page.evaluate(read, list(SUMS)), strict=True)) == SUMS
