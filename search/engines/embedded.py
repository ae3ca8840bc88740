"""The embedded engine: tantivy in this process, a directory on this disk. One process writes at a time."""

import threading
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import replace
from itertools import chain
from pathlib import Path

import tantivy

from search.engines import mix, suggestions, tantivy_query
from search.engines.base import EngineBusy, EngineError
from search.engines.directory import Directory, Pointer
from search.engines.fields import Fields, fields, load, object_hash
from search.engines.mix import Candidate, Facets
from search.engines.plan import Plan, plan
from search.types import FACETS, Bucket, Entry, Query, Results

_HEAP = 15_000_000
_REBUILD_HEAP = 120_000_000


class EmbeddedEngine:
    name = "embedded"

    def __init__(self, root: Path | str, *, patience: float = 0.5) -> None:
        self.directory = Directory(Path(root), patience=patience)
        self._local = threading.local()

    # Writing

    @contextmanager
    def writing(self) -> Iterator[None]:
        if getattr(self._local, "writer", None) is not None:
            yield
            return
        with self.directory.locked(), self._writer(self.directory.for_writing(), _HEAP):
            yield

    @contextmanager
    def _writer(self, index: tantivy.Index, heap: int) -> Iterator[None]:
        try:
            writer = index.writer(heap, 1)
        except ValueError as error:
            raise EngineBusy(str(error)) from error
        self._local.writer = writer
        try:
            yield
            writer.commit()
        except BaseException:
            writer.rollback()
            raise
        finally:
            self._local.writer = None
            writer.wait_merging_threads()

    def put(self, entries: Iterable[Entry]) -> None:
        with self.writing():
            self._add(entries, replacing=True)

    def drop(self, kind: str, object_id: str, tenant: str) -> None:
        with self.writing():
            self._local.writer.delete_documents_by_term("object_key", f"{tenant}/{kind}/{object_id}")

    def clear(self, tenant: str | None = None) -> None:
        with self.writing():
            if tenant is None:
                self._local.writer.delete_all_documents()
            else:
                self._local.writer.delete_documents_by_term("tenant", tenant)

    def rebuild(self, entries: Callable[[], Iterable[Entry]], tenant: str | None = None) -> int:
        if tenant is not None:
            with self.writing():
                self.clear(tenant)
                return self._add(entries(), replacing=False)
        with self.directory.locked(patience=60):
            name, index = self.directory.create()
            with self._writer(index, _REBUILD_HEAP):
                count = self._add(entries(), replacing=False)
            self.directory.point_to(Pointer(name, complete=True))
            self.directory.prune()
            return count

    def _add(self, entries: Iterable[Entry], *, replacing: bool) -> int:
        writer, seen, count = self._local.writer, set(), 0
        for entry in entries:
            if replacing and entry.object_key not in seen:
                seen.add(entry.object_key)
                writer.delete_documents_by_term("object_key", entry.object_key)
            writer.add_document(_document(entry, fields(entry)))
            count += 1
        return count

    # Reading

    def needs_rebuild(self) -> bool:
        pointer = self.directory.pointer()
        return pointer is None or not pointer.complete or self.directory.current() is None

    def ping(self) -> None:
        if self.directory.current() is None:
            raise EngineError("there is no index")

    def search(self, query: Query) -> Results:
        index = self.directory.current()
        if index is None or not query.tenants:
            return Results(page=query.page)
        meaning = plan(query)
        with _answering():
            searcher = index.searcher()
            results = mix.read(query, meaning, _Searching(searcher, self.directory.schema, query, meaning))
            if results.total or not meaning.can_be_loosened:
                return results
            loosely = meaning.loosened()
            results = mix.read(query, loosely, _Searching(searcher, self.directory.schema, query, loosely))
            return replace(results, loose=results.total > 0)

    def suggest(self, query: Query, limit: int = 5) -> list[str]:
        index = self.directory.current()
        if index is None or not query.tenants:
            return []
        with _answering():
            searcher = index.searcher()
            asked = tantivy_query.sounding_like(self.directory.schema, query, suggestions.heard(query.text))
            found = searcher.search(asked, 40, count=False).hits
            titles = (_entry(searcher, address).title for _, address in found)
            return suggestions.choose(query.text, titles, limit)


class _Searching:
    """One search over one state of the index."""

    def __init__(
        self, searcher: tantivy.Searcher, schema: tantivy.Schema, query: Query, meaning: Plan
    ) -> None:
        self.searcher, self.schema = searcher, schema
        self.asked = tantivy_query.build(schema, query, meaning)
        self.order = "day" if meaning.is_empty else None

    def fetch(self, depth: int) -> tuple[int, list[Candidate]]:
        found = self.searcher.search(self.asked, depth, order_by_field=self.order)
        addresses = [address for _, address in found.hits]
        names = ("object_hash", "position", "weight")
        columns = zip(*(self.searcher.fast_field_values(name, addresses) for name in names), strict=True)
        return found.count, [
            Candidate(address, object_hash, position, weight, float(score or 0))
            for (score, address), (object_hash, position, weight) in zip(found.hits, columns, strict=True)
        ]

    def facets(self) -> Facets:
        per_object = {"objects": {"cardinality": {"field": "object_hash"}}}
        asked = {name: {"terms": {"field": name, "size": 60}, "aggs": per_object} for name in FACETS}
        answer = self.searcher.aggregate(self.asked, asked | per_object)
        buckets = {
            name: tuple(
                Bucket(bucket["key"], int(bucket["objects"]["value"])) for bucket in answer[name]["buckets"]
            )
            for name in FACETS
        }
        return Facets(buckets, int(answer["objects"]["value"]))

    def counts(self, hashes: Sequence[int]) -> dict[int, int]:
        asked = tantivy_query.limited_to(self.schema, self.asked, hashes)
        terms = {"by": {"terms": {"field": "object_hash", "size": len(hashes)}}}
        buckets = self.searcher.aggregate(asked, terms)["by"]["buckets"]
        return {int(bucket["key"]): bucket["doc_count"] for bucket in buckets}

    def load(self, candidates: Sequence[Candidate]) -> list[Entry]:
        return [_entry(self.searcher, candidate.ref) for candidate in candidates]


@contextmanager
def _answering() -> Iterator[None]:
    """Damage to the files shows only when they are read."""
    try:
        yield
    except (OSError, ValueError) as error:
        raise EngineError(str(error)) from error


def _entry(searcher: tantivy.Searcher, address: object) -> Entry:
    return load(bytes(searcher.doc(address).get_first("stored")).decode())


def _document(entry: Entry, cut: Fields) -> tantivy.Document:
    document = tantivy.Document()
    for name in ("text_units", "text_pairs", "title_units", "title_pairs", "sounds", "initials"):
        if value := getattr(cut, name):
            document.add_text(name, value)
    exact = {"object_key": cut.object_key, "number": cut.number, "number_tail": cut.number_tail}
    exact |= {"kind": entry.kind, "tenant": entry.tenant, "validity": entry.validity, "year": cut.year}
    for name, value in chain(exact.items(), (("issuer", issuer) for issuer in entry.issuers)):
        if value:
            document.add_text(name, value)
    document.add_text("part", entry.part)
    document.add_unsigned("object_hash", object_hash(cut.object_key))
    document.add_integer("position", cut.position)
    document.add_float("weight", cut.weight)
    document.add_integer("day", cut.day)
    document.add_bytes("stored", cut.stored.encode())
    return document
