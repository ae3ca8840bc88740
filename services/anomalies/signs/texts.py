"""Accounts and agreements that are nearly the same. Harmless: forms, one employer and many workers.

Texts come as hashes of their pieces (three characters each, names and figures levelled). MinHash finds who may be
alike, in time that grows with the number of texts and not with its square; how alike they are is then counted exactly,
once with everything and once without the pieces that several mediators write: those are the form's, not the case's.

MinHash is written here, in some thirty lines, because the library for it (datasketch) brings numpy and scipy along:
ninety megabytes for one loop over a few thousand short texts. One hash is enough for all places of the signature
(one permutation, empty places filled from the next one).
"""

import re
import unicodedata
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from itertools import combinations
from zlib import crc32

from services.anomalies.signs.told import MIDDLE, STRONG, WEAK, County, Sign, Told, apart, keys
from services.cases.wording import on_record

LENGTH = 3
# A shorter text says too little; of a text that has less of its own than `OWN` only the whole is compared.
LEAST, OWN = 40, 24
OWN_ALIKE = 0.6
MANY, NEARLY = 3, 0.9
# A piece that so many mediators write, and so large a part of them, belongs to the form.
MEDIATORS, PART = 4, 0.2
PLACES, ROWS = 128, 8
_NEITHER = re.compile(r"[\W_]+")
_FIGURES = re.compile(r"[\d〇零一二三四五六七八九十百千万]+")
_TURN, _PRIME, _STEP = 0x9E3779B97F4A7C15, (1 << 61) - 1, 0x1000003

Pieces = Mapping[int, frozenset[int]]


def shingles(text: str, names: Iterable[str] = ()) -> frozenset[int]:
    """Who changes only names, days and sums has written the same text."""
    plain = unicodedata.normalize("NFKC", text)
    for name in sorted(filter(None, names), key=len, reverse=True):
        plain = plain.replace(name, "N")
    plain = _NEITHER.sub("", _FIGURES.sub("0", plain))
    return frozenset(crc32(plain[at : at + LENGTH].encode()) for at in range(len(plain) - LENGTH + 1))


def texts(cases: list[Told], county: County) -> Iterator[Sign]:
    known = {case.pk: case for case in cases}
    likeness = {
        pair: part
        for pair, part in _alike(cases, county.limits.alike)
        if known[pair[0]].family != known[pair[1]].family
    }
    for cluster in _clusters(likeness):
        part = max(value for pair, value in likeness.items() if set(pair) <= cluster)
        yield _sign([known[pk] for pk in sorted(cluster)], part)


def _alike(cases: list[Told], least: float) -> Iterator[tuple[tuple[int, int], float]]:
    """Less than this is found no better and brings false alarms: texts rewritten in part pass (tests/bench/planted)."""
    whole = {case.pk: case.shingles for case in cases if len(case.shingles) >= LEAST}
    own = _without_form(cases)
    for one, other in _candidates(whole):
        part = _jaccard(whole[one], whole[other])
        short = min(len(own[one]), len(own[other])) < OWN
        if part >= least and (short or _jaccard(own[one], own[other]) >= OWN_ALIKE):
            yield (one, other), part


def _without_form(cases: list[Told]) -> Pieces:
    by: dict[int, set[str]] = defaultdict(set)
    for case in cases:
        for piece in case.shingles:
            by[piece].add(case.mediator)
    most = max(MEDIATORS, PART * len({case.mediator for case in cases}))
    form = {piece for piece, mediators in by.items() if len(mediators) >= most}
    return {case.pk: case.shingles - form for case in cases}


def _candidates(texts: Pieces) -> set[tuple[int, int]]:
    """Pairs that agree in one band of their signatures."""
    found: set[tuple[int, int]] = set()
    buckets: dict[tuple[int, ...], list[int]] = defaultdict(list)
    for pk, pieces in texts.items():
        signature = _signature(pieces)
        for start in range(0, PLACES, ROWS):
            buckets[(start, *signature[start : start + ROWS])].append(pk)
    for some in buckets.values():
        found.update(combinations(sorted(some), 2))
    return found


def _signature(pieces: Iterable[int]) -> list[int]:
    """The least of what falls to each place: two texts agree in as many places as they have pieces in common."""
    least: dict[int, int] = {}
    for piece in pieces:
        value, place = divmod((piece + 1) * _TURN % _PRIME, PLACES)
        if place not in least or value < least[place]:
            least[place] = value
    taken, filled = sorted(least), []
    for place in range(PLACES):
        source = next((one for one in taken if one >= place), taken[0] + PLACES)
        filled.append(least[source % PLACES] + (source - place) * _STEP)
    return filled


def _jaccard(one: frozenset[int], other: frozenset[int]) -> float:
    return len(one & other) / len(one | other)


def _clusters(pairs: Iterable[tuple[int, int]]) -> list[set[int]]:
    belongs: dict[int, set[int]] = {}
    for one, other in pairs:
        joined = belongs.get(one, {one}) | belongs.get(other, {other})
        belongs.update(dict.fromkeys(joined, joined))
    return [set(one) for one in {frozenset(cluster) for cluster in belongs.values()}]


def _sign(some: list[Told], alike: float) -> Sign:
    words = {"count": len(some), "part": round(alike * 100)}
    text = (
        on_record("%(count)d件纠纷的经过和协议几乎一样：去掉姓名、数字和通用的格式文字，相同的占%(part)d%%。")
        % words
    )
    many = apart(some) >= MANY
    strength = STRONG if many and alike >= NEARLY else MIDDLE if many or alike >= NEARLY else WEAK
    if _same_opponent(some):
        strength = WEAK
        text += on_record("这些案件的一方是同一个人或者单位，可能是多人与同一方的纠纷。")
    mediators = {case.mediator for case in some}
    return Sign(
        "copied",
        f"copied:{min(keys(some))}",
        keys(some),
        strength,
        text,
        mediators.pop() if len(mediators) == 1 else "",
    )


def _same_opponent(some: list[Told]) -> bool:
    shared = [{(person.identity, person.name) for person in case.people} for case in some]
    return bool(set.intersection(*shared)) if shared else False
