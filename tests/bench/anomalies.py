"""`script/bench anomalies`: planted fakes in a generated county – what is found, what is missed, what is a false alarm.

A finding is a false alarm when most of its cases are real. Only findings from `worth a look` on (strength 2 and 3) count
as found; weak ones are shown on the board last and are counted here beside them.
"""

import argparse
import json
import sys
import time
from dataclasses import asdict, dataclass, field
from datetime import UTC, datetime

from services.anomalies.signs import look
from services.anomalies.signs.told import MIDDLE, Sign
from tests.bench.planted import World, county
from tests.bench.report import machine
from tests.demo import ROOT

SEEDS = 10


@dataclass
class Outcome:
    """Sums over the counties. By scheme: planted, found (worth a look), found (any strength). By kind: right, false."""

    schemes: dict[str, list[int]] = field(default_factory=dict)
    worth: dict[str, list[int]] = field(default_factory=dict)
    weak: dict[str, list[int]] = field(default_factory=dict)
    touched: dict[str, int] = field(default_factory=dict)
    real_touched: int = 0
    cases: int = 0
    seconds: float = 0.0

    @property
    def found(self) -> float:
        return self._share(1)

    @property
    def found_at_all(self) -> float:
        return self._share(2)

    @property
    def precision(self) -> float:
        right, false = (sum(row[at] for row in self.worth.values()) for at in (0, 1))
        return right / max(1, right + false)

    def _share(self, at: int) -> float:
        return sum(row[at] for row in self.schemes.values()) / max(
            1, sum(row[0] for row in self.schemes.values())
        )


def evaluate(seeds: range) -> Outcome:
    outcome = Outcome()
    for seed in seeds:
        world = county(seed)
        began = time.perf_counter()
        signs = look(world.cases, world.county)
        outcome.seconds += time.perf_counter() - began
        outcome.cases += len(world.cases)
        _count(outcome, world, signs)
    return outcome


def _count(outcome: Outcome, world: World, signs: list[Sign]) -> None:
    fakes = set().union(*world.planted.values())
    worth = {pk for sign in signs if sign.strength >= MIDDLE for pk in sign.cases}
    touched = {pk for sign in signs for pk in sign.cases}
    for scheme, keys in world.planted.items():
        row = outcome.schemes.setdefault(scheme, [0, 0, 0])
        for at, some in enumerate((keys, keys & worth, keys & touched)):
            row[at] += len(some)
    for sign in signs:
        table = outcome.worth if sign.strength >= MIDDLE else outcome.weak
        table.setdefault(sign.kind, [0, 0])[len(fakes.intersection(sign.cases)) * 2 < len(sign.cases)] += 1
    outcome.real_touched += len(worth - fakes)
    for what, keys in world.harmless.items():
        outcome.touched[what] = outcome.touched.get(what, 0) + len(keys & worth)


def main(arguments: list[str]) -> None:
    parser = argparse.ArgumentParser(prog="script/bench anomalies")
    parser.add_argument("--seeds", type=int, default=SEEDS, help="counties to generate")
    chosen = parser.parse_args(arguments)
    outcome = evaluate(range(1, chosen.seeds + 1))
    print(
        f"{machine()}\n{chosen.seeds} counties of 500 mediations, 60 of them invented; {outcome.seconds:.1f} s in all"
    )
    print(f"\n{'invented by':<24}{'planted':>9}{'worth a look':>14}{'at all':>9}{'missed':>9}")
    for scheme, (planted, worth, any_) in sorted(outcome.schemes.items()):
        print(f"{scheme:<24}{planted:>9}{worth:>14}{any_:>9}{planted - any_:>9}")
    print(f"\n{'sign':<24}{'right':>9}{'false':>9}{'weak, right':>14}{'weak, false':>14}")
    for kind in sorted({*outcome.worth, *outcome.weak}):
        print(
            f"{kind:<24}"
            + "".join(
                f"{n:>{w}}"
                for n, w in zip(
                    (*outcome.worth.get(kind, (0, 0)), *outcome.weak.get(kind, (0, 0))),
                    (9, 9, 14, 14),
                    strict=True,
                )
            )
        )
    print(
        f"\nfound {outcome.found:.0%} (with weak signs {outcome.found_at_all:.0%}), right {outcome.precision:.0%} of the findings worth a look"
    )
    print(
        f"real cases drawn in: {outcome.real_touched} of {outcome.cases - 60 * chosen.seeds}, of them {outcome.touched}"
    )
    _save(outcome)


def _save(outcome: Outcome) -> None:
    path = ROOT / "var" / "bench" / "anomalies.json"
    path.parent.mkdir(parents=True, exist_ok=True)
    found = {"when": datetime.now(UTC).isoformat(timespec="seconds"), "machine": machine(), **asdict(outcome)}
    path.write_text(json.dumps(found, ensure_ascii=False, indent=1))
    sys.stdout.write(f"\n{json.dumps(found, ensure_ascii=False)}\n")
