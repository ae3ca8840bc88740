"""What the device and connection test says where something is wrong, and that nobody is left without a telephone."""

import json
import re

import pytest
from playwright.sync_api import Page, WebSocketRoute

from tests.browser.checks import violations
from tests.browser.device_check.page import DEVICES, DONE, NOW, PHONE_OF_YUNXI, go_on, press, said, try_step
from tests.browser.pages import DESKTOP

NAMES = {
    "NotAllowedError": "refused",
    "NotFoundError": "none",
    "NotReadableError": "busy",
    "UnknownError": "other",
}
SENTENCES = {
    "refused": ("不行：没有允许使用摄像头。", "不行：没有允许使用话筒。"),
    "none": ("不行：没有找到摄像头。", "不行：没有找到话筒。"),
    "busy": ("不行：别的程序正在用摄像头。", "不行：别的程序正在用话筒。"),
    "other": ("不行：摄像头打不开。", "不行：话筒打不开。"),
}


def test_each_trouble_has_its_own_sentence_and_one_may_try_again(arrive):
    page = arrive().page
    page.evaluate("""() => { window.ask = navigator.mediaDevices.getUserMedia.bind(navigator.mediaDevices);
      navigator.mediaDevices.getUserMedia = (what) => window.trouble
        ? Promise.reject(new DOMException("", window.trouble)) : window.ask(what); }""")
    go_on(page)
    for place in (0, 1):
        for name, problem in NAMES.items():
            page.evaluate(f"window.trouble = {name!r}")
            assert try_step(page) == SENTENCES[problem][place]
            assert page.locator(f"{NOW} :is(video, .check__level)").is_hidden()
            assert violations(page, "main") == []
        page.evaluate("window.trouble = ''")
        assert try_step(page).startswith("可以")
        go_on(page)


def test_whoever_allows_nothing_is_told_what_to_do_and_whom_to_call(arrive):
    page = arrive(*DEVICES).page
    go_on(page)
    assert try_step(page) == "不行：没有允许使用摄像头。"
    press(page, "先跳过，只试声音")
    assert try_step(page) == "不行：没有允许使用话筒。"
    press(page, "先跳过")
    try_step(page)
    press(page, "没听到")
    assert said(page).split("\n")[0] == "不行：听不到声音。"
    press(page, "先跳过")
    try_step(page)
    press(page, "看结果")
    assert said(page).split("\n")[0] == f"现在不行，请打电话 {PHONE_OF_YUNXI}。"
    line = page.locator("[data-line]").inner_text()
    assert line.startswith("浏览器：可以；摄像头：没有允许；话筒：没有允许；喇叭：听不到；网络：")


def test_a_silent_microphone_is_told_from_a_broken_one(arrive):
    silence = """navigator.mediaDevices.getUserMedia = async () =>
      new AudioContext().createMediaStreamDestination().stream;"""
    page = arrive(script=silence).page
    page.clock.install()
    page.reload()
    go_on(page)
    page.evaluate("document.querySelector('.is-now [data-go=next]').click()")  # past the camera
    press(page, "打开话筒")
    page.locator(f"{NOW} .level").wait_for()
    page.wait_for_timeout(500)  # until it listens
    page.clock.fast_forward(9000)
    page.wait_for_selector(DONE)
    assert said(page).split("\n")[0] == "不行：话筒打开了，可是没有声音。"


def at_the_connection(page: Page) -> None:
    page.evaluate("""() => { document.querySelector('[data-step=browser]').classList.remove('is-now');
      document.querySelector('[data-step=connection]').classList.add('is-now'); }""")


def every_second_lost(line: WebSocketRoute) -> None:
    def hear(said: str | bytes) -> None:
        if isinstance(said, bytes):
            line.send(json.dumps({"v": 1, "event": "got", "bytes": len(said)}))
        elif json.loads(said)["n"] % 2:
            line.send(json.dumps({"v": 1, "event": "pong", "n": json.loads(said)["n"]}))

    line.on_message(hear)
    line.send(json.dumps({"v": 1, "event": "hello", "ice": []}))


@pytest.mark.parametrize(
    ("server_does", "verdict"),
    [
        (lambda line: line.close(), "不行：连不上我们的服务器。"),
        (every_second_lost, "不行：现在的网络太慢。"),
    ],
)
def test_a_bad_line_is_good_for_nothing(arrive, server_does, verdict):
    page = arrive(width=DESKTOP).page
    page.route_web_socket("**/ws/mediation/test/", server_does)
    at_the_connection(page)
    assert try_step(page) == verdict


def test_a_narrow_line_is_good_for_the_voice(arrive):
    slow = """const send = WebSocket.prototype.send; let free = 0;
      WebSocket.prototype.send = function (said) {
        if (typeof said === "string") return send.call(this, said);
        free = Math.max(free, performance.now()) + 400;  // 8 KiB each 400 ms: 160 kilobits a second
        setTimeout(() => this.readyState === 1 && send.call(this, said), free - performance.now());
      };"""
    page = arrive(script=slow, width=DESKTOP).page
    at_the_connection(page)
    assert try_step(page) == "只适合声音：网络有点慢，画面会卡。"
    assert re.search("每秒能送出 0.1 兆|每秒能送出 0.2 兆", said(page))


CHAT = "Object.defineProperty(navigator, 'userAgent', {value: 'Mozilla/5.0 MicroMessenger/8.0'});"
OLD = "delete window.RTCPeerConnection;"


@pytest.mark.parametrize(
    ("script", "first", "hint"),
    [
        (OLD, "不行：这个浏览器太旧，不能视频通话。", "换一个浏览器"),
        (OLD + CHAT, "不行：在聊天软件里打开的网页不能视频通话。", "在浏览器打开"),
        (CHAT, "可以：这个浏览器能视频通话。", "在浏览器打开"),
        (
            "Object.defineProperty(window, 'isSecureContext', {value: false});",
            "不行：这个网址不是 https 开头",
            "我们发给您的链接",
        ),
    ],
)
def test_what_this_browser_can_do(arrive, script, first, hint):
    page = arrive(script=script).page
    words = said(page)
    assert words.startswith(first)
    assert hint in words
    assert violations(page, "main") == []


def test_an_old_browser_leads_straight_to_the_telephone(arrive):
    page = arrive(script=OLD).page
    go_on(page)
    assert PHONE_OF_YUNXI in said(page)
    assert page.locator("[data-line]").inner_text() == "浏览器：浏览器太旧。"


def test_without_scripts_it_says_what_is_needed_and_whom_to_call(arrive):
    page = arrive(scripts=False).page
    assert page.get_by_text("这个浏览器不能自己检查。").is_visible()
    assert page.locator(f'main a[href="tel:{PHONE_OF_YUNXI}"]:visible').count() == 1
    assert page.locator(".check__step:visible").count() == 0
    assert page.locator("main button:visible").count() == 0
