"""Who is on duty when. Pure Python: no table is read here.

The rule is stated to everybody, and chance has no part in it: whoever has the fewest shifts of this roster within
ninety days before and after; among equals whose last one is longest ago; then who was registered first. Never
somebody who may not, is away, or is on another duty at that time.
"""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from services.booking.spans import kind_of

COUNTED = timedelta(days=90)
Moments = tuple[datetime, datetime]


@dataclass(frozen=True)
class DutyTime:
    """On each day of one kind. Closing at or before opening means the next morning."""

    day: int
    opens: time
    closes: time
    headcount: int = 1


@dataclass(frozen=True, order=True)
class Turn:
    """One person's place in one duty; `place` numbers those who are there together from 0."""

    starts_at: datetime
    place: int
    ends_at: datetime


def days_between(first: date, last: date) -> Iterator[date]:
    for count in range((last - first).days + 1):
        yield first + timedelta(days=count)


def turns(
    times: Iterable[DutyTime], days: Iterable[date], different: Callable[[date], bool | None], zone: ZoneInfo
) -> list[Turn]:
    """In order of time. Two rows that begin together fill one place each only once."""
    rows, found = list(times), set()
    for day in days:
        for row in rows:
            if row.day != kind_of(day, different(day)):
                continue
            last = day if row.closes > row.opens else day + timedelta(days=1)
            starts_at = datetime.combine(day, row.opens, zone)
            ends_at = datetime.combine(last, row.closes, zone)
            found |= {Turn(starts_at, place, ends_at) for place in range(row.headcount)}
    return sorted({(one.starts_at, one.place): one for one in sorted(found)}.values())


@dataclass
class Member:
    """`allowed` says on which days somebody may be on duty at all; `barred` are leave and duties, of any roster.

    `counted` are the beginnings of the duties of this roster which the rule counts.
    """

    key: int
    allowed: Callable[[date], bool] = lambda _day: True
    barred: list[Moments] = field(default_factory=list)
    counted: list[datetime] = field(default_factory=list)

    def can_take(self, turn: Turn) -> bool:
        return self.allowed(turn.starts_at.date()) and not self.is_barred(turn.starts_at, turn.ends_at)

    def is_barred(self, starts_at: datetime, ends_at: datetime) -> bool:
        return any(first < ends_at and starts_at < end for first, end in self.barred)

    def take(self, turn: Turn) -> None:
        self.barred.append((turn.starts_at, turn.ends_at))
        self.counted.append(turn.starts_at)

    def precedence(self, turn: Turn) -> tuple[int, bool, datetime, int]:
        """The smallest goes first. Who never was on duty has waited longest."""
        near = sum(abs(turn.starts_at - one) <= COUNTED for one in self.counted)
        last = max((one for one in self.counted if one < turn.starts_at), default=None)
        return near, last is not None, last or turn.starts_at, self.key


def in_order(turn: Turn, members: Iterable[Member]) -> list[Member]:
    """Whoever can take it, the one whose turn it is first."""
    return sorted((one for one in members if one.can_take(turn)), key=lambda one: one.precedence(turn))


def assign(open_turns: Iterable[Turn], members: Iterable[Member]) -> dict[Turn, int | None]:
    """Each turn and who takes it; None where nobody can. Changes the members: what they take counts at once."""
    people, found = list(members), {}
    for turn in sorted(open_turns):
        chosen = next(iter(in_order(turn, people)), None)
        if chosen is not None:
            chosen.take(turn)
        found[turn] = chosen.key if chosen else None
    return found
