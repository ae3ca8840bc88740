"""What a step does to the clocks of a case."""

from collections.abc import Iterator, Mapping
from typing import Any

from services.declarations import conditions
from services.procedures.facts import ClockChange, Facts
from services.procedures.spec import Clock, Procedure, Transition
from services.procedures.terms import Guard


def changes(
    procedure: Procedure, facts: Facts, transition: Transition, values: Mapping[str, Any]
) -> tuple[ClockChange, ...]:
    return tuple(
        change
        for clock in procedure.clocks
        for change in _of_clock(procedure, clock, facts, transition, values)
    )


def at_opening(procedure: Procedure, facts: Facts) -> tuple[ClockChange, ...]:
    """The clocks that run from the first state."""
    return tuple(
        ClockChange(clock.code, "start", number_of(clock, facts.fields))
        for clock in procedure.clocks
        if clock.start == procedure.initial and _wanted(procedure, clock, facts, facts.fields)
    )


def number_of(clock: Clock, values: Mapping[str, Any]) -> str:
    """The number the clock counts, chosen by a field where the declaration says so."""
    chosen = values.get(clock.number_field) if clock.number_field else None
    return clock.number_by.get(chosen, clock.number) if isinstance(chosen, str) else clock.number


def holds(guard: Guard | None, facts: Facts, values: Mapping[str, Any]) -> bool:
    if guard is not None and guard.when is not None:
        return conditions.holds(guard.when, values)
    return guard is not None and guard.code in facts.guards


def _wanted(procedure: Procedure, clock: Clock, facts: Facts, values: Mapping[str, Any]) -> bool:
    return not clock.condition or holds(procedure.guards.get(clock.condition), facts, values)


def _of_clock(
    procedure: Procedure, clock: Clock, facts: Facts, transition: Transition, values: Mapping[str, Any]
) -> Iterator[ClockChange]:
    """A clock that runs is not started again by coming back to its first state: the limit stays the limit."""
    status = facts.clocks[clock.code].status if clock.code in facts.clocks else "stopped"
    to = procedure.by_state[transition.to]
    if status == "stopped":
        entered = clock.start == to.code and to.code != facts.state
        starts = (entered or transition.code in clock.started_by) and not _ends(clock, to.code, to.final)
        if starts and _wanted(procedure, clock, facts, values):
            yield ClockChange(clock.code, "start", number_of(clock, values))
        return
    if _ends(clock, to.code, to.final) or (clock.condition and not _wanted(procedure, clock, facts, values)):
        yield ClockChange(clock.code, "stop")
        return
    yield from _while_running(clock, status, transition, values)


def _while_running(
    clock: Clock, status: str, transition: Transition, values: Mapping[str, Any]
) -> Iterator[ClockChange]:
    if transition.code in clock.restarted_by:
        yield ClockChange(clock.code, "restart", number_of(clock, values))
    if transition.code in clock.extended_by:
        yield ClockChange(clock.code, "extend", clock.extended_by[transition.code])
    if status == "running" and transition.to in clock.paused_in:
        yield ClockChange(clock.code, "pause")
    if status == "paused" and transition.to not in clock.paused_in:
        yield ClockChange(clock.code, "resume")


def _ends(clock: Clock, state: str, final: bool) -> bool:
    return final or state in clock.until
