"""`script/bench cases`: steps per second, the worklist over many cases, binding a file. Each beside a bare equivalent.

Runs in one process on a generated database kept in var/bench: the figures are of the program, not of a network.
"""

import argparse
import json
import os
import shutil
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path
from statistics import median, quantiles
from typing import Any

from tests.bench.report import machine
from tests.demo import ROOT, environment, manage

KEPT = ROOT / "var" / "bench"
COUNTIES, CASES = 200, 100_000
_ROUNDS = 3


def main(arguments: list[str]) -> None:
    parser = argparse.ArgumentParser(prog="script/bench cases")
    parser.add_argument("--counties", type=int, default=COUNTIES)
    parser.add_argument("--cases", type=int, default=CASES)
    parser.add_argument("--steps", type=int, default=300, help="taken in the measurement of steps")
    chosen = parser.parse_args(arguments)
    folder = KEPT / f"cases-{chosen.counties}x{chosen.cases}"
    if not (folder / "ready").exists():
        shutil.rmtree(folder, ignore_errors=True)
        folder.mkdir(parents=True)
        sys.stderr.write(f"Writing {chosen.cases} cases of {chosen.counties} counties …\n")
        manage(folder, "migrate", "--verbosity", "0")
        _itself(folder, "write", chosen.counties, chosen.cases)
        (folder / "ready").touch()
    else:
        manage(folder, "migrate", "--verbosity", "0")
    _itself(folder, "measure", chosen.steps, 0)


def _itself(folder: Path, *words: object) -> None:
    subprocess.run(
        [sys.executable, "-m", "tests.bench.matters", *map(str, words)],
        cwd=ROOT, env=environment(folder), check=True,
    )  # fmt: skip


def write(counties: int, total: int) -> None:
    from tests.bench.case_rows import write_cases

    write_cases(counties, total)


def measure(steps: int) -> None:
    from tests.bench import case_rows

    rows: dict[str, dict[str, float]] = {}
    with case_rows.county() as tenant:
        waiting = iter([case_rows.opened(tenant, steps // 2) for _round in range(_ROUNDS)])
        rows["steps of a case"] = _rate(lambda: case_rows.walk(tenant, next(waiting)), steps)
        rows["the same rows, written bare"] = _rate(lambda: case_rows.write_bare(tenant, steps), steps)
        rows["worklist, mine today"] = _latency(case_rows.worklist(tenant))
        rows["worklist, all cases"] = _latency(case_rows.worklist(tenant, "?tab=all"))
        rows["a page of the admin without rows"] = _latency(case_rows.bare_page(tenant))
        bind, concatenate = case_rows.binding(tenant)
        rows["binding a file"] = _latency(bind, 10)
        rows["the same pages, only concatenated"] = _latency(concatenate, 10)
    _show(rows)


def _rate(act: Callable[[], object], count: int) -> dict[str, float]:
    taken = []
    for _round in range(_ROUNDS):
        started = time.perf_counter()
        act()
        taken.append(time.perf_counter() - started)
    return {"per_second": round(count / median(taken), 1)}


def _latency(act: Callable[[], object], times: int = 60) -> dict[str, float]:
    act()
    taken = []
    for _time in range(times):
        started = time.perf_counter()
        act()
        taken.append((time.perf_counter() - started) * 1000)
    return {"p50_ms": round(median(taken), 1), "p95_ms": round(quantiles(taken, n=20)[-1], 1)}


def _show(rows: dict[str, dict[str, float]]) -> None:
    print(f"{machine()}; one process, SQLite")
    for name, figures in rows.items():
        print(name.ljust(40) + "  ".join(f"{key} {value}" for key, value in figures.items()))
    found = {"machine": machine(), "rows": rows, "ratios": _ratios(rows)}
    for name, ratio in found["ratios"].items():
        print(f"{name}: {ratio}")
    KEPT.mkdir(parents=True, exist_ok=True)
    (KEPT / "cases.json").write_text(json.dumps(found, ensure_ascii=False, indent=1) + "\n")


def _ratios(rows: dict[str, dict[str, float]]) -> dict[str, float]:
    return {
        "steps / bare rows": round(
            rows["steps of a case"]["per_second"] / rows["the same rows, written bare"]["per_second"], 3
        ),
        "worklist p95 / empty page p95": round(
            rows["worklist, mine today"]["p95_ms"] / rows["a page of the admin without rows"]["p95_ms"], 2
        ),
        "binding / concatenating": round(
            rows["binding a file"]["p50_ms"] / rows["the same pages, only concatenated"]["p50_ms"], 1
        ),
    }


if __name__ == "__main__":
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "portal.settings.development")
    verb, *numbers = sys.argv[1:]
    Acts: dict[str, Callable[..., Any]] = {"write": write, "measure": lambda steps, _none: measure(steps)}
    Acts[verb](*map(int, numbers))
