from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page, sync_playwright

from tests.chromium import executable
from tests.services.mediation.media.modules import launched, module_page


@pytest.fixture(scope="module")
def chromium() -> Iterator[Browser]:
    """With invented devices. Per module: Playwright keeps an event loop running, and others want their own."""
    if executable() is None:
        pytest.skip("no Chromium or Chrome on this machine")
    with sync_playwright() as playwright:
        started = launched(playwright, executable())
        yield started
        started.close()


@pytest.fixture
def page(chromium: Browser) -> Iterator[Page]:
    with module_page(chromium) as opened:
        yield opened
