"""Which dossiers are drawn. Pure: from the published list, the seed and two numbers anybody comes to the same ones.

The order is that of SHA-256 over the seed and the mark of a dossier. First comes from each group that has enough
dossiers its first one; then, in the same order, whatever is next, until there are enough.
"""

from collections import Counter
from collections.abc import Iterable, Sequence
from hashlib import sha256
from math import ceil

# A mark of a dossier, and the group of whoever handled it.
Line = tuple[str, str]


def digest(lines: Iterable[Line]) -> str:
    return sha256(text(lines).encode()).hexdigest()


def text(lines: Iterable[Line]) -> str:
    return "\n".join(f"{mark} {group}" for mark, group in sorted(lines))


def read(said: str) -> list[Line]:
    return [(mark, group) for mark, _space, group in (line.partition(" ") for line in said.splitlines())]


def in_order(lines: Iterable[Line], seed: str) -> list[Line]:
    return sorted(lines, key=lambda line: sha256(f"{seed}\n{line[0]}".encode()).digest())


def draw(lines: Sequence[Line], seed: str, *, size: int, each_from: int = 0) -> list[str]:
    """Marks in order. `each_from`: how many dossiers make a group certain of one; 0 for none. May exceed `size`."""
    ordered, many = in_order(lines, seed), Counter(group for _mark, group in lines)
    certain: dict[str, str] = {}
    for mark, group in ordered:
        if each_from and many[group] >= each_from:
            certain.setdefault(group, mark)
    chosen = set(certain.values())
    for mark, _group in ordered:
        if len(chosen) >= size:
            break
        chosen.add(mark)
    return [mark for mark, _group in ordered if mark in chosen]


def size_of(count: int, *, share: int, least: int) -> int:
    """`share` in percent, rounded up; never more than there are."""
    return min(count, max(least, ceil(count * share / 100)))
