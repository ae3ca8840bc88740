"""The engine at scale: Elasticsearch 8, with the same tokens, cut here and split there at spaces.

An alias points to the current index; a rebuild fills a new one and moves the alias.
"""

import threading
import uuid
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import replace
from typing import Any

from elastic_transport import TransportError
from elasticsearch import ApiError, Elasticsearch, NotFoundError
from elasticsearch.dsl import Search
from elasticsearch.helpers import BulkIndexError, bulk

from search.engines import elastic_query, mix, suggestions
from search.engines.base import EngineError
from search.engines.elastic_lock import WriterLock
from search.engines.elastic_mapping import MAPPING, SETTINGS, source
from search.engines.fields import SCHEMA, load
from search.engines.mix import Candidate, Facets
from search.engines.plan import Plan, plan
from search.types import FACETS, Bucket, Entry, Query, Results

_RENEW_EVERY = 500


class ElasticEngine:
    name = "elasticsearch"

    def __init__(
        self,
        url: str,
        *,
        prefix: str = "fengqiao",
        patience: float = 2.0,
        client: Elasticsearch | None = None,
    ) -> None:
        self.client = client or Elasticsearch(url, request_timeout=20)
        self.alias = f"{prefix}-clauses"
        self.lock = WriterLock(self.client, f"{prefix}-locks")
        self.patience = patience
        self._local = threading.local()

    # Writing

    @contextmanager
    def writing(self) -> Iterator[None]:
        if getattr(self._local, "batch", None) is not None:
            yield
            return
        with _talking(), self.lock.held(self.patience):
            self._ensure()
            self._local.batch = {}
            try:
                yield
                self._flush(self._local.batch)
            finally:
                self._local.batch = None

    def put(self, entries: Iterable[Entry]) -> None:
        with self.writing():
            fresh: dict[str, list[Entry]] = {}
            for entry in entries:
                fresh.setdefault(entry.object_key, []).append(entry)
            self._local.batch.update(fresh)

    def drop(self, kind: str, object_id: str, tenant: str) -> None:
        with self.writing():
            self._local.batch[f"{tenant}/{kind}/{object_id}"] = []

    def clear(self, tenant: str | None = None) -> None:
        with self.writing():
            self._flush(self._local.batch)
            self._local.batch.clear()
            self._delete({"term": {"tenant": tenant}} if tenant else {"match_all": {}})

    def rebuild(self, entries: Callable[[], Iterable[Entry]], tenant: str | None = None) -> int:
        with _talking(), self.lock.held(60):
            batch = uuid.uuid4().hex
            if tenant is not None:
                self._ensure()
                count = self._index(self.alias, entries(), batch)
                self._forget_older({"term": {"tenant": tenant}}, batch)
                return count
            name = self._create(complete=True)
            count = self._index(name, entries(), batch)
            self.client.indices.refresh(index=name)
            self._switch_to(name)
            return count

    def _flush(self, batch: dict[str, list[Entry]]) -> None:
        if not batch:
            return
        mark = uuid.uuid4().hex
        self._index(self.alias, (entry for entries in batch.values() for entry in entries), mark)
        self._forget_older({"terms": {"object_key": list(batch)}}, mark)

    def _index(self, index: str, entries: Iterable[Entry], batch: str) -> int:
        def actions() -> Iterator[dict[str, Any]]:
            for number, entry in enumerate(entries):
                if number % _RENEW_EVERY == 0:
                    self.lock.renew()
                yield {
                    "_index": index,
                    "_id": f"{entry.object_key}#{entry.part}",
                    "_source": source(entry, batch),
                }

        return bulk(self.client, actions(), chunk_size=_RENEW_EVERY)[0]

    def _forget_older(self, of: dict[str, Any], batch: str) -> None:
        """What this batch did not write is gone from the object; new clauses are there before old ones go."""
        self._delete({"bool": {"filter": [of], "must_not": [{"term": {"batch": batch}}]}})

    def _delete(self, query: dict[str, Any]) -> None:
        self.client.indices.refresh(index=self.alias)
        self.client.delete_by_query(index=self.alias, query=query, conflicts="proceed", refresh=True)

    def _create(self, *, complete: bool) -> str:
        name = f"{self.alias}-{uuid.uuid4().hex[:12]}"
        meta = {"_meta": {"schema": SCHEMA, "complete": complete}}
        self.client.indices.create(index=name, mappings=MAPPING | meta, settings=SETTINGS)
        return name

    def _ensure(self) -> None:
        """There is something to write to; an index of another shape gives way to an incomplete new one."""
        if self._meta().get("schema") != SCHEMA:
            self._switch_to(self._create(complete=False))

    def _switch_to(self, name: str) -> None:
        old = [index for index in self._behind_alias() if index != name]
        moves = [{"remove": {"index": index, "alias": self.alias}} for index in old]
        self.client.indices.update_aliases(actions=[*moves, {"add": {"index": name, "alias": self.alias}}])
        for index in old:
            self.client.indices.delete(index=index)

    def _behind_alias(self) -> dict[str, Any]:
        try:
            return dict(self.client.indices.get_mapping(index=self.alias))
        except NotFoundError:
            return {}

    def _meta(self) -> dict[str, Any]:
        mappings = list(self._behind_alias().values())
        return mappings[0]["mappings"].get("_meta", {}) if len(mappings) == 1 else {}

    # Reading

    def needs_rebuild(self) -> bool:
        with _talking():
            meta = self._meta()
        return meta.get("schema") != SCHEMA or not meta.get("complete")

    def ping(self) -> None:
        with _talking():
            if self._meta().get("schema") != SCHEMA:
                raise EngineError("there is no index")

    def search(self, query: Query) -> Results:
        if not query.tenants:
            return Results(page=query.page)
        meaning = plan(query)
        with _talking():
            try:
                results = mix.read(query, meaning, self._searching(query, meaning))
                if results.total or not meaning.can_be_loosened:
                    return results
                loosely = meaning.loosened()
                results = mix.read(query, loosely, self._searching(query, loosely))
                return replace(results, loose=results.total > 0)
            except NotFoundError:
                return Results(page=query.page)

    def suggest(self, query: Query, limit: int = 5) -> list[str]:
        readings = suggestions.heard(query.text)
        if not query.tenants or not readings:
            return []
        asked = Search(using=self.client, index=self.alias).query(
            elastic_query.sounding_like(query, readings)
        )
        with _talking():
            try:
                found = [load(hit["_source"]["stored"]) for hit in asked[:40].execute().hits.hits]
            except NotFoundError:
                return []
        return suggestions.choose(query.text, (entry.title for entry in found), limit)

    def _searching(self, query: Query, meaning: Plan) -> "_Searching":
        return _Searching(self.client, self.alias, query, meaning)


