"""`script/bench booking`: free times of a month, confirmations under contention, words that leave the outbox.

Free times and the outbox are measured on a generated database kept in var/bench (SQLite); contention on small
databases of its own, on SQLite and, where it is installed, on a PostgreSQL started for the purpose. Each beside a bare
equivalent in the same run.
"""

import argparse
import json
import os
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from tests.bench.report import machine
from tests.demo import ROOT, environment, manage
from tests.server import free_port

KEPT = ROOT / "var" / "bench"
_BINARIES = sorted(Path("/usr/lib/postgresql").glob("*/bin"), reverse=True)


def main(arguments: list[str]) -> None:
    parser = argparse.ArgumentParser(prog="script/bench booking")
    parser.add_argument("--counties", type=int, default=200)
    parser.add_argument("--people", type=int, default=50, help="of each county")
    parser.add_argument("--processes", type=int, default=4, help="that want the same places")
    parser.add_argument("--words", type=int, default=1000, help="in the outbox")
    chosen = parser.parse_args(arguments)
    rows = _itself(_world(chosen.counties, chosen.people), "measure", chosen.words)
    with tempfile.TemporaryDirectory() as folder:
        rows |= _contention("SQLite", Path(folder), {}, chosen.processes)
    with tempfile.TemporaryDirectory() as folder, _postgresql(Path(folder)) as url:
        if url:
            rows |= _contention("PostgreSQL", Path(folder), {"DATABASE_URL": url}, chosen.processes)
        else:
            sys.stderr.write("PostgreSQL is not installed here: its rows are left out.\n")
    _show(rows)


def _world(counties: int, people: int) -> Path:
    folder = KEPT / f"booking-{counties}x{people}"
    if not (folder / "ready").exists():
        shutil.rmtree(folder, ignore_errors=True)
        folder.mkdir(parents=True)
        sys.stderr.write(f"Writing the diaries of {people} people in each of {counties} counties …\n")
        manage(folder, "migrate", "--verbosity", "0")
        _itself(folder, "write", counties, people)
        (folder / "ready").touch()
    else:
        manage(folder, "migrate", "--verbosity", "0")
    return folder


def _contention(name: str, folder: Path, more: dict[str, str], processes: int) -> dict[str, dict[str, float]]:
    where = {**environment(folder), **more}
    subprocess.run([sys.executable, "manage.py", "migrate", "-v0"], cwd=ROOT, env=where, check=True)
    found = _itself(folder, "fight", processes, more=more)
    return {f"{row}, {name}": figures for row, figures in found.items()}


def _itself(folder: Path, *words: object, more: dict[str, str] | None = None) -> dict[str, dict[str, float]]:
    done = subprocess.run(
        [sys.executable, "-m", "tests.bench.appointment_rows", *map(str, words)],
        cwd=ROOT, env={**environment(folder), **(more or {})}, check=True, stdout=subprocess.PIPE, text=True,
    )  # fmt: skip
    return json.loads(done.stdout.splitlines()[-1]) if done.stdout.strip() else {}


@contextmanager
def _postgresql(folder: Path) -> Iterator[str]:
    """The address of a new cluster with its usual durability; empty where none is installed."""
    if not _BINARIES:
        yield ""
        return
    port, user = free_port(), ["runuser", "-u", "postgres", "--"] if os.getuid() == 0 else []
    folder.chmod(0o777)
    tool = _BINARIES[0]
    _quietly([*user, tool / "initdb", "-D", folder / "pg", "-U", "fengqiao", "-A", "trust", "-E", "UTF8"])
    control = [*user, tool / "pg_ctl", "-D", folder / "pg", "-l", folder / "pg.log", "-w"]
    _quietly([*control, "start", "-o", f"-p {port} -k {folder} -c listen_addresses=127.0.0.1"])
    try:
        yield f"postgresql://fengqiao@127.0.0.1:{port}/postgres"
    finally:
        _quietly([*control, "stop", "-m", "immediate"])


def _quietly(command: list[str | Path]) -> None:
    subprocess.run(command, check=True, stdout=subprocess.DEVNULL, cwd="/")


def _show(rows: dict[str, dict[str, float]]) -> None:
    sys.stdout.write(f"{machine()}\n")
    for name, figures in rows.items():
        sys.stdout.write(
            name.ljust(60) + "  ".join(f"{key} {value}" for key, value in figures.items()) + "\n"
        )
    found = {"machine": machine(), "rows": rows, "ratios": _ratios(rows)}
    for name, ratio in found["ratios"].items():
        sys.stdout.write(f"{name}: {ratio}\n")
    KEPT.mkdir(parents=True, exist_ok=True)
    (KEPT / "booking.json").write_text(json.dumps(found, ensure_ascii=False, indent=1) + "\n")


def _ratios(rows: dict[str, dict[str, float]]) -> dict[str, float]:
    pairs = {
        "page of free times p95 / bare page p95": ("free times of a month, page", "a public page without rows", "p95_ms"),
        "outbox / the same requests bare": ("words out of the outbox", "the same requests, bare", "per_second"),
        **{
            f"confirmations / bare inserts, {name}": (
                f"confirmations under contention, {name}", f"bare inserts under a constraint, {name}", "per_second",
            )
            for name in ("SQLite", "PostgreSQL")
        },
    }  # fmt: skip
    return {
        name: round(rows[first][figure] / rows[second][figure], 3)
        for name, (first, second, figure) in pairs.items()
        if first in rows and rows[second][figure]
    }
