import pytest

from search.registry import DuplicateKind, Registry, Searchable


def searchable(kind: str) -> Searchable:
    return Searchable(kind, kind, "app.Model", lambda pk: [], lambda: [])


def test_a_kind_is_registered_once():
    registry = Registry()
    first = registry.register(searchable("one"))
    second = registry.register(searchable("two"))
    assert list(registry) == [first, second]
    assert (registry.get("one"), registry.get("three")) == (first, None)
    with pytest.raises(DuplicateKind, match="'one'"):
        registry.register(searchable("one"))
