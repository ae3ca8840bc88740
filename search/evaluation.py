"""How well an engine answers questions whose answers are known.

The corpus is JSON lines (id, law, article, content; .gz is read, too), the queries are JSON lines (id, query, rel: ids
of the articles that answer). Neither is part of the product.
"""

import gzip
import json
from collections.abc import Callable, Iterable, Iterator
from itertools import groupby
from pathlib import Path
from statistics import mean
from typing import Any

from search.engines.base import Engine
from search.text import fold
from search.types import Entry, Query

_TENANT = "evaluation"
# A law stands above the regulations and interpretations that carry it out.
LAW = 1.2


def read_lines(path: Path) -> Iterator[dict[str, Any]]:
    opener: Callable[..., Any] = gzip.open if path.suffix == ".gz" else open
    with opener(path, "rt", encoding="utf-8") as lines:
        for line in lines:
            if line.strip():
                yield json.loads(line)


def corpus_entries(rows: Iterable[dict[str, Any]]) -> Iterator[Entry]:
    """Articles as clauses of their law, in the order of their numbers."""
    ordered = sorted(rows, key=lambda row: (row["law"], _article_number(row["article"]), row["id"]))
    for law, articles in groupby(ordered, key=lambda row: row["law"]):
        for position, row in enumerate(articles):
            yield Entry(
                tenant=_TENANT,
                kind="law",
                object_id=law,
                part=str(row["id"]),
                title=law,
                clause=row["article"],
                text=row["content"],
                url=f"/{row['id']}/",
                level=LAW if law.endswith(("法", "法典")) else 1.0,
                position=position,
            )


def _article_number(article: str) -> int:
    digits = "".join(c if c.isdigit() else " " for c in fold.plain(article)).split()
    return int(digits[0]) if digits else 0


def answers(engine: Engine, text: str, size: int = 100) -> list[int]:
    query = Query(text=text, tenants=(_TENANT,), size=size, per_object=0)
    return [int(hit.part) for hit in engine.search(query).hits]


def figures(run: Iterable[tuple[list[int], set[int]]]) -> dict[str, float]:
    """Recall at 5, 10, 20 and 100, and the mean reciprocal rank within ten, over (answers, relevant) pairs."""
    pairs = list(run)
    result = {
        f"recall@{depth}": mean(
            len(relevant.intersection(found[:depth])) / len(relevant) for found, relevant in pairs
        )
        for depth in (5, 10, 20, 100)
    }
    result["mrr@10"] = mean(_reciprocal(found[:10], relevant) for found, relevant in pairs)
    return result


def _reciprocal(found: list[int], relevant: set[int]) -> float:
    return next((1 / rank for rank, one in enumerate(found, 1) if one in relevant), 0.0)
