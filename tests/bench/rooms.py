"""`script/bench rooms`: signalling, fan-out and memory of many rooms, beside a bare Channels echo in the same process.

Real connections to one server process on SQLite. The clients run in this process and share the machine with it, so
every figure of delay holds the client's own work, too: compare with the echo's.
"""

import argparse
import asyncio
import json
import subprocess
import sys
from pathlib import Path

from tests.bench.report import machine
from tests.bench.room_clients import Hall, measure
from tests.demo import ROOT, environment, manage
from tests.server import free_port, serving

KEPT = ROOT / "var" / "bench"
_HEADS = ("", "messages", "p50 ms", "p95 ms", "of echo, p50")


def main(arguments: list[str]) -> None:
    parser = argparse.ArgumentParser(prog="script/bench rooms")
    parser.add_argument("--rooms", type=int, default=200, help="of three seats each")
    parser.add_argument("--seconds", type=float, default=8, help="for each row")
    parser.add_argument(
        "--each-second", type=float, default=100, help="messages under load, of all rooms together"
    )
    chosen = parser.parse_args(arguments)
    folder, port = _folder(), free_port()
    hall = _hall(folder, chosen.rooms, port)
    with serving(folder, port=port, application="tests.bench.room_server:application"):
        found = asyncio.run(measure(hall, seconds=chosen.seconds, each_second=chosen.each_second))
    _show(found)


def _folder() -> Path:
    folder = KEPT / "rooms"
    folder.mkdir(parents=True, exist_ok=True)
    manage(folder, "migrate", "--verbosity", "0")
    return folder


def _hall(folder: Path, rooms: int, port: int) -> Hall:
    done = subprocess.run(
        [sys.executable, "-m", "tests.bench.room_rows", str(rooms)],
        cwd=ROOT, env=environment(folder), check=True, stdout=subprocess.PIPE, text=True,
    )  # fmt: skip
    return Hall(port=port, **json.loads(done.stdout.splitlines()[-1]))


def _show(found: dict) -> None:
    print(f"{machine()}; one server process, clients on the same machine")
    for name, figure in found["figures"].items():
        print(f"{name}: {figure}")
    _line(_HEADS)
    for name, row in found["rows"].items():
        bare = found["rows"].get(row["beside"])
        share = f"{row['p50_ms'] / bare['p50_ms']:.1f} ×" if bare and row["p50_ms"] else ""
        _line((name, row["count"], row["p50_ms"], row["p95_ms"], share))
    found = {"machine": machine(), **found}
    KEPT.mkdir(parents=True, exist_ok=True)
    (KEPT / "rooms.json").write_text(json.dumps(found, ensure_ascii=False, indent=1) + "\n")
    print(f"\n{json.dumps(found, ensure_ascii=False)}")


def _line(cells: tuple) -> None:
    print(str(cells[0]).ljust(64) + "".join(str(cell).rjust(14) for cell in cells[1:]))
