"""A visitor with a browser who notes whatever must never happen on a public page."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from urllib.parse import urlsplit

from playwright.sync_api import (
    Browser,
    BrowserContext,
    ConsoleMessage,
    Page,
    Request,
    Response,
    sync_playwright,
)

from tests.browser.pages import DESKTOP, ELDER
from tests.chromium import executable
from tests.server import Server

# The last `--disable-features` counts alone, so Playwright's own are said again. The two of the omnibox spare every
# new window two pages of the browser's own, which cost more than a page of the portal.
_FEATURES_OFF = (
    "AvoidUnnecessaryBeforeUnloadCheckSync", "DestroyProfileOnBrowserClose", "HttpsUpgrades",
    "HttpsFirstBalancedModeAutoEnable", "LensOverlay", "MediaRouter", "PaintHolding", "ThirdPartyStoragePartitioning",
    "AvoidCorsURLLoaderRestartOnRedirect", "OptimizationHints", "NetworkTimeServiceQuerying", "AimEnabled",
    "PreconnectToSearch", "WebUIOmniboxPopup", "WebUIOmniboxAimPopup",
)  # fmt: skip
FLAGS = [
    "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking",
    "--disable-component-update", "--disable-sync", f"--disable-features={','.join(_FEATURES_OFF)}",
]  # fmt: skip
_HEIGHTS = {DESKTOP: 900, 360: 740}


@dataclass
class Visitor:
    """`problems` are complaints of the console (a breach of the content policy is one), errors of scripts,
    answers of 500 and requests to foreign hosts."""

    server: Server
    context: BrowserContext
    page: Page
    tenant: str = "yunxi"
    problems: list[str] = field(default_factory=list)
    requested: list[str] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.page.on("console", self._said)
        self.page.on("pageerror", lambda error: self.problems.append(f"script: {error}"))
        self.page.on("request", self._asked)
        self.page.on("response", self._answered)

    def go(self, path: str = "/", tenant: str | None = None) -> Response:
        self.tenant = self.tenant if tenant is None else tenant
        return self.page.goto(self.server.url(self.tenant, path))

    def _said(self, message: ConsoleMessage) -> None:
        # The page itself may be meant not to be found; Chromium reports that as an error, too.
        itself = message.location.get("url", "") == self.page.url and "404" in message.text
        if message.type in {"error", "warning"} and not itself:
            self.problems.append(f"console on {self.page.url}: {message.text}")

    def _asked(self, request: Request) -> None:
        parts = urlsplit(request.url)
        self.requested.append(request.url)
        ours = (parts.hostname or "").endswith("localhost") and parts.port == self.server.port
        if parts.scheme in {"http", "https", "ws", "wss"} and not ours:
            self.problems.append(f"foreign host asked by {self.page.url}: {request.url}")

    def _answered(self, response: Response) -> None:
        if response.status >= 500:
            self.problems.append(f"{response.status}: {response.url}")


@contextmanager
def browser() -> Iterator[Browser]:
    with sync_playwright() as playwright:
        started = playwright.chromium.launch(executable_path=executable(), args=FLAGS)
        yield started
        started.close()


@contextmanager
def visitor(
    chromium: Browser, server: Server, *, width: int = DESKTOP, mode: str = "", language: str = "",
    tenant: str = "yunxi", scripts: bool = True, scale: float = 1, reduced_motion: bool = True,
) -> Iterator[Visitor]:  # fmt: skip
    context = chromium.new_context(
        viewport={"width": width, "height": _HEIGHTS.get(width, 800)},
        device_scale_factor=scale, java_script_enabled=scripts, locale="zh-CN", timezone_id="Asia/Shanghai",
        reduced_motion="reduce" if reduced_motion else "no-preference",
    )  # fmt: skip
    context.set_default_timeout(20_000)
    cookies = {"display": ELDER if mode == ELDER else "", "django_language": language}
    hosts = [urlsplit(server.url(name)).hostname for name in ("", "yunxi", "pingchuan", "linhai")]
    context.add_cookies([
        {"name": name, "value": value, "domain": host, "path": "/"}
        for name, value in cookies.items() if value for host in hosts
    ])  # fmt: skip
    yield Visitor(server, context, context.new_page(), tenant)
    context.close()
