"""A procedure as pages show it: its diagram, and its parts in words."""

from collections.abc import Collection
from dataclasses import dataclass
from typing import Any

from django.utils.safestring import SafeString, mark_safe

from services.cases.queries.promise import clause
from services.designer import words
from services.procedures import diagram as drawn
from services.procedures.checks.timing import running_states
from services.procedures.spec import Clock, Procedure, Transition


def diagram(procedure: Procedure | None, section: str = "", entry: str = "") -> SafeString:
    """With the states marked that a part is about. Names are escaped where it is drawn; nothing to draw is nothing."""
    if procedure is None or not procedure.states:
        return SafeString()
    current, passed = _about(procedure, section, entry)
    return mark_safe(drawn.svg(procedure, current=current, passed=passed))  # noqa: S308 (services.procedures.diagram escapes every name)


def _about(procedure: Procedure, section: str, entry: str) -> tuple[str, Collection[str]]:
    """A state itself; where a step leads, and from where; where a clock starts, and where it runs."""
    if section == "states":
        return entry, ()
    if section == "transitions" and entry in procedure.by_transition:
        way = procedure.by_transition[entry]
        return way.to, way.origins
    if section == "clocks" and entry in procedure.by_clock:
        clock = procedure.by_clock[entry]
        return clock.start, running_states(procedure, clock)
    return "", ()


@dataclass(frozen=True)
class Step:
    step: Transition
    origins: str
    to: str
    by: str
    requires: str
    documents: str


@dataclass(frozen=True)
class Limit:
    clock: Clock
    span: str
    clauses: tuple[Any, ...]
    note: str
    start: str
    until: str


def outline(procedure: Procedure) -> dict[str, Any]:
    return {
        "states": [(state, words.STATE_KINDS[state.kind]) for state in procedure.states],
        "steps": [_step(procedure, way) for way in procedure.transitions],
        "limits": [_limit(procedure, clock) for clock in procedure.clocks],
        "fields": [
            (field.label, words.FIELD_TYPES.get(str(field.declared.get("type")), ""))
            for field in procedure.fields.values()
        ],
        "papers": list(procedure.documents.values()),
        "roles": list(procedure.roles.values()),
    }


def _names(table: Any, codes: Any) -> str:
    return "、".join(
        getattr(table[code], "label", None) or table[code].name for code in codes if code in table
    )


def _step(procedure: Procedure, way: Transition) -> Step:
    states = procedure.by_state
    return Step(
        way,
        _names(states, way.origins),
        _names(states, [way.to]),
        _names(procedure.roles, way.by),
        _names(procedure.fields, way.requires),
        _names(procedure.documents, (*way.documents, *way.documents_any)),
    )


def _limit(procedure: Procedure, clock: Clock) -> Limit:
    number = procedure.numbers.get(clock.number)
    return Limit(
        clock,
        words.amount(number) if number else "",
        tuple(clause(basis) for basis in number.basis) if number else (),
        number.note if number else "",
        _names(procedure.by_state, [clock.start]) or _names(procedure.by_transition, clock.started_by),
        _names(procedure.by_state, clock.until),
    )
