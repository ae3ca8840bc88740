"""What a query means, said without any engine's words. Every engine builds its own query from the same plan."""

from dataclasses import dataclass

from search.text import document_numbers, fold, pinyin, synonyms, tokens
from search.types import Query

# A run of this many units is looked for as an exact phrase; a longer one is a question, not an expression.
_PHRASE_UNITS = range(2, 17)
_QUESTION_ITEMS = 9
# Pairs by which people ask; they say nothing about what is asked.
_ASKING = frozenset(
    (
        "怎么 么办 么样 怎样 如何 什么 么时 为什 哪些 哪里 哪个 多少 是否 是不 不是 能不 不能 可不 不可 会不 不会 "
        "有没 没有 要不 可以 以吗 请问 问一 想问 我想 我们 一下 应该 需要 是什 有什 吗我 办呢 办吗"
    ).split()
)
MAX_TOKENS = 64


@dataclass(frozen=True, slots=True)
class Plan:
    """`minimum` is how many of `pairs` and `demanded` (units typed by themselves) a clause must hold.

    `asking` are pairs of asking, which make nothing a hit.
    `synonyms` are phrases (as units) that count less than what was typed. `numbers` are exact document-number
    keys, `tails` the same without issuer. `sounds` are readings of typed pinyin, `initials` its letters.
    """

    units: tuple[str, ...] = ()
    pairs: tuple[str, ...] = ()
    asking: tuple[str, ...] = ()
    phrases: tuple[tuple[str, ...], ...] = ()
    demanded: tuple[str, ...] = ()
    minimum: int = 0
    synonyms: tuple[tuple[str, ...], ...] = ()
    numbers: tuple[str, ...] = ()
    tails: tuple[str, ...] = ()
    sounds: tuple[tuple[str, ...], ...] = ()
    initials: tuple[str, ...] = ()

    @property
    def is_empty(self) -> bool:
        return not self.units

    @property
    def is_question(self) -> bool:
        return len(self.pairs) + len(self.demanded) >= _QUESTION_ITEMS

    @property
    def marked_units(self) -> frozenset[str]:
        """Single units worth a <mark>: those that were asked for by themselves."""
        return frozenset(self.demanded)

    @property
    def marked_pairs(self) -> frozenset[str]:
        extra = [pair for units in self.synonyms for pair in tokens.Run(units).pairs]
        return frozenset(self.pairs) | frozenset(extra)


def plan(query: Query) -> Plan:
    runs = tokens.runs(query.text)
    units = _unique(unit for run in runs for unit in run.units)
    typed = _unique(pair for run in runs for pair in run.pairs)
    pairs = tuple(pair for pair in typed if pair not in _ASKING) or typed
    numbers = document_numbers.read(query.text)
    sounds, initials = _by_ear(query.text)
    return Plan(
        units=units,
        pairs=pairs,
        asking=tuple(pair for pair in typed if pair not in pairs),
        phrases=tuple(run.units for run in runs if len(run.units) in _PHRASE_UNITS),
        demanded=_unique(run.units[0] for run in runs if len(run.units) == 1),
        minimum=least(len(pairs) + sum(len(run.units) == 1 for run in runs)),
        synonyms=tuple(tuple(tokens.tokens(word).units) for word in synonyms.written_for(query.text)),
        numbers=tuple(key for number in numbers for key in document_numbers.candidates(number)),
        tails=tuple(number.tail for number in numbers),
        sounds=sounds,
        initials=initials,
    )


def least(items: int) -> int:
    """How many of so many pairs and lone units a clause must hold: all of two, half of a term.

    Of a question only two: the answer is seldom written in the words of the question.
    """
    if items <= 2:
        return items
    return 2 if items >= _QUESTION_ITEMS else max(2, items // 2)


def _by_ear(text: str) -> tuple[tuple[tuple[str, ...], ...], tuple[str, ...]]:
    typed = fold.plain(text).strip()
    letters = typed.replace(" ", "").replace("'", "")
    if not (letters.isascii() and letters.isalpha()) and "ü" not in letters:
        return (), ()
    initials = tuple(letters) if 2 <= len(letters) <= 12 else ()
    return tuple(pinyin.readings(typed)), initials


def _unique(items: object) -> tuple[str, ...]:
    return tuple(dict.fromkeys(items))[:MAX_TOKENS]  # type: ignore[call-overload]
