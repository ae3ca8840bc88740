"""What a sign is looked for in, and what it says. Plain data: no sign asks a database.

A person is known by marks (keyed fingerprints), never by a number; a text by hashes of its pieces.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime

from services.cases.wording import on_record

WEAK, MIDDLE, STRONG = 1, 2, 3


@dataclass(frozen=True)
class Person:
    """`phone` and `identity` are marks, empty where nothing was given."""

    side: str
    name: str
    phone: str = ""
    identity: str = ""
    organisation: bool = False


@dataclass(frozen=True)
class Told:
    """A mediation. `mediator` is a line of the register (`mediator-7`) or, outside it, a name.

    `kin` is one number for cases that belong together (split, merged, linked): among them likeness says nothing.
    `held_at` and `agreed_on` are typed by people; the other times were recorded as they passed.
    """

    pk: int
    number: str
    opened_at: datetime
    mediator: str = ""
    mediator_name: str = ""
    place: str = ""
    place_name: str = ""
    agreed_at: datetime | None = None
    agreed_on: date | None = None
    held_at: datetime | None = None
    closed_at: datetime | None = None
    signed_at: tuple[datetime, ...] = ()
    people: tuple[Person, ...] = ()
    shingles: frozenset[int] = frozenset()
    kin: int = 0

    @property
    def family(self) -> int:
        return self.kin or self.pk

    @property
    def settled_at(self) -> datetime | None:
        return self.agreed_at or self.closed_at

    @property
    def quarrel(self) -> object:
        """Many against one organisation are one quarrel: they come, are settled and are signed together."""
        return next((person.name for person in self.people if person.organisation), "") or self.family

    def side(self, which: str) -> tuple[Person, ...]:
        return tuple(person for person in self.people if person.side == which)


@dataclass(frozen=True)
class Limits:
    """From when on something is worth a look. No document gives such figures: a county may set others."""

    a_day: int = 6
    minutes: int = 10
    alike: float = 0.8
    session_minutes: int = 30
    seconds: int = 60
    again: int = 3
    times_usual: int = 5


@dataclass(frozen=True)
class County:
    """`phones`: whose phone a mark is, by mediator. `is_working` answers None for a day it does not know.

    `inhabitants`: by place, where they are known.
    """

    limits: Limits = field(default_factory=Limits)
    phones: Mapping[str, frozenset[str]] = field(default_factory=dict)
    names: Mapping[str, str] = field(default_factory=dict)
    is_working: Callable[[date], bool | None] = lambda day: day.weekday() < 5
    inhabitants: Mapping[str, int] = field(default_factory=dict)


@dataclass(frozen=True)
class Sign:
    """Facts with their figures, never a verdict. `key` is the same for the same thing found again."""

    kind: str
    key: str
    cases: tuple[int, ...]
    strength: int
    reason: str
    mediator: str = ""


def in_month(day: date) -> str:
    return on_record("%(year)d年%(month)d月") % {"year": day.year, "month": day.month}


def on_day(day: date) -> str:
    return on_record("%(month)s%(day)d日") % {"month": in_month(day), "day": day.day}


def by_mediator_and_month(cases: list[Told]) -> dict[tuple[str, str], list[Told]]:
    found: dict[tuple[str, str], list[Told]] = {}
    for case in cases:
        if case.mediator:
            found.setdefault((case.mediator, f"{case.opened_at:%Y-%m}"), []).append(case)
    return found


def apart(cases: list[Told]) -> int:
    """How many of them have nothing to do with each other."""
    return len({case.family for case in cases})


def keys(cases: list[Told]) -> tuple[int, ...]:
    return tuple(sorted({case.pk for case in cases}))


def graded(count: int, middle: int, strong: int) -> int:
    return STRONG if count >= strong else MIDDLE if count >= middle else WEAK
