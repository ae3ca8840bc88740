"""A table for people and the same as JSON for machines."""

import json
import platform
import sys
from dataclasses import asdict
from datetime import UTC, datetime
from unicodedata import east_asian_width

from tests.bench.load import CONCURRENCY, Figures
from tests.bench.worlds import World
from tests.demo import ROOT

HELLO = "hello, bare"
_HEADS = ("", "requests", "per second", "p50 ms", "p95 ms", "of hello")


def machine() -> str:
    names = [line.partition(":")[2].strip() for line in _cpuinfo() if line.startswith("model name")]
    return f"{len(names) or '?'} × {names[0] if names else platform.processor()}, {platform.system()}, Python {platform.python_version()}"


def _cpuinfo() -> list[str]:
    try:
        with open("/proc/cpuinfo") as handle:
            return handle.read().splitlines()
    except OSError:
        return []


def show(bench: str, results: list[tuple[World, dict[str, Figures]]]) -> None:
    print(
        f"{machine()}; one server process, {CONCURRENCY} connections kept alive, client on the same machine"
    )
    for world, rows in results:
        print(
            f"\n{world.name}: {world.counties} counties, {world.policies} policies, {world.clauses} entries in the index,"
        )
        print(
            f"built in {world.built_seconds} s, index in {world.index_seconds} s and {world.index_bytes / 1e6:.1f} MB"
        )
        hello = rows[HELLO].per_second
        _line(_HEADS)
        for name, row in rows.items():
            _line(
                (name, row.requests, row.per_second, row.p50_ms, row.p95_ms, f"{row.per_second / hello:.0%}")
            )
    _save(bench, results)


def _line(cells: tuple) -> None:
    name = str(cells[0])
    wide = sum(1 for sign in name if east_asian_width(sign) in "WF")
    print(name.ljust(38 - wide) + "".join(str(cell).rjust(12) for cell in cells[1:]))


def _save(bench: str, results: list[tuple[World, dict[str, Figures]]]) -> None:
    path = ROOT / "var" / "bench" / f"{bench}.json"
    path.parent.mkdir(parents=True, exist_ok=True)
    found = {
        "when": datetime.now(UTC).isoformat(timespec="seconds"),
        "machine": machine(),
        "worlds": [
            {"world": asdict(world), "rows": {name: asdict(row) for name, row in rows.items()}}
            for world, rows in results
        ],
    }
    path.write_text(json.dumps(found, ensure_ascii=False, indent=1))
    sys.stdout.write(f"\n{json.dumps(found, ensure_ascii=False)}\n")
