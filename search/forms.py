"""Reads a question from an address. Nothing is refused: what cannot be understood is left out, and that is said."""

import unicodedata
from collections.abc import Collection, Mapping

from django.utils.translation import gettext as _

from search.asked import Asked
from search.engines.mix import MAX_PAGES

MAX_LENGTH = 100
VALIDITIES = ("valid", "amended", "repealed", "expired")
_YEARS = range(1900, 2101)


def read(parameters: Mapping[str, str], *, kinds: Collection[str], counties: Collection[str]) -> Asked:
    notes: list[str] = []
    text = clean(parameters.get("q", ""))
    if len(text) > MAX_LENGTH:
        text = text[:MAX_LENGTH]
        notes.append(_("检索词太长，只用了前 %(limit)d 个字。") % {"limit": MAX_LENGTH})
    year = _number(parameters.get("year", ""))
    chosen = {
        "kind": _one_of(parameters.get("kind", ""), kinds),
        "validity": _one_of(parameters.get("validity", ""), VALIDITIES),
        "county": _one_of(parameters.get("county", ""), counties),
    }
    unknown = [name for name, value in chosen.items() if value != clean(parameters.get(name, ""))]
    if unknown or (parameters.get("year") and year not in _YEARS):
        notes.append(_("有的筛选条件不能识别，没有采用。"))
    return Asked(
        text=text,
        issuer=clean(parameters.get("issuer", ""))[:MAX_LENGTH],
        year=year if year in _YEARS else None,
        within=clean(parameters.get("within", ""))[:200],
        page=min(MAX_PAGES, max(1, _number(parameters.get("page", "")) or 1)),
        notes=tuple(notes),
        **chosen,
    )


def clean(value: str) -> str:
    """Without control characters and lone surrogates, spaces folded."""
    kept = (" " if unicodedata.category(c) in ("Cc", "Cs") else c for c in value)
    return " ".join("".join(kept).split())


def _number(value: str) -> int | None:
    return int(value) if value.isascii() and value.isdigit() and len(value) <= 6 else None


def _one_of(value: str, known: Collection[str]) -> str:
    return clean(value) if clean(value) in known else ""
