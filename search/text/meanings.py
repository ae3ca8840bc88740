"""What the words of a question stand for: 要钱 asks for what a document calls 不收取任何费用.

The words stand in synonyms.toml. The longest known word wins, so that a word inside another one is left alone.
"""

import tomllib
from functools import cache
from pathlib import Path
from typing import NamedTuple

from search.text import tokens

Units = tuple[str, ...]

_FILE = Path(__file__).with_name("synonyms.toml")
# With these a word of the question begins or ends; they belong to nothing that is looked for.
_BEFORE = frozenset("我你您的是要都还也")
_AFTER = frozenset("吗呢吧啊呀嘛的了是要得都还也")
_PARTICLES = _BEFORE | _AFTER
_LONGER_PARTICLES = frozenset(
    tuple(word) for word in ("需要", "可以", "大概", "一般", "到底", "究竟", "现在")
)


class Meaning(NamedTuple):
    """`typed` and `written` are phrases that stand for each other; `ask`: the office itself answers this."""

    typed: tuple[Units, ...]
    written: tuple[Units, ...]
    ask: bool = False

    @property
    def phrases(self) -> tuple[Units, ...]:
        return tuple(dict.fromkeys(self.typed + self.written))


class Reading(NamedTuple):
    """A run of units: the words to be found as they are, and what the others mean."""

    literals: tuple[Units, ...]
    meanings: tuple[Meaning, ...]


def read(units: Units) -> Reading:
    table, longest = _table()
    literals: list[Units] = []
    meanings: list[Meaning] = []
    start = position = 0
    while position < len(units):
        word = next(
            (
                units[position : position + n]
                for n in range(longest, 1, -1)
                if units[position : position + n] in table
            ),
            (),
        )
        meaning = table[word] if word else None
        if meaning:
            literals.append(units[start:position])
            meanings.append(meaning._replace(typed=(word,)))
            start = position + len(word)
        position += len(word) if word else 1
    literals.append(units[start:])
    return Reading(tuple(kept for one in literals if (kept := _bare(one))), together(meanings))


def together(meanings: list[Meaning]) -> tuple[Meaning, ...]:
    """几点上班 asks one thing, not two."""
    merged: dict[tuple[Units, ...], Meaning] = {}
    for one in meanings:
        before = merged.get(one.written, one)
        merged[one.written] = one._replace(typed=tuple(dict.fromkeys(before.typed + one.typed)))
    return tuple(merged.values())


def touches_particle(pair: str) -> bool:
    return not _PARTICLES.isdisjoint(pair)


def _bare(units: Units) -> Units:
    """Without the particles at both ends, as long as a word remains; nothing but particles is nothing."""
    if units in _LONGER_PARTICLES:
        return ()
    if len(units) > 3 and units[-2:] in _LONGER_PARTICLES:
        return _bare(units[:-2])
    if len(units) > 2:
        if units[-1] in _AFTER:
            return _bare(units[:-1])
        if units[0] in _BEFORE:
            return _bare(units[1:])
    return () if _PARTICLES.issuperset(units) else units


@cache
def _table() -> tuple[dict[Units, Meaning | None], int]:
    """Every known word; those that are only to be left alone lead to None."""
    declared = tomllib.loads(_FILE.read_text(encoding="utf-8"))
    table: dict[Units, Meaning | None] = {
        _cut(said): None for word in declared["word"] for said in word["said"]
    }
    for one in declared["meaning"]:
        written = tuple(_cut(word) for word in one["written"])
        meaning = Meaning((), written, one.get("ask", False))
        table |= {_cut(said): meaning for said in one["said"]}
        table |= {_cut(word): None for word in one.get("except", ())}
    return table, max(len(word) for word in table)


def _cut(word: str) -> Units:
    return tuple(tokens.tokens(word).units)
