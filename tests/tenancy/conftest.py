import gc
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from allauth.account.internal.flows.login import AUTHENTICATION_METHODS_SESSION_KEY
from django.test import Client

from tenants.models import Tenant
from tests.kept import kept_rows
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


@pytest.fixture(autouse=True)
def forgetful(monkeypatch: pytest.MonkeyPatch) -> None:
    """Nobody asks what a page was made of; copying it for every template takes a good part of a walk."""
    monkeypatch.setattr("django.test.client.store_rendered_templates", lambda *given, **named: None)


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


@pytest.fixture(scope="module")
def filled(django_db_setup: None, django_db_blocker) -> Iterator[dict[str, dict]]:
    """The ids in both counties, filled once for all tests of a file; what a test changes is taken back after it."""
    with kept_rows(django_db_blocker):
        yield {slug: build(Tenant.objects.get(slug=slug), mark).ids for slug, mark in MARKS.items()}


@pytest.fixture
def world_a(filled, county_a: Tenant) -> World:
    return World(county_a, MARKS["jia"], dict(filled["jia"]))


@pytest.fixture
def world_b(filled, county_b: Tenant) -> World:
    return World(county_b, MARKS["yi"], dict(filled["yi"]))
