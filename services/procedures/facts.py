"""What the engine is told about a case, and what it answers."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any, Literal

from services.declarations.sentences import Sentence
from services.procedures.spec import FollowUp, Transition
from services.procedures.terms import Guard

ClockAction = Literal["start", "stop", "pause", "resume", "extend", "restart"]


@dataclass(frozen=True)
class ClockFact:
    status: Literal["running", "paused", "stopped"]
    due: datetime | None = None


@dataclass(frozen=True)
class Facts:
    """The case as it stands. The caller gathers it; nothing here is asked of a database later.

    `guards`: codes that hold, computed ones and those the acting person has just confirmed.
    `documents`: codes of papers that are there, those just attached included.
    `seats`: role → how many take part, one figure, or one for each side where the seat is counted per side.
    """

    state: str
    fields: Mapping[str, Any] = field(default_factory=dict)
    guards: frozenset[str] = frozenset()
    documents: frozenset[str] = frozenset()
    seats: Mapping[str, tuple[int, ...]] = field(default_factory=dict)
    clocks: Mapping[str, ClockFact] = field(default_factory=dict)
    now: datetime | None = None


@dataclass(frozen=True)
class Actor:
    """A person with roles in this case; or nobody: an event or the end of a clock takes the step."""

    roles: frozenset[str] = frozenset()
    event: str = ""
    due: str = ""

    @property
    def automatic(self) -> bool:
        return not self.roles - {"system"}


@dataclass(frozen=True)
class ClockChange:
    """`number` is what the clock counts from now on, or by how much it is extended."""

    clock: str
    action: ClockAction
    number: str = ""


@dataclass(frozen=True)
class Step:
    """What taking the step means; the caller writes all of it or nothing."""

    transition: str
    origin: str
    state: str
    turn: tuple[str, ...]
    outcome: str = ""
    data: Mapping[str, Any] = field(default_factory=dict)
    clocks: tuple[ClockChange, ...] = ()
    documents: tuple[str, ...] = ()
    documents_optional: tuple[str, ...] = ()
    follow_ups: tuple[FollowUp, ...] = ()
    effects: tuple[str, ...] = ()


@dataclass(frozen=True)
class Refused:
    """Why not. `sentence` is for people, its code for programs; `items` are the codes of what is missing."""

    sentence: Sentence
    items: tuple[str, ...] = ()

    @property
    def code(self) -> str:
        return self.sentence.code

    def __str__(self) -> str:
        return str(self.sentence)


@dataclass(frozen=True)
class Offer:
    """A step this person may take now. `judged` are the guards to confirm; `refused` says what stands in the way."""

    transition: Transition
    judged: tuple[Guard, ...] = ()
    refused: Refused | None = None
