"""One migrated database is kept as a template and copied for every test process.

Running all migrations takes tens of seconds; a copy takes a moment. The template's name carries a digest of
everything that shapes the schema, so it is never stale. `pytest --create-db` builds it anew;
`python -m tests.database` makes it before any test asks for it.
"""

import fcntl
import hashlib
import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path

import django
import psycopg
import pytest
from django.conf import settings
from django.core.management import call_command

ROOT = Path(__file__).resolve().parent.parent
KEPT = ROOT / "var" / "tests"


def schema_digest() -> str:
    """Pinned packages, the list of apps and our own migrations: what a migrated database depends on."""
    digest = hashlib.sha256((ROOT / "requirements.txt").read_bytes())
    digest.update(repr(settings.INSTALLED_APPS).encode())
    for top in ("tenants", "search", "services", "home", "portal"):
        for path in sorted((ROOT / top).glob("**/migrations/*.py")):
            digest.update(f"{path.relative_to(ROOT)}\n".encode() + path.read_bytes())
    return digest.hexdigest()[:12]


@contextmanager
def _one_at_a_time(name: str) -> Iterator[None]:
    """Test processes start together; the first builds, the others wait for it."""
    KEPT.mkdir(parents=True, exist_ok=True)
    with (KEPT / f"{name}.lock").open("w") as handle:
        fcntl.flock(handle, fcntl.LOCK_EX)
        yield


def _migrate(name: str, environment: dict[str, str]) -> None:
    """In a process of its own: nothing of it (connections, caches, warnings) stays behind here."""
    built = subprocess.run(
        [sys.executable, "-m", "tests.database", name],
        cwd=ROOT,
        env=environment,
        capture_output=True,
        text=True,
        check=False,
    )
    if built.returncode:
        pytest.exit(f"The test database could not be migrated:\n{built.stderr[-4000:]}", returncode=3)


def sqlite_copy(target: Path, *, fresh: bool = False) -> str:
    """The path of a migrated database of one's own."""
    template = KEPT / f"template-{schema_digest()}.sqlite3"
    with _one_at_a_time("sqlite"):
        if fresh or not template.exists():
            for old in KEPT.glob("template-*"):
                old.unlink()
            building = KEPT / f"building-{os.getpid()}.sqlite3"
            # Also where the tests themselves run on PostgreSQL.
            _migrate(
                str(building), {name: value for name, value in os.environ.items() if name != "DATABASE_URL"}
            )
            building.replace(template)
        shutil.copyfile(template, target)
    return str(target)


def server_of(database: dict) -> psycopg.Connection:
    """A connection to the server itself, for making and dropping databases."""
    return psycopg.connect(
        dbname="postgres", user=database["USER"] or None, password=database["PASSWORD"] or None,
        host=database["HOST"] or None, port=database["PORT"] or None, autocommit=True,
    )  # fmt: skip


def postgresql_template(database: dict, *, fresh: bool = False) -> str:
    """The name of a migrated database on the same server, from which Django creates the test databases."""
    prefix = f"test_{database['NAME']}_template_"
    name = prefix + schema_digest()
    with _one_at_a_time("postgresql"), closing(server_of(database)) as server:
        rows = server.execute("SELECT datname FROM pg_database WHERE starts_with(datname, %s)", [prefix])
        standing = {row[0] for row in rows}
        if fresh or name not in standing:
            for old in standing | {f"{prefix}building"}:
                server.execute(f'DROP DATABASE IF EXISTS "{old}"')
            server.execute(f"CREATE DATABASE \"{prefix}building\" ENCODING 'UTF8' TEMPLATE template0")
            _migrate(f"{prefix}building", dict(os.environ))
            server.execute(f'ALTER DATABASE "{prefix}building" RENAME TO "{name}"')
    return name


@pytest.fixture(scope="session")
def django_db_modify_db_settings(
    request: pytest.FixtureRequest, django_db_modify_db_settings_parallel_suffix: None
) -> None:
    database = settings.DATABASES["default"]
    fresh = request.config.getvalue("create_db") and not hasattr(request.config, "workerinput")
    if database["ENGINE"].endswith("sqlite3"):
        database["TEST"]["NAME"] = sqlite_copy(Path(settings.VAR_DIR) / "tests.sqlite3", fresh=fresh)
    else:
        database["TEST"]["TEMPLATE"] = postgresql_template(database, fresh=fresh)
    database["TEST"]["MIGRATE"] = False


@pytest.fixture(scope="session")
def django_db_keepdb() -> bool:
    """Django is to take the copied SQLite file as it is; a PostgreSQL database is made from its template."""
    return settings.DATABASES["default"]["ENGINE"].endswith("sqlite3")


def pytest_unconfigure(config: pytest.Config) -> None:
    if settings.configured:
        shutil.rmtree(settings.VAR_DIR, ignore_errors=True)


def _make_template() -> None:
    database = settings.DATABASES["default"]
    if database["ENGINE"].endswith("sqlite3"):
        sqlite_copy(Path(settings.VAR_DIR) / "tests.sqlite3")
    else:
        postgresql_template(database)


if __name__ == "__main__":
    os.environ["DJANGO_SETTINGS_MODULE"] = "portal.settings.testing"
    if sys.argv[1:]:
        settings.DATABASES["default"]["NAME"] = sys.argv[1]
        django.setup()
        call_command("migrate", verbosity=0)
    else:
        _make_template()
    shutil.rmtree(settings.VAR_DIR, ignore_errors=True)
