"""Characters and overlapping pairs: how a text is cut, the same for what is indexed and what is asked.

A unit is a Han character, a number or a word of letters. A pair is two neighbouring units. Brackets, quotation marks
and the like do not part neighbours (“塞上”品牌 is found by 塞上品牌); sentence punctuation does.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import NamedTuple

from search.text import fold

HAN = "\u3007\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U00020000-\U0003ffff"
_UNIT = re.compile(rf"[{HAN}]|\d+(?:\.\d+)?|[^\W\d_{HAN}]+")
_IS_HAN = re.compile(rf"[{HAN}]")
# Marks that stand between two characters without parting them.
_SOFT = re.compile(r"[\s〔〕\[\]()（）《》<>〈〉【】“”\"'‘’「」『』%‰·•・*_—–-]*")


class Unit(NamedTuple):
    text: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Run:
    """Units that stand beside each other, and their pairs."""

    units: tuple[str, ...]

    @property
    def pairs(self) -> tuple[str, ...]:
        return tuple(pair(left, right) for left, right in zip(self.units, self.units[1:], strict=False))


@dataclass(frozen=True, slots=True)
class Tokens:
    units: list[str]
    pairs: list[str]


def is_han(unit: str) -> bool:
    return _IS_HAN.match(unit) is not None


def pair(left: str, right: str) -> str:
    return left + right if is_han(left) or is_han(right) else f"{left}_{right}"


def stretches(normal: str) -> Iterator[list[Unit]]:
    """The units of a normalised text, in stretches that no punctuation parts."""
    current: list[Unit] = []
    for match in _UNIT.finditer(normal):
        if current and not _joined(normal[current[-1].end : match.start()]):
            yield current
            current = []
        current.append(Unit(match[0], match.start(), match.end()))
    if current:
        yield current


def _joined(gap: str) -> bool:
    return not gap or ("\n" not in gap and _SOFT.fullmatch(gap) is not None)


def tokens(text: str) -> Tokens:
    """For the index."""
    units: list[str] = []
    pairs: list[str] = []
    for stretch in stretches(fold.plain(text)):
        run = Run(tuple(unit.text for unit in stretch))
        units += run.units
        pairs += run.pairs
    return Tokens(units, pairs)


def runs(query: str) -> list[Run]:
    """For a query: as in `tokens`, but a space parts words, too."""
    words = fold.plain(query).split()
    return [Run(tuple(unit.text for unit in stretch)) for word in words for stretch in stretches(word)]
