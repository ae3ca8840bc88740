"""`script/bench pages|search`: measures the demo and a generated city, prints a table and JSON."""

import argparse
import sys
import tempfile
from contextlib import closing
from http.client import HTTPConnection
from pathlib import Path

from tests.bench import cases
from tests.bench.load import Ask, Figures, Load, figures, one
from tests.bench.report import show
from tests.bench.worlds import World, demo, generated
from tests.server import free_port, serving

BENCHES = {"pages": cases.pages, "search": cases.search}
_ROUNDS = 3


def measure(asks: dict[str, list[Ask]], load: Load) -> dict[str, Figures]:
    """Every case warmed, then all of them in turn and again: what disturbs the machine disturbs all alike."""
    with closing(HTTPConnection("127.0.0.1", load.port, timeout=120)) as connection:
        for case in asks.values():
            for ask in case:
                one(connection, ask)
    rounds: dict[str, list[list[float]]] = {name: [] for name in asks}
    for _ in range(_ROUNDS):
        for name, case in asks.items():
            rounds[name].append(load.run(case))
    return {name: figures(found) for name, found in rounds.items()}


def bench(world: World, arguments: argparse.Namespace, port: int) -> tuple[World, dict[str, Figures]]:
    sys.stderr.write(f"Measuring: {world.name} …\n")
    load = Load(port, arguments.seconds / _ROUNDS, arguments.requests // _ROUNDS)
    with serving(Path(world.folder), port=port, application="tests.bench.application:application"):
        return world, measure(BENCHES[arguments.bench](world, port), load)


def main() -> None:
    parser = argparse.ArgumentParser(prog="script/bench")
    parser.add_argument("bench", choices=BENCHES)
    parser.add_argument("--counties", type=int, default=200, help="of the generated city; 0 leaves it out")
    parser.add_argument("--policies", type=int, default=20_000)
    parser.add_argument("--seconds", type=float, default=6, help="for each row, in three rounds")
    parser.add_argument("--requests", type=int, default=3000, help="at most, for each row")
    arguments = parser.parse_args()
    results = []
    with tempfile.TemporaryDirectory() as folder:
        port = free_port()
        results.append(bench(demo(Path(folder) / "portal", port=port), arguments, port))
        if arguments.counties:
            results.append(
                bench(generated(arguments.counties, arguments.policies, port=port), arguments, port)
            )
    show(arguments.bench, results)


if __name__ == "__main__":
    main()
