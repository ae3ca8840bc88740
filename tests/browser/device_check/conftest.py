from collections.abc import Callable, Iterator
from contextlib import ExitStack

import pytest
from playwright.sync_api import Browser, sync_playwright

from tests.browser.device_check.page import ALLOWED, DEVICES, PATH
from tests.browser.pages import PHONE
from tests.browser.visitor import FLAGS, Visitor, visitor
from tests.chromium import executable
from tests.server import Server

Arrive = Callable[..., Visitor]


@pytest.fixture(scope="module")
def launched(server: Server) -> Iterator[Callable[..., Browser]]:
    with sync_playwright() as playwright:
        kept: dict[tuple[str, ...], Browser] = {}

        def launch(*flags: str) -> Browser:
            if flags not in kept:
                kept[flags] = playwright.chromium.launch(executable_path=executable(), args=[*FLAGS, *flags])
            return kept[flags]

        yield launch
        for one in kept.values():
            one.close()


@pytest.fixture
def arrive(launched: Callable[..., Browser], server: Server) -> Iterator[Arrive]:
    """`arrive(flags, script="…", width=360)`: on the page; `script` is what the browser is made to be."""
    visitors: list[Visitor] = []
    with ExitStack() as stack:

        def come(*flags: str, script: str = "", **how: object) -> Visitor:
            chromium = launched(*(flags or (*ALLOWED, *DEVICES)))
            visitors.append(stack.enter_context(visitor(chromium, server, **{"width": PHONE, **how})))
            if script:
                visitors[-1].page.add_init_script(script)
            visitors[-1].go(PATH)
            return visitors[-1]

        yield come
    assert [problem for one in visitors for problem in one.problems] == []
