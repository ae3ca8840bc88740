"""What a query means, said without any engine's words. Every engine builds its own query from the same plan."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from typing import TypeVar

from search.text import document_numbers, fold, meanings, pinyin, synonyms, tokens
from search.text.meanings import Meaning, Units
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
_Item = TypeVar("_Item")


@dataclass(frozen=True, slots=True)
class Plan:
    """`minimum` is how many of `pairs` and `demanded` (units typed by themselves) a clause must hold.

    `meanings` are what words of the query stand for; a clause must hold each of them, in any of its words. When
    the plan is `loose`, one of everything is enough. `words` are the parts of the query, each as the phrases that
    stand for it: a clause that holds all of them comes before one that holds some.
    `hints` are the meanings of a whole question; they only move a hit up.
    `asking` are pairs of asking, which make nothing a hit.
    `synonyms` are phrases (as units) that count less than what was typed. `numbers` are exact document-number
    keys, `tails` the same without issuer. `sounds` are readings of typed pinyin, `initials` its letters.
    """

    units: tuple[str, ...] = ()
    pairs: tuple[str, ...] = ()
    asking: tuple[str, ...] = ()
    phrases: tuple[Units, ...] = ()
    demanded: tuple[str, ...] = ()
    minimum: int = 0
    meanings: tuple[Meaning, ...] = ()
    hints: tuple[Meaning, ...] = ()
    words: tuple[tuple[Units, ...], ...] = ()
    is_question: bool = False
    loose: bool = False
    synonyms: tuple[Units, ...] = ()
    numbers: tuple[str, ...] = ()
    tails: tuple[str, ...] = ()
    sounds: tuple[tuple[str, ...], ...] = ()
    initials: tuple[str, ...] = ()

    @property
    def is_empty(self) -> bool:
        return not self.units

    @property
    def can_be_loosened(self) -> bool:
        return not self.loose and (self.minimum > 1 or len(self.meanings) + bool(self.minimum) > 1)

    def loosened(self) -> "Plan":
        return replace(self, minimum=min(1, self.minimum), loose=True)

    @property
    def marked_units(self) -> frozenset[str]:
        """Single units worth a <mark>: those that were asked for by themselves."""
        return frozenset(self.demanded)

    @property
    def marked_pairs(self) -> frozenset[str]:
        return frozenset(self.pairs)

    @property
    def marked_phrases(self) -> frozenset[Units]:
        """Words that were not typed, worth a <mark> only when they stand there whole."""
        return frozenset(self.synonyms).union(*(meaning.phrases for meaning in self.meanings + self.hints))


def plan(query: Query) -> Plan:
    runs = tokens.runs(query.text)
    typed = _unique(pair for run in runs for pair in run.pairs)
    telling = tuple(pair for pair in typed if pair not in _ASKING)
    lone = _unique(run.units[0] for run in runs if len(run.units) == 1)
    readings = [meanings.read(run.units) for run in runs]
    known = meanings.together([one for r in readings for one in r.meanings])
    is_question = _is_question(known, [one for r in readings for one in r.literals], telling or typed, lone)
    understood = () if is_question else known
    literals = [run.units for run in runs] if is_question else [one for r in readings for one in r.literals]
    pairs = _pairs(literals) or (() if understood else typed)
    numbers = document_numbers.read(query.text)
    sounds, initials = _by_ear(query.text)
    return Plan(
        units=_unique(unit for run in runs for unit in run.units),
        pairs=pairs,
        asking=tuple(pair for pair in typed if pair not in pairs and not meanings.touches_particle(pair)),
        phrases=_phrases([run.units for run in runs], literals, understood),
        demanded=lone,
        minimum=least(len(pairs) + sum(len(run.units) == 1 for run in runs)),
        meanings=understood,
        hints=known if is_question else (),
        words=() if is_question else _words(literals, understood),
        is_question=is_question,
        synonyms=tuple(tuple(tokens.tokens(word).units) for word in synonyms.written_for(query.text)),
        numbers=tuple(key for number in numbers for key in document_numbers.candidates(number)),
        tails=tuple(number.tail for number in numbers),
        sounds=sounds,
        initials=initials,
    )


def _is_question(
    known: tuple[Meaning, ...], literals: list[Units], typed: tuple[str, ...], lone: tuple[str, ...]
) -> bool:
    """What is understood counts once, however long it was said."""
    if known:
        typed = _pairs(literals)
    return len(typed) + len(known) + len(lone) >= _QUESTION_ITEMS


def _pairs(literals: list[Units]) -> tuple[str, ...]:
    return _unique(pair for units in literals for pair in tokens.Run(units).pairs if pair not in _ASKING)


def _phrases(runs: list[Units], literals: list[Units], understood: tuple[Meaning, ...]) -> tuple[Units, ...]:
    typed = [units for meaning in understood for units in meaning.typed]
    return _unique(units for units in (*runs, *literals, *typed) if len(units) in _PHRASE_UNITS)


def _words(literals: list[Units], understood: tuple[Meaning, ...]) -> tuple[tuple[Units, ...], ...]:
    """Only of more than one word can a clause hold all or some."""
    words = [(units,) for units in dict.fromkeys(literals) if len(units) in _PHRASE_UNITS or len(units) == 1]
    words += [meaning.phrases for meaning in understood]
    return tuple(words) if len(words) > 1 else ()


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


def _unique(items: Iterable[_Item]) -> tuple[_Item, ...]:
    return tuple(dict.fromkeys(items))[:MAX_TOKENS]
