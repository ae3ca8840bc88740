"""One visit answers every question about a page: loading it is dear, looking at it again costs little."""

from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, field

from playwright.sync_api import Browser, Page

from tests.browser.checks import overflow, unmarked_chinese, violations
from tests.browser.pages import DESKTOP, PAGES, PHONE
from tests.browser.visitor import Visitor, visitor
from tests.server import Server

ZOOMED = DESKTOP // 2  # what a page sees of 1280 px at 200 %
ENGLISH = "en"


@dataclass(frozen=True)
class Look:
    """What a visit found. `violations` and `overflow` are by width; `problems` see Visitor."""

    status: int
    language: str
    problems: list[str]
    overflow: dict[int, tuple[int, list[str]]]
    violations: dict[int, list[str]] = field(default_factory=dict)
    unmarked: list[str] = field(default_factory=list)


def _resize(page: Page, width: int) -> None:
    page.set_viewport_size({"width": width, "height": 740})


def _chinese(page: Page) -> dict:
    found = {"overflow": {}, "violations": {}}
    for width in (DESKTOP, ZOOMED, PHONE):
        _resize(page, width)
        found["overflow"][width] = overflow(page)
        if width != ZOOMED:
            found["violations"][width] = violations(page)
    return found


def _english(page: Page) -> dict:
    unmarked = unmarked_chinese(page)
    _resize(page, PHONE)
    return {"overflow": {PHONE: overflow(page)}, "unmarked": unmarked}


class Looks:
    """`looks(kind, mode, language)`: each page is visited once in each dress, by a visitor who wears nothing else."""

    def __init__(self, chromium: Browser, server: Server, stack: ExitStack) -> None:
        self._chromium, self._server, self._stack = chromium, server, stack
        self._visitors: dict[tuple[str, str], Visitor] = {}
        self._found: dict[tuple[str, str, str], Look] = {}

    def __call__(self, kind: str, mode: str = "", language: str = "") -> Look:
        asked = (kind, mode, language)
        if asked not in self._found:
            self._found[asked] = self._look(*asked)
        return self._found[asked]

    def _visitor(self, mode: str, language: str) -> Visitor:
        if (mode, language) not in self._visitors:
            arriving = visitor(self._chromium, self._server, width=DESKTOP, mode=mode, language=language)
            self._visitors[mode, language] = self._stack.enter_context(arriving)
        return self._visitors[mode, language]

    def _look(self, kind: str, mode: str, language: str) -> Look:
        one = self._visitor(mode, language)
        tenant, path = PAGES[kind]
        _resize(one.page, DESKTOP)
        one.problems.clear()
        response = one.go(path, tenant)
        told = one.page.locator("html").get_attribute("lang")
        found = _english(one.page) if language == ENGLISH else _chinese(one.page)
        return Look(status=response.status, language=told, problems=list(one.problems), **found)


@contextmanager
def looking(chromium: Browser, server: Server) -> Iterator[Looks]:
    with ExitStack() as stack:
        yield Looks(chromium, server, stack)
