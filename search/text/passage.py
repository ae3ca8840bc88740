"""The passage of the original that answers, escaped, with the found words in <mark>."""

import html
from collections.abc import Collection
from typing import NamedTuple

from search.text import fold, tokens

Span = tuple[int, int]


class Marks(NamedTuple):
    """What is worth a mark: units, pairs of neighbours, and phrases that count only as a whole."""

    units: Collection[str] = ()
    pairs: Collection[str] = ()
    phrases: Collection[tuple[str, ...]] = ()


_SENTENCE_ENDS = "。！？；\n"
_LONGEST = 24  # units of a marked phrase
_LEAD = 24  # how far back a passage may reach for the start of its sentence


def marked(text: str, marks: Marks) -> str:
    """The whole text, for titles."""
    return _render(text, 0, len(text), found(text, marks))


def passage(text: str, marks: Marks, width: int = 96) -> str:
    """The stretch of about `width` characters that holds most of what was asked."""
    spans = found(text, marks)
    if len(text) <= width + _LEAD:
        return _render(text, 0, len(text), spans)
    start = _sentence_start(text, _best_start(text, spans, width))
    end = min(len(text), start + width)
    return _render(text, start, end, spans)


def found(text: str, marks: Marks) -> list[Span]:
    """Where the words stand in the original, in order, touching ones joined.

    Single units count only when they were asked for by themselves; otherwise half a page would be marked.
    """
    trace = fold.traced(text)
    spans: list[Span] = []
    for stretch in tokens.stretches(trace.text):
        texts = tuple(unit.text for unit in stretch)
        for i, unit in enumerate(stretch):
            if length := _length(texts[i : i + _LONGEST], marks):
                spans.append((trace.starts[unit.start], trace.ends[stretch[i + length - 1].end - 1]))
    return _joined(spans)


def _length(units: tuple[str, ...], marks: Marks) -> int:
    """How many units from here on are marked."""
    whole = max((len(one) for one in marks.phrases if units[: len(one)] == one), default=0)
    if whole < 2 and len(units) > 1 and tokens.pair(*units[:2]) in marks.pairs:
        return 2
    return max(whole, int(units[0] in marks.units))


def _joined(spans: list[Span]) -> list[Span]:
    joined: list[Span] = []
    for start, end in sorted(spans):
        if joined and start <= joined[-1][1]:
            joined[-1] = (joined[-1][0], max(end, joined[-1][1]))
        else:
            joined.append((start, end))
    return joined


def _best_start(text: str, spans: list[Span], width: int) -> int:
    """The span from which a window holds the most.

    Longer unbroken finds weigh more than their length; what is found again adds little to what is there.
    """
    best, best_weight = 0, 0.0
    for i, (start, _) in enumerate(spans):
        inside = [text[left:end] for left, end in spans[i:] if end <= start + width]
        weight = sum(
            len(find) ** 1.5 * (1 if find not in inside[:n] else 0.1) for n, find in enumerate(inside)
        )
        if weight > best_weight:
            best, best_weight = start, weight
    return best


def _sentence_start(text: str, start: int) -> int:
    earliest = max(0, start - _LEAD)
    if earliest == 0:
        return 0
    ends = [text.rfind(mark, earliest, start) for mark in _SENTENCE_ENDS]
    return max(ends) + 1 if max(ends) >= 0 else max(0, start - _LEAD // 2)


def _render(text: str, start: int, end: int, spans: list[Span]) -> str:
    pieces = ["…"] if start > 0 else []
    done = start
    for left, right in spans:
        left, right = max(left, start), min(right, end)
        if left >= right:
            continue
        pieces += [html.escape(text[done:left]), "<mark>", html.escape(text[left:right]), "</mark>"]
        done = right
    pieces.append(html.escape(text[done:end]))
    if end < len(text):
        pieces.append("…")
    return "".join(pieces).strip()
