from collections.abc import Callable, Iterator
from contextlib import ExitStack

import pytest
from playwright.sync_api import Browser

from tests.browser.visitor import Visitor, browser, visitor
from tests.chromium import executable
from tests.server import Server, demo_serving


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    for item in items:
        if "tests/browser/" in item.path.as_posix() or "tests/journeys/" in item.path.as_posix():
            item.add_marker(pytest.mark.browser)


@pytest.fixture(scope="session")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    """The demo, served by a process of its own. Tests that read it leave it as it is."""
    if executable() is None:
        pytest.skip("no Chromium or Chrome on this machine")
    with demo_serving(tmp_path_factory.mktemp("demo") / "portal") as running:
        yield running


@pytest.fixture(scope="module")
def chromium(server: Server) -> Iterator[Browser]:
    """Per module: Playwright keeps an event loop running, and asynchronous tests want one of their own."""
    with browser() as started:
        yield started


@pytest.fixture
def visit(chromium: Browser, server: Server) -> Iterator[Callable[..., Visitor]]:
    """`visit(width=360, mode="elder")`: a new visitor; after the test nothing bad may have been noted."""
    visitors = []
    with ExitStack() as stack:

        def arrive(**how: object) -> Visitor:
            visitors.append(stack.enter_context(visitor(chromium, server, **how)))
            return visitors[-1]

        yield arrive
    assert [problem for one in visitors for problem in one.problems] == []
