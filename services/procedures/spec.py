"""What a procedure is made of. Built by `load`, judged by `verify`, walked by `engine`.

Everything refers to everything else by code. A procedure holds the names, numbers and fields it uses, so one
version is complete by itself: a running case needs neither today's library nor today's vocabulary.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any, Literal

from services.procedures.terms import (
    Basis,
    Document,
    Field,
    Guard,
    Named,
    Number,
    Origin,
    Reminder,
    Source,
)

StateKind = Literal["initial", "normal", "final"]
ClockKind = Literal["limit", "recurrence", "window", "advance_notice", "minimum_duration", "quota"]


@dataclass(frozen=True)
class State:
    """`turn` names who must act now; when empty, those who may take the first way out that is declared."""

    code: str
    name: str
    kind: StateKind = "normal"
    outcome: str = ""
    turn: tuple[str, ...] = ()
    note: str = ""

    @property
    def final(self) -> bool:
        return self.kind == "final"


@dataclass(frozen=True)
class Clock:
    """Counts `number` from entering `start` (or from a transition of `started_by`) until a state of `until`.

    `counted_from` names a date field that replaces the moment of starting, `due_field` one that gives the end.
    `number_by` chooses another number by the value of the field `number_field`.
    `governs`: transitions a window closes when it ends, or a minimum duration opens.
    """

    code: str
    name: str
    kind: ClockKind
    number: str
    start: str
    until: tuple[str, ...]
    started_by: tuple[str, ...] = ()
    restarted_by: tuple[str, ...] = ()
    paused_in: tuple[str, ...] = ()
    extended_by: Mapping[str, str] = field(default_factory=dict)
    counted_from: str = ""
    due_field: str = ""
    number_field: str = ""
    number_by: Mapping[str, str] = field(default_factory=dict)
    condition: str = ""
    governs: tuple[str, ...] = ()
    on_holiday: Literal["next_working_day", "stay"] = "next_working_day"
    reminder: str = ""
    escalate_to: tuple[str, ...] = ()
    note: str = ""


@dataclass(frozen=True)
class Seat:
    """How many of a role; `number` names the figure it rests on. `per_side`: counted for each side of the case.

    Whoever has a role of `also` counts as well: an agent instead of the party.
    """

    role: str
    least: int = 0
    most: int | None = None
    number: str = ""
    per_side: bool = False
    also: tuple[str, ...] = ()

    @property
    def roles(self) -> tuple[str, ...]:
        return (self.role, *self.also)


@dataclass(frozen=True)
class Composition:
    """Who must be there. A transition that names it is refused until every seat is taken as declared."""

    code: str
    name: str
    seats: tuple[Seat, ...]
    basis: tuple[Basis, ...] = ()
    note: str = ""


@dataclass(frozen=True)
class Transition:
    """A step: one of the roles takes it, or an event does, or the end of a clock (`due`)."""

    code: str
    name: str
    origins: tuple[str, ...]
    to: str
    by: tuple[str, ...] = ()
    event: str = ""
    due: str = ""
    guards: tuple[str, ...] = ()
    guards_any: tuple[str, ...] = ()
    requires: tuple[str, ...] = ()
    asks: tuple[str, ...] = ()
    documents: tuple[str, ...] = ()
    documents_optional: tuple[str, ...] = ()
    documents_any: tuple[str, ...] = ()
    compositions: tuple[str, ...] = ()
    within: str = ""
    effects: tuple[str, ...] = ()
    basis: tuple[Basis, ...] = ()
    origin: Origin = "policy"
    note: str = ""


@dataclass(frozen=True)
class FollowUp:
    """Another procedure offered (or opened) after entering a state of `after`.

    Without `after` a person may open it at any time. `prefill` maps fields of the new case to fields of this one.
    """

    procedure: str
    when: str
    after: tuple[str, ...] = ()
    condition: str = ""
    within: str = ""
    opens: bool = False
    prefill: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True)
class Subsidy:
    """What is paid for the work: `number` (an amount of money per case, day …) to a role, under a guard."""

    name: str
    number: str = ""
    to: tuple[str, ...] = ()
    condition: str = ""
    note: str = ""
    basis: tuple[Basis, ...] = ()


@dataclass(frozen=True)
class Rule:
    """A sentence of the procedure that nothing counts: archiving, recusal, confidentiality, fee …"""

    code: str
    text: str
    numbers: tuple[str, ...] = ()
    basis: tuple[Basis, ...] = ()
    origin: Origin = "policy"


@dataclass(frozen=True)
class Variant:
    """The same procedure where a place or a newer rule differs. `changes` is laid over the declaration.

    `territories` are codes of administrative divisions (GB/T 2260) or their beginnings; `note` is what the page shows.
    """

    code: str
    name: str
    note: str
    basis: tuple[Basis, ...] = ()
    territories: tuple[str, ...] = ()
    changes: Mapping[str, Any] = field(default_factory=dict)


@dataclass(frozen=True)
class Procedure:
    """`source` is the complete declaration as data: kept for a running case, it reads back to this procedure.

    `flow` names the states of the usual way, for the arrow line of a guide.
    """

    code: str
    name: str
    family: str
    states: tuple[State, ...]
    transitions: tuple[Transition, ...]
    legal_basis: tuple[Basis, ...] = ()
    clocks: tuple[Clock, ...] = ()
    compositions: tuple[Composition, ...] = ()
    follow_ups: tuple[FollowUp, ...] = ()
    subsidies: tuple[Subsidy, ...] = ()
    rules: tuple[Rule, ...] = ()
    variants: tuple[Variant, ...] = ()
    dossier: tuple[str, ...] = ()
    flow: tuple[str, ...] = ()
    texts: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    numbers: Mapping[str, Number] = field(default_factory=dict)
    roles: Mapping[str, Named] = field(default_factory=dict)
    guards: Mapping[str, Guard] = field(default_factory=dict)
    fields: Mapping[str, Field] = field(default_factory=dict)
    documents: Mapping[str, Document] = field(default_factory=dict)
    outcomes: Mapping[str, Named] = field(default_factory=dict)
    events: Mapping[str, Named] = field(default_factory=dict)
    effects: Mapping[str, Named] = field(default_factory=dict)
    reminders: Mapping[str, Reminder] = field(default_factory=dict)
    sources: Mapping[str, Source] = field(default_factory=dict)
    source: Mapping[str, Any] = field(default_factory=dict, repr=False, compare=False)
    lines: Mapping[tuple[str | int, ...], int] = field(default_factory=dict, repr=False, compare=False)
    digest: str = field(default="", compare=False)

    @cached_property
    def by_state(self) -> Mapping[str, State]:
        return {state.code: state for state in self.states}

    @cached_property
    def by_transition(self) -> Mapping[str, Transition]:
        return {transition.code: transition for transition in self.transitions}

    @cached_property
    def by_clock(self) -> Mapping[str, Clock]:
        return {clock.code: clock for clock in self.clocks}

    @property
    def initial(self) -> str:
        """The state a case opens in; the first state where none is marked."""
        return next((state.code for state in self.states if state.kind == "initial"), self.states[0].code)

    def leaving(self, state: str) -> tuple[Transition, ...]:
        return tuple(transition for transition in self.transitions if state in transition.origins)

    def turn(self, state: str) -> tuple[str, ...]:
        """Who must act in this state; nobody in a final one."""
        found = self.by_state.get(state)
        if found is None or found.final:
            return ()
        return found.turn or next((way.by for way in self.leaving(state) if way.by), ())
