"""A day or a week as a table: rows of a quarter or half an hour, a column for each person, room or day. Pure."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from typing import Any

from services.booking.spans import Span

HALF_HOUR, QUARTER = 6, 3
HOUR, DAY = 12, 288
# Where nothing is known of a day: nine to five.
_USUAL = (9 * HOUR, 17 * HOUR)


@dataclass(frozen=True)
class Piece:
    """Something that stands in a column from one tick to another: a session, a leave, a duty."""

    span: Span
    what: Any = None


@dataclass(frozen=True)
class Column:
    """`midnight` is the tick at which its day begins. What is taken hides what is away, and that what is open."""

    title: Any
    midnight: int
    taken: Sequence[Piece] = ()
    away: Sequence[Piece] = ()
    duty: Sequence[Piece] = ()
    open: Sequence[Span] = ()


@dataclass
class Cell:
    """`kind`: taken, away, duty, open or off. `span` in ticks from midnight."""

    kind: str
    rows: int
    span: Span
    items: list[Any] = field(default_factory=list)


@dataclass(frozen=True)
class Row:
    start: int
    cells: list[Cell]
    now: bool = False

    @property
    def label(self) -> str:
        return clock(self.start)

    @property
    def whole(self) -> bool:
        return self.start % HOUR == 0


def clock(ticks: int) -> str:
    return f"{ticks // HOUR}:{ticks % HOUR * 5:02}"


def rows(columns: Sequence[Column], now: int | None = None) -> list[Row]:
    """`now`: the tick at which it is, in whichever column it falls."""
    first, end = reach(columns)
    step = _step(columns)
    by_column = [{cell.span[0]: cell for cell in cells(column, first, end, step)} for column in columns]
    midnights = {column.midnight for column in columns}
    passed = {now - midnight for midnight in midnights} if now is not None else set()
    return [
        Row(
            start,
            [found[start] for found in by_column if start in found],
            any(start <= one < start + step for one in passed),
        )
        for start in range(first, end, step)
    ]


def reach(columns: Iterable[Column]) -> Span:
    """From which hour to which the table goes, counted from midnight: all that is open or taken is in it."""
    spans = [
        (max(a - column.midnight, 0), min(b - column.midnight, DAY))
        for column in columns
        for a, b in [*column.open, *(piece.span for piece in (*column.taken, *column.duty))]
        if a < column.midnight + DAY and b > column.midnight
    ] or [_USUAL]
    first, end = min(a for a, _b in spans), max(b for _a, b in spans)
    return first // HOUR * HOUR, -(-end // HOUR) * HOUR


def _step(columns: Iterable[Column]) -> int:
    """Half an hour where everything begins and ends on one; else a quarter."""
    edges = {edge for column in columns for piece in column.taken for edge in piece.span}
    return HALF_HOUR if all(edge % HALF_HOUR == 0 for edge in edges) else QUARTER


def cells(column: Column, first: int, end: int, step: int) -> Iterator[Cell]:
    """Neighbouring rows of one thing are one cell; open rows stay single, that they can be counted."""
    last: Cell | None = None
    for start in range(first, end, step):
        kind, items = _standing(column, column.midnight + start, column.midnight + start + step)
        goes_on = (
            last is not None
            and last.kind == kind
            and (kind == "off" or any(one in last.items for one in items))
        )
        if goes_on and last is not None and kind != "open":
            last.rows, last.span = last.rows + 1, (last.span[0], start + step)
            last.items += [one for one in items if one not in last.items]
            continue
        if last is not None:
            yield last
        last = Cell(kind, 1, (start, start + step), items)
    if last is not None:
        yield last


def _standing(column: Column, start: int, end: int) -> tuple[str, list[Any]]:
    for kind, pieces in (("taken", column.taken), ("away", column.away), ("duty", column.duty)):
        found = [piece.what for piece in pieces if piece.span[0] < end and piece.span[1] > start]
        if found:
            return kind, found
    return ("open" if any(a < end and b > start for a, b in column.open) else "off"), []


def blocks(column: Column) -> list[Cell]:
    """The column as a list: open and duty rows that follow each other are one; what is off is left out."""
    found: list[Cell] = []
    for cell in cells(column, *reach([column]), QUARTER):
        last = found[-1] if found else None
        if last and last.kind == cell.kind and last.items == cell.items and last.span[1] == cell.span[0]:
            last.span = (last.span[0], cell.span[1])
        elif cell.kind != "off":
            found.append(cell)
    return found
