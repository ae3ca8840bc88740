"""What surrounds the papers: kinds and fields that other apps know. They say so here by name; this app asks nobody."""

import re
from collections.abc import Callable, Iterable, Mapping
from functools import cache

from services.documents.library import GENERAL, shipped

_FIELD = re.compile(r"\bfield\.([a-z][a-z0-9_]*)")
_kinds: list[Callable[[], Mapping[str, str]]] = []
_fields: list[Callable[[], Iterable[str]]] = []


def register(
    *, kinds: Callable[[], Mapping[str, str]] | None = None, fields: Callable[[], Iterable[str]] | None = None
) -> None:
    """Called once, when an app starts. Both are asked inside a county's scope, when they are needed.

    `kinds`: code → name of papers that this county's procedures make; `fields`: codes that their forms know.
    """
    if kinds is not None:
        _kinds.append(kinds)
    if fields is not None:
        _fields.append(fields)


def shipped_kinds() -> dict[str, str]:
    return {form.kind: form.title for form in shipped().values() if form.kind != GENERAL}


def kinds() -> dict[str, str]:
    """Every kind a paper may be of: the shipped ones first."""
    known = shipped_kinds()
    for ask in _kinds:
        known = {**ask(), **known}
    return known


@cache
def shipped_fields() -> frozenset[str]:
    return frozenset(code for form in shipped().values() for code in _FIELD.findall(form.body))


def fields() -> frozenset[str]:
    return shipped_fields().union(*(ask() for ask in _fields))
