"""`script/bench ranking`: an edition over many lawyers and cases, each figure beside a bare equivalent of the same run."""

import argparse
import json
import os
import shutil
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path
from statistics import median

from tests.bench.report import machine
from tests.demo import ROOT, environment, manage

KEPT = ROOT / "var" / "bench"
LAWYERS, CASES = 5_000, 500_000
_ROUNDS = 3
_BESIDE = {
    "counts of the period": "one bare SQL count",
    "reckoning ranking.csv": "the same lines, read, sorted, written",
    "the whole edition": "one bare SQL count",
    "page of the edition": "page without an edition",
}


def main(arguments: list[str]) -> None:
    parser = argparse.ArgumentParser(prog="script/bench ranking")
    parser.add_argument("--lawyers", type=int, default=LAWYERS)
    parser.add_argument("--cases", type=int, default=CASES)
    chosen = parser.parse_args(arguments)
    folder = KEPT / f"ranking-{chosen.lawyers}x{chosen.cases}"
    if not (folder / "ready").exists():
        shutil.rmtree(folder, ignore_errors=True)
        folder.mkdir(parents=True)
        sys.stderr.write(f"Writing {chosen.cases} cases of {chosen.lawyers} lawyers …\n")
        manage(folder, "migrate", "--verbosity", "0")
        _itself(folder, "write", chosen.lawyers, chosen.cases)
        (folder / "ready").touch()
    else:
        manage(folder, "migrate", "--verbosity", "0")
    _itself(folder, "measure", chosen.lawyers, chosen.cases)


def _itself(folder: Path, *words: object) -> None:
    subprocess.run(
        [sys.executable, "-m", "tests.bench.rankings", *map(str, words)],
        cwd=ROOT, env=environment(folder), check=True,
    )  # fmt: skip


def write(lawyers: int, cases: int) -> None:
    from tests.bench.ranking_rows import write as write_rows

    write_rows(lawyers, cases)


def measure(lawyers: int, cases: int) -> None:
    from tests.bench import ranking_rows

    with ranking_rows.in_tenant(ranking_rows.county()):
        rows = {name: _milliseconds(act) for name, act in ranking_rows.measures().items()}
        published = ranking_rows.made_public(ranking_rows.edition())
    rows["page of the edition"] = _milliseconds(ranking_rows.page(published))
    rows["page without an edition"] = _milliseconds(ranking_rows.page(published, empty=True))
    print(f"{machine()}; one process, SQLite; {lawyers} lawyers, {cases} cases")
    for name, taken in rows.items():
        print(f"{name.ljust(44)}{taken:>10} ms")
    ratios = {f"{name} / {beside}": round(rows[name] / rows[beside], 1) for name, beside in _BESIDE.items()}
    for name, ratio in ratios.items():
        print(f"{name}: {ratio}")
    KEPT.mkdir(parents=True, exist_ok=True)
    found = {"machine": machine(), "lawyers": lawyers, "cases": cases, "ms": rows, "ratios": ratios}
    (KEPT / "ranking.json").write_text(json.dumps(found, ensure_ascii=False, indent=1) + "\n")


def _milliseconds(act: Callable[[], object]) -> float:
    taken = []
    for _round in range(_ROUNDS):
        started = time.perf_counter()
        act()
        taken.append((time.perf_counter() - started) * 1000)
    return round(median(taken), 1)


if __name__ == "__main__":
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "portal.settings.development")
    act, *numbers = sys.argv[1:]
    {"write": write, "measure": measure}[act](*map(int, numbers))
