"""Titles by sound: the syllables and the initials of their Han characters, without tones."""

from functools import lru_cache
from itertools import product

from pypinyin import lazy_pinyin

from search.text import fold

_INITIALS = "b p m f d t n l g k h j q x zh ch sh r z c s".split()
_FINALS = (
    "a o e i u v ai ei ao ou an en ang eng ong ia ie iao iu ian in iang ing iong "
    "ua uo uai ui uan un uang ue ve er"
).split()
_BARE = (
    "a o e ai ei ao ou an en ang eng er yi ya yo ye yao you yan yin yang ying yong "
    "wu wa wo wai wei wan wen wang weng yu yue yuan yun"
).split()
# Generous: every initial with every final. A wrong split finds nothing and does no harm.
SYLLABLES = frozenset(_BARE) | {initial + final for initial, final in product(_INITIALS, _FINALS)}


def syllables(text: str) -> list[str]:
    """One syllable per Han character; letters and numbers are left out."""
    return lazy_pinyin(fold.plain(text), errors="ignore", v_to_u=False)


def readings(typed: str, limit: int = 4) -> list[tuple[str, ...]]:
    """The ways to read typed letters as syllables, fewest syllables first; empty if there is none."""
    words = typed.replace("ü", "v").replace("'", " ").split()
    if not words or not all(word.isascii() and word.isalpha() for word in words):
        return []
    whole: list[tuple[str, ...]] = [()]
    for word in words:
        whole = [left + right for left in whole for right in _splits(word)]
    return sorted(set(whole), key=lambda reading: (len(reading), reading))[:limit]


@lru_cache(maxsize=4096)
def _splits(word: str) -> tuple[tuple[str, ...], ...]:
    if not word:
        return ((),)
    if len(word) > 40:
        return ()
    found = [
        (word[:end], *rest)
        for end in range(min(6, len(word)), 0, -1)
        if word[:end] in SYLLABLES
        for rest in _splits(word[end:])[:4]
    ]
    return tuple(sorted(found, key=len)[:4])
