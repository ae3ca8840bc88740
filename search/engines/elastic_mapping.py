"""The fields in Elasticsearch's words."""

from typing import Any

from search.engines.fields import fields
from search.types import Entry

_EXACT = {"type": "keyword"}
_WITH_PLACES = {"type": "text", "analyzer": "whitespace", "index_options": "positions"}
_WITHOUT_PLACES = {"type": "text", "analyzer": "whitespace", "index_options": "freqs"}

MAPPING: dict[str, Any] = {
    "dynamic": "strict",
    "properties": {
        **dict.fromkeys(("text_units", "title_units", "sounds", "initials"), _WITH_PLACES),
        **dict.fromkeys(("text_pairs", "title_pairs"), _WITHOUT_PLACES),
        **dict.fromkeys(("object_key", "part", "number", "number_tail", "batch"), _EXACT),
        **dict.fromkeys(("kind", "issuer", "year", "validity", "tenant"), _EXACT),
        "object_hash": {"type": "long"},
        "position": {"type": "integer"},
        "weight": {"type": "float"},
        "day": {"type": "integer"},
        "stored": {"type": "keyword", "index": False, "doc_values": False},
    },
}
SETTINGS = {"number_of_shards": 1, "auto_expand_replicas": "0-1"}


def source(entry: Entry, batch: str) -> dict[str, Any]:
    cut = fields(entry)
    values = {name: getattr(cut, name) for name in cut.__slots__}
    values |= {"kind": entry.kind, "tenant": entry.tenant, "part": entry.part, "batch": batch}
    values |= {"issuer": list(entry.issuers), "validity": entry.validity}
    # A missing value makes no bucket; an empty one would.
    return {name: value for name, value in values.items() if value != "" or name == "part"}
