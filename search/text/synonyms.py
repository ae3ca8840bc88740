"""What people say and what the documents call it. The words stand in synonyms.toml."""

import tomllib
from functools import cache
from pathlib import Path

from search.text import fold

_FILE = Path(__file__).with_name("synonyms.toml")


@cache
def _table() -> tuple[tuple[tuple[str, ...], tuple[str, ...]], ...]:
    declared = tomllib.loads(_FILE.read_text(encoding="utf-8"))["word"]
    return tuple(
        (tuple(fold.plain(said) for said in word["said"]), tuple(word["written"])) for word in declared
    )


def written_for(query: str, limit: int = 6) -> list[str]:
    """The written words for what a query says, without those it already uses."""
    normal = fold.plain(query)
    found = [
        word
        for said, written in _table()
        if any(phrase in normal for phrase in said)
        for word in written
        if word not in normal
    ]
    return list(dict.fromkeys(found))[:limit]
