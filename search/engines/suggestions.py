"""Other words to try, from titles that sound like what was typed."""

from collections.abc import Iterable
from difflib import SequenceMatcher

from search.text import pinyin, tokens


def heard(typed: str) -> list[tuple[str, ...]]:
    """The typed characters as syllables; for letters, every way to read them."""
    syllables = tuple(pinyin.syllables(typed))
    return [syllables] if len(syllables) > 1 else pinyin.readings(typed.strip().lower())


def choose(typed: str, titles: Iterable[str], limit: int) -> list[str]:
    """The part of each title that sounds like the query, the most alike first."""
    readings = heard(typed)
    parts = (part for title in titles for reading in readings if (part := _sounding(title, reading)))
    others = dict.fromkeys(part for part in parts if part != typed.strip())
    return sorted(others, key=lambda part: -SequenceMatcher(None, typed, part).ratio())[:limit]


def _sounding(title: str, reading: tuple[str, ...]) -> str:
    han = [character for character in title if tokens.is_han(character)]
    spoken = [(pinyin.syllables(character) or [""])[0] for character in han]
    whole = pinyin.syllables(title)
    if len(whole) == len(han):
        spoken = whole
    for start in range(len(spoken) - len(reading) + 1):
        if tuple(spoken[start : start + len(reading)]) == reading:
            return "".join(han[start : start + len(reading)])
    return ""
