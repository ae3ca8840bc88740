from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser

from tests.browser.visitor import browser
from tests.chromium import executable
from tests.server import Server, demo_serving


@pytest.fixture(scope="session")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    """A demo for the journeys alone: they write, and the tests that read pages must not meet what they wrote."""
    if executable() is None:
        pytest.skip("no Chromium or Chrome on this machine")
    with demo_serving(tmp_path_factory.mktemp("journeys") / "portal") as running:
        yield running


@pytest.fixture(scope="module")
def chromium(server: Server) -> Iterator[Browser]:
    with browser() as started:
        yield started
