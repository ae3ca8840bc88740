from collections.abc import Iterator
from dataclasses import dataclass, field

import pytest

from search.engines.current import engine
from search.engines.embedded import EmbeddedEngine
from search.registry import Searchable, registry
from search.types import Entry
from tenants.scope import current_tenant


@dataclass
class Shelf:
    """Notes of every county, kept in memory, searchable as the kind "note"."""

    notes: dict[tuple[str, str], str] = field(default_factory=dict)
    broken: set[str] = field(default_factory=set)

    def entries(self, pk: str) -> list[Entry]:
        slug = current_tenant().slug
        if pk in self.broken:
            raise LookupError(pk)
        text = self.notes.get((slug, pk))
        if text is None:
            return []
        return [
            Entry(tenant=slug, kind="note", object_id=pk, title=f"便笺{pk}", text=text, url=f"/notes/{pk}/")
        ]

    def pks(self) -> list[str]:
        return [pk for slug, pk in self.notes if slug == current_tenant().slug]


@pytest.fixture
def shelf(monkeypatch) -> Shelf:
    made = Shelf()
    note = Searchable("note", "便笺", "tests.Note", made.entries, made.pks, "/notes/")
    monkeypatch.setattr(registry, "_by_kind", {"note": note})
    return made


@pytest.fixture
def index_dir(settings, tmp_path) -> Iterator[EmbeddedEngine]:
    settings.ELASTICSEARCH_URL = ""
    settings.SEARCH_INDEX_DIR = tmp_path / "search"
    yield engine()