class _Searching:
    def __init__(self, client: Elasticsearch, alias: str, query: Query, meaning: Plan) -> None:
        self.client, self.alias = client, alias
        self.asked = elastic_query.build(query, meaning)
        self.newest_first = meaning.is_empty

    def _search(self) -> Search:
        return Search(using=self.client, index=self.alias).query(self.asked)

    def fetch(self, depth: int) -> tuple[int, list[Candidate]]:
        asked = self._search().extra(
            track_total_hits=True, docvalue_fields=["object_hash", "position", "weight"], track_scores=True
        )
        if self.newest_first:
            asked = asked.sort("-day")
        answer = asked.source(False)[0:depth].execute().hits
        return answer.total.value, [_candidate(hit) for hit in answer.hits]

    def facets(self) -> Facets:
        asked = self._search()[0:0]
        objects = {"field": "object_hash", "precision_threshold": 40_000}
        asked.aggs.metric("objects", "cardinality", **objects)
        for name in FACETS:
            asked.aggs.bucket(name, "terms", field=name, size=60).metric("objects", "cardinality", **objects)
        answer = asked.execute().aggregations
        buckets = {
            name: tuple(Bucket(bucket.key, bucket.objects.value) for bucket in answer[name].buckets)
            for name in FACETS
        }
        return Facets(buckets, answer.objects.value)

    def counts(self, hashes: Sequence[int]) -> dict[int, int]:
        asked = self._search().filter("terms", object_hash=list(hashes))[0:0]
        asked.aggs.bucket("by", "terms", field="object_hash", size=len(hashes))
        return {bucket.key: bucket.doc_count for bucket in asked.execute().aggregations.by.buckets}

    def load(self, candidates: Sequence[Candidate]) -> list[Entry]:
        if not candidates:
            return []
        ids = [candidate.ref for candidate in candidates]
        answer = self.client.mget(index=self.alias, ids=ids, source_includes=["stored"])
        return [load(document["_source"]["stored"]) for document in answer["docs"]]


def _candidate(hit: Any) -> Candidate:
    columns = hit["fields"]
    object_hash, position, weight = (columns[name][0] for name in ("object_hash", "position", "weight"))
    return Candidate(hit["_id"], object_hash, position, weight, float(hit["_score"] or 0))


@contextmanager
def _talking() -> Iterator[None]:
    try:
        yield
    except (TransportError, ApiError, BulkIndexError) as error:
        raise EngineError(f"Elasticsearch: {error}") from error
