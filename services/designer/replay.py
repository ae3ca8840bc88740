"""A case that is over, gone through once more under another declaration. Pure: the recorded steps go in.

Who took a step was allowed to; judgements that the case did not record count as made and are told; how many people
took part is not asked again. Papers that the case had at its end count as there from the beginning.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from datetime import date, datetime
from typing import Any

from services.declarations.conditions import is_blank
from services.declarations.sentences import Sentence
from services.procedures import clocks, engine
from services.procedures.facts import Actor, ClockChange, ClockFact, Facts, Refused, Step
from services.procedures.spec import Procedure, Transition

WorkingDays = Callable[[date], bool | None]

# The end of such a clock is something a person must do in time.
COUNTED = frozenset({"limit", "recurrence", "advance_notice"})
BLANK = "?"


@dataclass(frozen=True)
class Past:
    """A recorded step; `automatic` when nobody took it."""

    code: str
    name: str
    at: datetime
    filled: Mapping[str, Any] = field(default_factory=dict)
    confirmed: frozenset[str] = frozenset()
    automatic: bool = False


@dataclass(frozen=True)
class Story:
    opened: datetime
    values: Mapping[str, Any]
    steps: tuple[Past, ...]
    papers: frozenset[str] = frozenset()


@dataclass(frozen=True)
class Ran:
    """One run of a clock that came to its end. `over` are the days it was late, 0 when it was not."""

    clock: str
    over: int
    late: bool


@dataclass
class Outcome:
    """`empty` and `unbrought` are (step, field or paper); `stuck` is the step that cannot be taken, and why."""

    ran: list[Ran] = field(default_factory=list)
    empty: list[tuple[str, str]] = field(default_factory=list)
    unbrought: list[tuple[str, str]] = field(default_factory=list)
    unconfirmed: list[tuple[str, str]] = field(default_factory=list)
    stuck: tuple[str, Sentence | None] | None = None

    @property
    def late(self) -> list[Ran]:
        return [one for one in self.ran if one.late]


@dataclass
class _Running:
    """A clock as it goes: the pieces of `services.procedures.clocks.Run`."""

    number: str
    started: datetime
    pauses: list[clocks.Pause] = field(default_factory=list)
    extensions: list[str] = field(default_factory=list)

    @property
    def standing(self) -> bool:
        return any(pause.until is None for pause in self.pauses)


class Replay:
    """One declaration, any number of stories."""

    def __init__(self, procedure: Procedure, working_days: WorkingDays) -> None:
        self.procedure = replace(procedure, compositions=())
        self.working_days = working_days
        self.guards = frozenset(procedure.guards)

    def __call__(self, story: Story) -> Outcome:
        outcome, running = Outcome(), dict[str, _Running]()
        facts = Facts(
            state=self.procedure.initial, fields=dict(story.values), guards=self.guards, documents=story.papers,
            now=story.opened,
        )  # fmt: skip
        self._apply(engine.begin(self.procedure, facts).clocks, running, story.opened, facts.fields, outcome)
        for past in story.steps:
            facts = replace(facts, clocks=self._facts(running, facts.fields), now=past.at)
            answer = self._take(facts, past, outcome)
            if answer is None:
                break
            values = {**facts.fields, **past.filled}
            self._apply(answer.clocks, running, past.at, values, outcome)
            facts = replace(facts, state=answer.state, fields=values)
        return outcome

    def _take(self, facts: Facts, past: Past, outcome: Outcome) -> Step | None:
        """What was not filled in or not brought is noted, and the step is taken as if it had been."""
        way = self.procedure.by_transition.get(past.code)
        if way is None:
            outcome.stuck = (past.name, None)
            return None
        data = dict(past.filled)
        empty = [
            code for code in way.requires if is_blank(data.get(code)) and is_blank(facts.fields.get(code))
        ]
        outcome.empty += [(way.code, code) for code in empty]
        data |= dict.fromkeys(empty, BLANK)
        answer = engine.step(self.procedure, facts, past.code, _actor(way, past), data)
        if isinstance(answer, Refused) and answer.code == "missing_document":
            outcome.unbrought += [(way.code, code) for code in answer.items]
            there = replace(facts, documents=facts.documents | {*answer.items})
            answer = engine.step(self.procedure, there, past.code, _actor(way, past), data)
        if isinstance(answer, Refused):
            outcome.stuck = (way.name, answer.sentence)
            return None
        if not past.automatic:
            outcome.unconfirmed += [(way.code, code) for code in self._unconfirmed(way, past)]
        return answer

    def _unconfirmed(self, way: Transition, past: Past) -> list[str]:
        judged = [code for code in way.guards if code in self.guards and self.procedure.guards[code].judged]
        return [code for code in judged if code not in past.confirmed]

    def _apply(
        self,
        changes: tuple[ClockChange, ...],
        running: dict[str, _Running],
        at: datetime,
        values: Mapping[str, Any],
        outcome: Outcome,
    ) -> None:
        for change in changes:
            row = running.get(change.clock)
            if change.action == "start" or row is None:
                running[change.clock] = _Running(change.number, at)
            elif change.action in ("stop", "restart"):
                self._judge(change.clock, row, at, values, outcome)
                del running[change.clock]
                if change.action == "restart":
                    running[change.clock] = _Running(change.number, at)
            elif change.action == "pause":
                row.pauses.append(clocks.Pause(at))
            elif change.action == "resume" and row.standing:
                row.pauses[-1] = replace(row.pauses[-1], until=at)
            elif change.action == "extend":
                row.extensions.append(change.number)

    def _judge(
        self, code: str, row: _Running, at: datetime, values: Mapping[str, Any], outcome: Outcome
    ) -> None:
        """A clock that stands still at its end is judged as if it went on at that moment."""
        row.pauses = [pause if pause.until else replace(pause, until=at) for pause in row.pauses]
        due = self._due(code, row, values)
        if self.procedure.by_clock[code].kind in COUNTED and due.at is not None and due.day is not None:
            late = at > due.at
            outcome.ran.append(Ran(code, (at.date() - due.day).days if late else 0, late))

    def _due(self, code: str, row: _Running, values: Mapping[str, Any]) -> clocks.Due:
        clock, numbers = self.procedure.by_clock[code], self.procedure.numbers
        run = clocks.Run(
            row.started,
            tuple(row.pauses),
            tuple(numbers[one] for one in row.extensions if one in numbers),
            event=_day(values.get(clock.counted_from)) if clock.counted_from else None,
            agreed=_day(values.get(clock.due_field)) if clock.due_field else None,
        )
        return clocks.due(clock, numbers[row.number], run, self.working_days)

    def _facts(self, running: Mapping[str, _Running], values: Mapping[str, Any]) -> dict[str, ClockFact]:
        return {
            code: ClockFact("paused" if row.standing else "running", self._due(code, row, values).at)
            for code, row in running.items()
        }


def _actor(way: Transition, past: Past) -> Actor:
    if way.due and (past.automatic or not way.by):
        return Actor(due=way.due)
    if way.by:
        return Actor(frozenset(way.by))
    return Actor(event=way.event)


def _day(said: Any) -> date | None:
    try:
        return date.fromisoformat(str(said)[:10])
    except ValueError:
        return None
