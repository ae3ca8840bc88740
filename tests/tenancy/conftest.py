import gc
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from allauth.account.internal.flows.login import AUTHENTICATION_METHODS_SESSION_KEY
from django.test import Client

from tenants.models import Tenant
from tests.tenancy.world import MARKS, World, build

# Wagtail leaves the temporary file of a rendition, and Django a file it serves, to the garbage collector.
LEFT_OPEN = pytest.mark.filterwarnings("ignore:[Uu]nclosed file:ResourceWarning")


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    for item in items:
        if Path(__file__).parent in item.path.parents:
            item.add_marker(LEFT_OPEN)


@pytest.fixture(autouse=True)
def swept() -> Iterator[None]:
    """What lies about is collected here, not in somebody else's test."""
    yield
    gc.collect()


@pytest.fixture
def enter(browse) -> Callable[[Tenant, str], Client]:
    """A client in the tenant's back office, second factor shown."""

    def client(tenant: Tenant, username: str) -> Client:
        made = browse(tenant, username)
        session = made.session
        session[AUTHENTICATION_METHODS_SESSION_KEY] = [{"method": "mfa", "at": time.time()}]
        session.save()
        return made

    return client


@pytest.fixture
def world_a(county_a: Tenant) -> World:
    return build(county_a, MARKS["jia"])


@pytest.fixture
def world_b(county_b: Tenant) -> World:
    return build(county_b, MARKS["yi"])
