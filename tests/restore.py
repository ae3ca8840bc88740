"""A test that really commits (`transaction=True`, `live_server`) leaves the tables empty; the next finds them full.

Django's own answer, serialising every row, takes seconds here. Instead the database
is kept once as it stands before the first test, and put back after each test that commits.
"""

import shutil
from collections.abc import Generator
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings
from django.contrib.contenttypes.models import ContentType
from django.core.cache import cache
from django.db import connections

from tests.database import server_of

COMMITTING = {"transactional_db", "live_server", "django_db_reset_sequences"}
KEPT: set[str] = set()


def _commits(item: pytest.Item) -> bool:
    marker = item.get_closest_marker("django_db")
    return bool(marker and marker.kwargs.get("transaction")) or bool(COMMITTING & set(item.fixturenames))


def _copy(source: str, target: str) -> None:
    """Both name a database: paths on SQLite, names on PostgreSQL. The target is replaced."""
    database = connections["default"].settings_dict
    if database["ENGINE"].endswith("sqlite3"):
        for suffix in ("-wal", "-shm"):
            Path(target + suffix).unlink(missing_ok=True)
        shutil.copyfile(source, target)
        return
    with closing(server_of(database)) as server:
        server.execute(f'DROP DATABASE IF EXISTS "{target}" WITH (FORCE)')
        server.execute(f'CREATE DATABASE "{target}" TEMPLATE "{source}"')


def _names() -> tuple[str, str]:
    standing = str(connections["default"].settings_dict["NAME"])
    return standing, f"{standing}_kept"


@pytest.hookimpl(wrapper=True)
def pytest_fixture_setup(fixturedef: Any, request: pytest.FixtureRequest) -> Generator[None, Any, Any]:
    made = yield
    if fixturedef.argname == "django_db_setup" and any(map(_commits, request.session.items)):
        connections.close_all()
        standing, kept = _names()
        _copy(standing, kept)
        KEPT.add(kept)
    return made


@pytest.hookimpl(wrapper=True)
def pytest_runtest_teardown(item: pytest.Item, nextitem: pytest.Item | None) -> Generator[None, Any, Any]:
    done = yield
    # After the last test the database itself is gone.
    if nextitem and _commits(item):
        connections.close_all()
        standing, kept = _names()
        _copy(kept, standing)
        ContentType.objects.clear_cache()
        cache.clear()
    return done


@pytest.fixture(scope="session", autouse=True)
def _kept_database_goes() -> Generator[None, None, None]:
    yield
    if KEPT and settings.DATABASES["default"]["ENGINE"].endswith("postgresql"):
        with closing(server_of(connections["default"].settings_dict)) as server:
            server.execute(f'DROP DATABASE IF EXISTS "{KEPT.pop()}" WITH (FORCE)')
