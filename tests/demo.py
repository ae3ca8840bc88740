"""The demo, loaded once and kept as a folder that every served test copies.

Migrating and loading take most of a minute; a copy takes a moment. The folder's name carries a digest of all that
shapes its content, so it is never stale.
"""

import fcntl
import hashlib
import os
import shutil
import sqlite3
import subprocess
import sys
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path

from django.conf import settings

from tests.database import sqlite_copy

ROOT = Path(__file__).resolve().parent.parent
KEPT = ROOT / "var" / "tests"
DATABASE = "portal.sqlite3"
_SHAPING = ("tenants", "search", "services", "home")


def environment(folder: Path, port: int = 8000) -> dict[str, str]:
    """What a process needs to work on the portal whose database, index and files are in `folder`."""
    taken = {
        name: value for name, value in os.environ.items() if name not in {"REDIS_URL", "ELASTICSEARCH_URL"}
    }
    return taken | {
        "DJANGO_SETTINGS_MODULE": "portal.settings.development",
        "DATABASE_URL": f"sqlite:///{folder / DATABASE}",
        "VAR_DIR": str(folder),
        "PORT": str(port),
        "BASE_HOST": "localhost",
        "DEBUG": "0",
    }


def manage(folder: Path, *arguments: str, port: int = 8000) -> str:
    """The output of a management command; its errors are ours."""
    done = subprocess.run(
        [sys.executable, "manage.py", *arguments],
        cwd=ROOT, env=environment(folder, port), capture_output=True, text=True, check=False,
    )  # fmt: skip
    if done.returncode:
        raise RuntimeError(f"manage.py {' '.join(arguments)}: {done.stdout[-2000:]}{done.stderr[-4000:]}")
    return done.stdout


def content_digest() -> str:
    digest = hashlib.sha256((ROOT / "requirements.txt").read_bytes())
    for top in _SHAPING:
        for path in sorted((ROOT / top).rglob("*")):
            if path.suffix in {".py", ".toml"}:
                digest.update(f"{path.relative_to(ROOT)}\n".encode() + path.read_bytes())
    return digest.hexdigest()[:12]


@contextmanager
def one_at_a_time(name: str) -> Iterator[None]:
    KEPT.mkdir(parents=True, exist_ok=True)
    with (KEPT / f"{name}.lock").open("w") as handle:
        fcntl.flock(handle, fcntl.LOCK_EX)
        yield


def demo_copy(target: Path, *, port: int) -> Path:
    """A portal of one's own in `target`: the demo, ready to be served on `port`."""
    template = KEPT / f"demo-{content_digest()}"
    with one_at_a_time("demo"):
        if not template.exists():
            for old in KEPT.glob("demo-*"):
                if old.is_dir():
                    shutil.rmtree(old)
            _build(template)
        shutil.copytree(template, target, dirs_exist_ok=True)
    with closing(sqlite3.connect(target / DATABASE)) as database, database:
        database.execute("UPDATE wagtailcore_site SET port = ?", [port])
    return target


def _build(template: Path) -> None:
    building = template.with_name(f"demo-building-{os.getpid()}")
    building.mkdir()
    if settings.configured:  # tests have a migrated database at hand
        sqlite_copy(building / DATABASE)
    else:
        manage(building, "migrate", "--verbosity", "0")
    manage(building, "load_demo")
    building.replace(template)
