import gc
from collections.abc import Iterator

import pytest
from django.core.cache import caches
from django.test import Client

from tenants.models import Tenant, User
from tenants.scope import in_tenant
from tests.database import django_db_keepdb, django_db_modify_db_settings, pytest_unconfigure  # noqa: F401
from tests.order import pytest_collection_modifyitems  # noqa: F401
from tests.people import found_counties, sign_in
from tests.skips import pytest_make_collect_report, pytest_runtest_makereport  # noqa: F401


def pytest_collection_finish() -> None:
    """What is imported by now stays; the garbage collector need not walk through it again and again."""
    gc.collect()
    gc.freeze()


@pytest.fixture(scope="session")
def django_db_setup(django_db_setup, django_db_blocker):
    with django_db_blocker.unblock():
        if not Tenant.objects.exists():
            found_counties()


@pytest.fixture(autouse=True)
def fresh_cache() -> Iterator[None]:
    for one in caches.all(initialized_only=False):
        one.clear()
    yield


@pytest.fixture
def umbrella(db: None) -> Tenant:
    return Tenant.objects.get(slug="shi")


@pytest.fixture
def county_a(db: None) -> Tenant:
    return Tenant.objects.get(slug="jia")


@pytest.fixture
def county_b(db: None) -> Tenant:
    return Tenant.objects.get(slug="yi")


@pytest.fixture
def inside_a(county_a: Tenant) -> Iterator[Tenant]:
    with in_tenant(county_a):
        yield county_a


@pytest.fixture
def person(db: None):
    """`person("jia-editor")`: one of the people of tests/people.py."""
    return lambda username: User.objects.get(username=username)


@pytest.fixture
def browse(db: None):
    """`browse(tenant, "jia-editor")`: a client on the tenant's host; with a name signed in, second factor shown."""

    def client(tenant: Tenant, username: str = "") -> Client:
        made = Client(HTTP_HOST=tenant.site.hostname)
        if username:
            sign_in(made, username)
        return made

    return client
