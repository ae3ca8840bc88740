"""Lays the changes of a variant over a declaration, as data."""

from collections.abc import Mapping
from typing import Any


def merged(base: Mapping[str, Any], changes: Mapping[str, Any]) -> dict[str, Any]:
    """Tables are merged key by key, anything else is replaced; `false` takes a whole table or list away."""
    result = dict(base)
    for key, change in changes.items():
        old = base.get(key)
        if change is False and isinstance(old, Mapping | list | tuple):
            del result[key]
        elif isinstance(change, Mapping):
            result[key] = merged(_table(old), change)
        else:
            result[key] = change
    return result


def _table(value: Any) -> Mapping[str, Any]:
    """A short entry `code = "text"` has its long form while it is changed."""
    if isinstance(value, str):
        return {"name": value}
    return value if isinstance(value, Mapping) else {}
