"""A page without a server: the scripts of the room as files, cameras and microphones that Chromium invents."""

import mimetypes
from collections.abc import Iterator
from contextlib import contextmanager

from playwright.sync_api import Browser, Page, Playwright, Route

from tests.architecture.sources import ROOT
from tests.browser.visitor import FLAGS

FAKE_DEVICES = ["--use-fake-ui-for-media-stream", "--use-fake-device-for-media-stream"]
# A page of *.localhost may use camera and microphone without https.
ORIGIN = "http://room.localhost"
_STATIC = (ROOT / "services/mediation/static", ROOT / "portal/static")


def launched(playwright: Playwright, executable: str) -> Browser:
    return playwright.chromium.launch(executable_path=executable, args=[*FLAGS, *FAKE_DEVICES])


@contextmanager
def module_page(browser: Browser) -> Iterator[Page]:
    """`page.evaluate` may import "/static/mediation/…" there; errors of its scripts fail the test."""
    context = browser.new_context()
    context.route(f"{ORIGIN}/**", _answer)
    page = context.new_page()
    problems: list[str] = []
    page.on("pageerror", lambda error: problems.append(str(error)))
    page.goto(f"{ORIGIN}/")
    yield page
    context.close()
    assert problems == []


def _answer(route: Route) -> None:
    path = route.request.url.removeprefix(ORIGIN).partition("?")[0]
    if not path.startswith("/static/"):
        route.fulfill(content_type="text/html", body="<!doctype html><title>room</title>")
        return
    found = next((folder / path.removeprefix("/static/") for folder in _STATIC
                  if (folder / path.removeprefix("/static/")).is_file()), None)  # fmt: skip
    if found is None:
        route.fulfill(status=404)
        return
    route.fulfill(content_type=mimetypes.guess_type(found.name)[0] or "text/plain", body=found.read_bytes())
