import json
import tempfile
import time
from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand
from tqdm import tqdm

from search import evaluation
from search.engines.embedded import EmbeddedEngine


class Command(BaseCommand):
    help = "Measures the embedded engine on questions whose answers are known. Touches no index of the site."
    requires_system_checks = ()

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument(
            "--corpus", type=Path, required=True, help="JSON lines: id, law, article, content"
        )
        parser.add_argument("--queries", type=Path, required=True, help="JSON lines: id, query, rel")
        parser.add_argument("--save", type=Path, help="where to keep the run, as JSON lines: id, ids")

    def handle(self, *args: Any, **options: Any) -> None:
        quiet = options["verbosity"] < 1
        rows = list(evaluation.read_lines(options["corpus"]))
        queries = list(evaluation.read_lines(options["queries"]))
        with tempfile.TemporaryDirectory() as directory:
            engine = EmbeddedEngine(directory)
            started = time.perf_counter()
            engine.rebuild(lambda: tqdm(evaluation.corpus_entries(rows), total=len(rows), disable=quiet))
            built = time.perf_counter() - started
            run, seconds = self._run(engine, queries, quiet)
        self._report(run, queries, built, seconds)
        if options["save"]:
            lines = (
                json.dumps({"id": query["id"], "ids": ids}) for query, ids in zip(queries, run, strict=True)
            )
            options["save"].write_text("\n".join(lines) + "\n", encoding="utf-8")

    def _run(
        self, engine: EmbeddedEngine, queries: list[dict], quiet: bool
    ) -> tuple[list[list[int]], list[float]]:
        run, seconds = [], []
        for query in tqdm(queries, disable=quiet):
            started = time.perf_counter()
            run.append(evaluation.answers(engine, query["query"]))
            seconds.append(time.perf_counter() - started)
        return run, sorted(seconds)

    def _report(self, run: list[list[int]], queries: list[dict], built: float, seconds: list[float]) -> None:
        pairs = ((ids, set(query["rel"])) for query, ids in zip(queries, run, strict=True))
        for name, figure in evaluation.figures(pairs).items():
            self.stdout.write(f"{name:12} {figure:.4f}")
        p50, p95 = (seconds[int(len(seconds) * share)] * 1000 for share in (0.5, 0.95))
        self.stdout.write(
            f"{len(queries)} queries, p50 {p50:.0f} ms, p95 {p95:.0f} ms; index built in {built:.0f} s"
        )
