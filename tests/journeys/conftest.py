from collections.abc import Callable, Iterator
from contextlib import ExitStack

import pytest
from playwright.sync_api import Browser

from tests.browser.visitor import Visitor, browser, visitor
from tests.chromium import executable
from tests.journeys.people import sign_in
from tests.server import Server, demo_serving

# Who was too late is answered so, on purpose; Chromium reports it as an error.
CONFLICT = "409 (Conflict)"


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


@pytest.fixture
def arrive(chromium: Browser, server: Server) -> Iterator[Callable[..., Visitor]]:
    """Visitors of yunxi, who notice whatever must never happen; with a username signed in to the back office."""
    visitors: list[Visitor] = []
    with ExitStack() as stack:

        def come(username: str = "", **how: object) -> Visitor:
            person = stack.enter_context(visitor(chromium, server, **how))
            visitors.append(person)
            if username:
                sign_in(person, username)
            return person

        yield come
    assert [problem for one in visitors for problem in one.problems if CONFLICT not in problem] == []
