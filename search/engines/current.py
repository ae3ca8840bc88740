"""The engine this installation runs on: Elasticsearch where a server is named, else the embedded one."""

from functools import lru_cache

from django.conf import settings

from search.engines.base import Engine
from search.engines.elastic import ElasticEngine
from search.engines.embedded import EmbeddedEngine


def engine() -> Engine:
    return _engine(settings.ELASTICSEARCH_URL or "", str(settings.SEARCH_INDEX_DIR))


@lru_cache(maxsize=8)
def _engine(url: str, directory: str) -> Engine:
    return ElasticEngine(url) if url else EmbeddedEngine(directory)
