"""The portals that are measured: the demo, and a generated city that is kept in var/bench."""

import hashlib
import json
import shutil
import sqlite3
import subprocess
import sys
import time
from contextlib import closing
from dataclasses import asdict, dataclass
from pathlib import Path

from tests.demo import DATABASE, ROOT, demo_copy, environment, manage

KEPT = ROOT / "var" / "bench"
_SHAPING = (
    "**/migrations/*.py",
    "search/**/*.py",
    "search/**/*.toml",
    "home/clause*.py",
    "tests/bench/texts.py",
    "tests/bench/generate.py",
)


@dataclass(frozen=True)
class World:
    """A folder to serve. `policies` are paths of one county; the index was built in `index_seconds`."""

    name: str
    folder: str
    umbrella: str
    county: str
    counties: int
    policies: int
    clauses: int
    built_seconds: float
    index_seconds: float
    index_bytes: int


def demo(folder: Path, *, port: int) -> World:
    started = time.perf_counter()
    demo_copy(folder, port=port)
    return _measured("demo", folder, umbrella="", county="yunxi", started=started)


def generated(counties: int, policies: int, *, port: int) -> World:
    """Built in a few minutes the first time; afterwards the kept folder, whose sites follow the port."""
    folder = KEPT / f"{counties}x{policies}-{_digest()}"
    about = folder / "world.json"
    if not about.exists():
        for old in KEPT.glob(f"{counties}x{policies}-*"):
            shutil.rmtree(old)
        folder.mkdir(parents=True)
        about.write_text(json.dumps(asdict(_build(folder, counties, policies))))
    with closing(sqlite3.connect(folder / DATABASE)) as database, database:
        database.execute("UPDATE wagtailcore_site SET port = ?", [port])
    return World(**json.loads(about.read_text()))


def _build(folder: Path, counties: int, policies: int) -> World:
    started = time.perf_counter()
    manage(folder, "migrate", "--verbosity", "0")
    sys.stderr.write(f"Writing {policies} policies of {counties} counties …\n")
    subprocess.run(
        [sys.executable, "-m", "tests.bench.generate", "--counties", str(counties), "--policies", str(policies)],
        cwd=ROOT, env=environment(folder), check=True, stdout=sys.stderr,
    )  # fmt: skip
    return _measured(
        f"{counties} counties, {policies} policies", folder, umbrella="", county="c000", started=started
    )


def _measured(name: str, folder: Path, *, umbrella: str, county: str, started: float) -> World:
    built = time.perf_counter() - started
    sys.stderr.write("Building the search index …\n")
    indexing = time.perf_counter()
    words = manage(folder, "rebuild_search", "--verbosity", "0")
    with closing(sqlite3.connect(folder / DATABASE)) as database:
        count = {
            table: database.execute(f"SELECT COUNT(*) FROM {table}").fetchone()[0]
            for table in ("tenants_tenant", "home_policypage")
        }
    return World(
        name=name, folder=str(folder), umbrella=umbrella, county=county, counties=count["tenants_tenant"] - 1,
        policies=count["home_policypage"], clauses=int("".join(filter(str.isdigit, words))), built_seconds=round(built, 1),
        index_seconds=round(time.perf_counter() - indexing, 1),
        index_bytes=sum(path.stat().st_size for path in (folder / "search").rglob("*") if path.is_file()),
    )  # fmt: skip


def _digest() -> str:
    digest = hashlib.sha256((ROOT / "requirements.txt").read_bytes())
    for pattern in _SHAPING:
        for path in sorted(ROOT.glob(pattern)):
            if ".venv" not in path.parts:
                digest.update(f"{path.relative_to(ROOT)}\n".encode() + path.read_bytes())
    return digest.hexdigest()[:12]
