"""From an engine's scores to a page: neighbours help each other, standing counts, a document does not flood the page.

A linear mix of simple signals, the same for every engine. An engine gives a `Searching`: one search over one state
of its index.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from math import ceil
from types import MappingProxyType
from typing import Any, NamedTuple, Protocol

from search.engines.plan import Plan
from search.text import passage
from search.types import Bucket, Entry, Hit, Query, Results

# What a clause gets from the better one of the clauses right before and after it, and from the mean of the
# three best clauses of its document (a document with one lucky clause has a low one).
NEIGHBOUR = 0.05
DOCUMENT = 0.3
_BEST = 3
MAX_PAGES = 50
# Clauses that are ranked for a page; more are fetched when they belong to too few documents.
_DEPTH = 300
_MAX_DEPTH = 10_000


@dataclass(frozen=True, slots=True)
class Candidate:
    """A clause as an engine found it. `ref` is whatever the engine needs to load it."""

    ref: Any
    object_hash: int
    position: int
    weight: float
    score: float


class Facets(NamedTuple):
    buckets: Mapping[str, tuple[Bucket, ...]]
    objects: int


class Searching(Protocol):
    def fetch(self, depth: int) -> tuple[int, list[Candidate]]:
        """How many clauses match, and the best of them by the engine's own score."""

    def facets(self) -> Facets: ...

    def counts(self, hashes: Sequence[int]) -> Mapping[int, int]:
        """How many clauses of each of these objects match."""

    def load(self, candidates: Sequence[Candidate]) -> list[Entry]: ...


def read(query: Query, plan: Plan, searching: Searching) -> Results:
    count, found = searching.fetch(max(_DEPTH, query.page * query.size))
    if not count:
        return Results(page=query.page)
    if is_list(query):
        return _listed(query, plan, searching, count, found)
    facets = searching.facets()
    depth, wanted = len(found), min(facets.objects, query.page * query.size)
    while len(found) < min(count, _MAX_DEPTH) and len({c.object_hash for c in found}) < wanted:
        depth = min(depth * 4, _MAX_DEPTH)
        count, found = searching.fetch(depth)
    first = (query.page - 1) * query.size
    groups = by_object(ranked(plan, found))[first : first + query.size]
    return Results(
        hits=_grouped_hits(query, plan, searching, groups),
        total=count,
        objects=facets.objects,
        page=query.page,
        pages=min(MAX_PAGES, ceil(facets.objects / query.size)),
        facets=MappingProxyType(dict(facets.buckets)),
    )


def is_list(query: Query) -> bool:
    """Clauses one by one: within one object, or without grouping."""
    return bool(query.within) or not query.per_object


def _listed(query: Query, plan: Plan, searching: Searching, count: int, found: list[Candidate]) -> Results:
    first = (query.page - 1) * query.size
    shown = ranked(plan, found)[first : first + query.size]
    entries = searching.load(shown)
    return Results(
        hits=tuple(hit(plan, entry, c.score) for c, entry in zip(shown, entries, strict=True)),
        total=count,
        objects=1 if query.within else len({c.object_hash for c in found}),
        page=query.page,
        pages=min(MAX_PAGES, ceil(count / query.size)),
    )


def ranked(plan: Plan, found: list[Candidate]) -> list[Candidate]:
    """Without words there is nothing to weigh: the engine's order, newest first, stays."""
    if plan.is_empty:
        return found
    scores = {(c.object_hash, c.position): c.score for c in found}
    of_object = _object_scores(found)

    def mixed(c: Candidate) -> float:
        beside = max(scores.get((c.object_hash, c.position + step), 0.0) for step in (-1, 1))
        return (c.score + NEIGHBOUR * min(beside, c.score) + DOCUMENT * of_object[c.object_hash]) * c.weight

    rescored = [replace(c, score=mixed(c)) for c in found]
    return sorted(rescored, key=lambda c: (-c.score, c.object_hash, c.position))


def _object_scores(found: list[Candidate]) -> dict[int, float]:
    return {
        group[0].object_hash: sum(sorted((c.score for c in group), reverse=True)[:_BEST]) / _BEST
        for group in by_object(found)
    }


def by_object(candidates: Iterable[Candidate]) -> list[list[Candidate]]:
    """Clauses of one object together, objects in the order of their best clause."""
    groups: dict[int, list[Candidate]] = {}
    for candidate in candidates:
        groups.setdefault(candidate.object_hash, []).append(candidate)
    return list(groups.values())


def _grouped_hits(
    query: Query, plan: Plan, searching: Searching, groups: list[list[Candidate]]
) -> tuple[Hit, ...]:
    kept = [group[: query.per_object] for group in groups]
    entries = iter(searching.load([candidate for group in kept for candidate in group]))
    counts = searching.counts([group[0].object_hash for group in groups]) if groups else {}
    made: list[Hit] = []
    for group in kept:
        made += [hit(plan, next(entries), candidate.score) for candidate in group]
        more = counts.get(group[0].object_hash, len(group)) - len(group)
        made[-1] = replace(made[-1], more=max(0, more))
    return tuple(made)


def hit(plan: Plan, entry: Entry, score: float) -> Hit:
    marks = passage.Marks(plan.marked_units, plan.marked_pairs, plan.marked_phrases)
    return Hit(
        kind=entry.kind,
        tenant=entry.tenant,
        object_key=entry.object_key,
        part=entry.part,
        title=entry.title,
        title_html=passage.marked(entry.title, marks),
        document_number=entry.document_number,
        clause=entry.clause,
        heading=entry.heading,
        passage_html=passage.passage(entry.text, marks),
        url=entry.url,
        validity=entry.validity,
        issuers=entry.issuers,
        year=entry.year,
        published=entry.published,
        score=round(score, 4),
    )
