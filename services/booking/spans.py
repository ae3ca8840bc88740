"""Which times are open, and at which of them something can begin. Pure Python: days in, ticks out.

A span is a pair of ticks, the second no longer in it.
"""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from functools import cache
from zoneinfo import ZoneInfo

from services.booking.ticks import next_tick, tick

MAKEUP, HOLIDAY = 7, 8
Span = tuple[int, int]


@dataclass(frozen=True)
class Weekly:
    """Open on each day of one kind from `since` to `until`, both included."""

    day: int
    opens: time
    closes: time
    since: date | None = None
    until: date | None = None

    def holds_on(self, day: date) -> bool:
        return (self.since is None or self.since <= day) and (self.until is None or day <= self.until)


def kind_of(day: date, different: bool | None) -> int:
    """`different`: people work although it is a weekend (True), or do not although others do (False)."""
    if different is None:
        return day.weekday()
    return MAKEUP if different else HOLIDAY


class Clock:
    """Wall clock to ticks, each combination reckoned once: offices share their hours."""

    def __init__(self, zone: ZoneInfo) -> None:
        self._zone = zone
        self.opening = cache(lambda day, at: next_tick(self._moment(day, at)))
        self.closing = cache(lambda day, at: tick(self._moment(day, at)))

    def _moment(self, day: date, at: time) -> datetime:
        return datetime.combine(day, at, self._zone)

    def span(self, day: date, opens: time, closes: time) -> Span:
        """Closing at or before opening is the next morning's."""
        last = day if closes > opens else day + timedelta(days=1)
        return self.opening(day, opens), self.closing(last, closes)


def open_spans(
    rows: Iterable[Weekly], days: Iterable[date], different: Callable[[date], bool | None], clock: Clock
) -> Iterator[Span]:
    by_kind: dict[int, list[Weekly]] = {}
    for row in rows:
        by_kind.setdefault(row.day, []).append(row)
    for day in days:
        for row in by_kind.get(kind_of(day, different(day)), ()):
            if row.holds_on(day):
                yield clock.span(day, row.opens, row.closes)


def merged(spans: Iterable[Span]) -> list[Span]:
    """In order, none touching another."""
    found: list[Span] = []
    for first, end in sorted(span for span in spans if span[0] < span[1]):
        if found and first <= found[-1][1]:
            found[-1] = (found[-1][0], max(end, found[-1][1]))
        else:
            found.append((first, end))
    return found


def mask(spans: Iterable[Span], base: int) -> int:
    """The ticks of the spans as bits of one number, `base` the lowest; what lies before it is left out."""
    found = 0
    for first, end in spans:
        first, end = max(first - base, 0), end - base
        if end > first:
            found |= ((1 << (end - first)) - 1) << first
    return found


def beginnings(spans: Iterable[Span], base: int, *, length: int, every: int) -> int:
    """As bits: where something of `length` ticks may begin, counted from the beginning of its span, so that a
    morning keeps its round hours whatever is booked in it."""
    found = 0
    for first, end in spans:
        for start in range(first, end - length + 1, every):
            if start >= base:
                found |= 1 << (start - base)
    return found


def undisturbed(starts: int, busy: int, needed: int) -> int:
    """Of the bits `starts` those from which on `needed` ticks are not busy."""
    reach, covered = 1, busy
    while reach < needed:
        step = min(reach, needed - reach)
        covered |= covered >> step
        reach += step
    return starts & ~covered


def each(bits: int, base: int) -> Iterator[int]:
    """The ticks whose bits are set, in order."""
    while bits:
        lowest = bits & -bits
        yield base + lowest.bit_length() - 1
        bits ^= lowest
