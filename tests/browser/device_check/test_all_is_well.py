"""The device and connection test where all is well: by keyboard, on a phone, in elder mode."""

import re

from playwright.sync_api import Page

from tests.browser.checks import overflow, violations
from tests.browser.device_check.page import DONE, NOW, PHONE_OF_YUNXI, go_on, press, said, try_step
from tests.browser.pages import DESKTOP


def by_keyboard(page: Page, wanted: str) -> None:
    """From the heading, where each step puts the focus, to the button and onto it."""
    for _ in range(8):
        if page.evaluate(f"document.activeElement.matches({wanted!r})"):
            page.keyboard.press("Enter")
            return
        page.keyboard.press("Tab")
    raise AssertionError(f"{wanted} was not reached")


def test_all_is_well_by_keyboard_alone_on_a_phone(arrive):
    page = arrive().page
    wrong, outcomes = [], []

    def look() -> None:
        wrong.extend([*violations(page, "main"), *overflow(page)[1]])

    def stands(name: str) -> None:
        assert (
            page.evaluate("document.activeElement.tagName + document.activeElement.textContent.trim()")
            == f"H2{name}"
        )
        look()

    def ends() -> None:
        page.wait_for_selector(DONE)
        outcomes.append(said(page).split("\n")[0])
        look()

    page.locator(f"{NOW} h2").focus()
    ends()
    for name in ("摄像头", "话筒"):
        by_keyboard(page, "[data-go=next]")
        stands(name)
        by_keyboard(page, "[data-do]")
        ends()
    by_keyboard(page, "[data-go=next]")
    stands("喇叭")
    by_keyboard(page, "[data-do]")
    page.wait_for_selector(f"{NOW}[data-phase=asked]")
    by_keyboard(page, "[data-answer=ok]")
    ends()
    by_keyboard(page, "[data-go=next]")
    stands("网络")
    by_keyboard(page, "[data-do]")
    ends()
    by_keyboard(page, "[data-go=next]")
    stands("结果")
    assert outcomes == [
        "可以：这个浏览器能视频通话。", "可以：上面就是您自己。", "可以：听到您说话了。", "可以：您听得到。",
        "可以：网络够好，画面和声音都行。",
    ]  # fmt: skip
    assert said(page).split("\n")[0] == "画面和声音都行。"
    line = page.locator("[data-line]").inner_text()
    assert re.fullmatch(
        r"浏览器：可以；摄像头：可以；话筒：可以；喇叭：可以；网络：画面和声音都行（\d+毫秒，0次迟到，每秒[\d.]+兆）。",
        line,
    )
    assert page.locator(f'{NOW} a[href="tel:{PHONE_OF_YUNXI}"]').is_visible()
    assert wrong == []


def test_one_sees_oneself_as_in_a_mirror_and_the_camera_goes_off_afterwards(arrive):
    page = arrive(width=DESKTOP).page
    page.evaluate("""() => { const ask = navigator.mediaDevices.getUserMedia.bind(navigator.mediaDevices);
      navigator.mediaDevices.getUserMedia = async (what) => (window.given = await ask(what)); }""")
    go_on(page)
    assert try_step(page) == "可以：上面就是您自己。"
    video = page.locator(f"{NOW} video")
    assert video.evaluate("node => [node.videoHeight, getComputedStyle(node).transform]") == [
        720,
        "matrix(-1, 0, 0, 1, 0, 0)",
    ]
    go_on(page)
    assert page.evaluate("given.getTracks().map((track) => track.readyState)") == ["ended"]
    assert page.locator("[data-step=camera] .check__short").inner_text() == "可以"


def test_elder_mode_shows_one_step_alone(arrive):
    page = arrive(mode="elder").page
    for name in ("浏览器", "摄像头", "话筒"):
        assert page.locator(".check__step:visible h2 .check__name").all_inner_texts() == [name]
        assert [overflow(page), violations(page, "main")] == [(0, []), []]
        low = page.locator(f"{NOW} button:visible").evaluate_all(
            "nodes => nodes.filter((node) => node.getBoundingClientRect().height < 56).length"
        )
        assert low == 0
        go_on(page) if name == "浏览器" else (try_step(page), go_on(page))
    press(page, "上一步")
    assert page.locator(".check__step:visible h2 .check__name").all_inner_texts() == ["话筒"]


def test_twice_as_large_it_still_fits(arrive):
    page = arrive(width=DESKTOP // 2).page
    go_on(page)
    try_step(page)
    assert overflow(page) == (0, [])
