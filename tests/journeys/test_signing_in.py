"""From the door to the desk in a real browser: a citizen's code, an administrator's code, and a passkey."""

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.browser.visitor import browser, visitor
from tests.chromium import executable
from tests.server import Server, demo_serving

PASSWORD = "fengqiao-demo"  # noqa: S105
ADMIN = "yunxi-admin"

pytestmark = pytest.mark.browser


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    """A demo of one's own: these walks write."""
    if executable() is None:
        pytest.skip("no Chromium or Chrome on this machine")
    with demo_serving(tmp_path_factory.mktemp("demo") / "portal") as running:
        yield running


@pytest.fixture(scope="module")
def chromium(server: Server) -> Iterator[Browser]:
    with browser() as started:
        yield started


@pytest.fixture
def yunxi(chromium: Browser, server: Server) -> Iterator[Page]:
    """Nothing bad may have been noted on the way; the content policy counts."""
    with visitor(chromium, server, tenant="yunxi") as arrived:
        arrived.go("/accounts/login/")
        yield arrived.page
    assert arrived.problems == []


def give_password(page: Page, username: str) -> None:
    page.fill("[name=login]", username)
    page.fill("[name=password]", PASSWORD)
    page.locator("[name=password]").press("Enter")


def give_code(page: Page, server: Server, username: str) -> None:
    page.fill("[name=code]", server.manage("demo_code", username).split()[0])
    page.locator("[name=code]").press("Enter")


def test_a_citizen_signs_in_with_the_code_of_the_demo_box(yunxi):
    yunxi.goto(yunxi.url.replace("/login/", "/login/code/"))
    yunxi.fill("[name=phone]", "138 0000 0071")
    yunxi.locator("[name=phone]").press("Enter")
    expect(yunxi.locator("main")).to_contain_text("138 0000 0071")
    code = yunxi.locator("main strong.num, main .banner strong").last.inner_text()
    yunxi.fill("[name=code]", code)
    yunxi.locator("[name=code]").press("Enter")
    expect(yunxi.locator("h1")).to_have_text("您好，138****0071")


def add_authenticator(page: Page) -> str:
    """A security key that touches itself; returns its handle."""
    session = page.context.new_cdp_session(page)
    session.send("WebAuthn.enable")
    options = {
        "protocol": "ctap2", "transport": "internal", "hasResidentKey": True, "hasUserVerification": True,
        "isUserVerified": True, "automaticPresenceSimulation": True,
    }  # fmt: skip
    return session.send("WebAuthn.addVirtualAuthenticator", {"options": options})["authenticatorId"]


def test_an_administrator_adds_a_passkey_and_comes_back_with_it(yunxi, server):
    add_authenticator(yunxi)
    give_password(yunxi, ADMIN)
    give_code(yunxi, server, ADMIN)
    yunxi.wait_for_url("**/admin/")

    yunxi.goto(server.url("yunxi", "/accounts/2fa/webauthn/add/"))
    yunxi.click("#mfa_webauthn_add")
    yunxi.wait_for_url(lambda url: "webauthn/add" not in url)  # the key is kept once the page moves on
    expect(yunxi.locator("main")).not_to_contain_text("未添加安全密钥")

    yunxi.context.clear_cookies()
    yunxi.goto(server.url("yunxi", "/accounts/login/"))
    give_password(yunxi, ADMIN)
    yunxi.wait_for_url("**/2fa/authenticate/")
    yunxi.click("#mfa_webauthn_authenticate")
    yunxi.wait_for_url("**/admin/")
    expect(yunxi.locator("body")).to_contain_text("云溪县")
