from collections.abc import Callable, Iterator
from datetime import timedelta

import pytest
from django.utils import timezone
from playwright.sync_api import Browser, Page, sync_playwright

from services.mediation.media.turn import ice_servers
from tests.chromium import executable
from tests.mediation_servers import TURN_SECRET, NoServerError, coturn
from tests.networks import Networks, NoNetworksError, two_networks
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


@pytest.fixture(scope="module")
def networks(tmp_path_factory) -> Iterator[Networks]:
    """With a coturn in the middle."""
    if executable() is None:
        pytest.skip("no Chromium or Chrome on this machine")
    folder = tmp_path_factory.mktemp("turn")
    try:
        with two_networks(loss=0.05) as made:
            addresses = [made.middle("a"), made.middle("b")]
            with coturn(folder, addresses, within=lambda *command: made.command("middle", *command)):
                yield made
    except (NoNetworksError, NoServerError) as error:
        pytest.skip(str(error))


@pytest.fixture(scope="module")
def pages(networks, tmp_path_factory) -> Iterator[tuple[Page, Page]]:
    """One browser in each network."""
    folder = tmp_path_factory.mktemp("browsers")
    with sync_playwright() as playwright:
        one, other = (launched(playwright, networks.wrapped(where, executable(), folder)) for where in "ab")
        with module_page(one) as here, module_page(other) as there:
            yield here, there
        one.close()
        other.close()


@pytest.fixture
def offered(networks: Networks, settings) -> Callable[..., list[list[dict]]]:
    """What the portal hands out for a seat in each of the networks."""

    def servers(*, secret: str = TURN_SECRET, ago: timedelta = timedelta()) -> list[list[dict]]:
        settings.TURN_SECRET = secret
        found = []
        for number, where in enumerate("ab", 17):
            settings.TURN_URL = [f"turn:{networks.middle(where)}:3478"]
            found.append(ice_servers(f"3-abcdefghjk-{number}", timezone.now() - ago))
        return found

    return servers
