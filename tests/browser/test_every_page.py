"""Every kind of public page, in either mode and language; tests that ask about the same page share one visit."""

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser

from tests.browser.looks import ENGLISH, ZOOMED, Looks, looking
from tests.browser.pages import DESKTOP, ELDER, MODES, NORMAL, PAGES, PHONE
from tests.server import Server

DRESSES = [(NORMAL, ""), (ELDER, ""), (NORMAL, ENGLISH), (ELDER, ENGLISH)]

pytestmark = pytest.mark.parametrize("kind", PAGES)


@pytest.fixture(scope="module")
def looks(chromium: Browser, server: Server) -> Iterator[Looks]:
    with looking(chromium, server) as found:
        yield found


@pytest.mark.parametrize("mode", MODES)
def test_no_violation_of_wcag(looks, kind, mode):
    look = looks(kind, mode)
    assert look.violations == {DESKTOP: [], PHONE: []}


@pytest.mark.parametrize("mode", MODES)
def test_nothing_scrolls_sideways(looks, kind, mode):
    """On a desktop, there at 200 % zoom, and on a phone."""
    assert looks(kind, mode).overflow == {DESKTOP: (0, []), ZOOMED: (0, []), PHONE: (0, [])}


def test_english_fits_a_phone(looks, kind):
    """English words are longer than Chinese ones and break only between words. Elder mode's are the largest."""
    assert looks(kind, ELDER, ENGLISH).overflow == {PHONE: (0, [])}


def test_no_unmarked_chinese_on_an_english_page(looks, kind):
    """In English, Chinese stands only where it is content, and then it says so (WCAG 3.1.2)."""
    assert looks(kind, NORMAL, ENGLISH).unmarked == []


@pytest.mark.parametrize(("mode", "language"), DRESSES)
def test_it_is_answered_as_it_was_asked_and_nothing_bad_is_noted(looks, kind, mode, language):
    """The status, the language; no complaint of the console, no error of a script, no foreign host."""
    look = looks(kind, mode, language)
    assert (look.status, look.problems) == (404 if kind == "not found" else 200, [])
    assert look.language == (language or "zh-Hans")
