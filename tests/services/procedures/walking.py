"""Walks a shipped procedure step by step, to each of its ends and through each of its steps.

`python -m tests.services.procedures.walking` prints how much was walked.
"""

import sys
from collections import deque
from datetime import datetime, timedelta

from services.declarations.conditions import Combination
from services.forms.load import assemble
from services.procedures.engine import begin, step
from services.procedures.facts import Actor, ClockFact, Facts, Step
from services.procedures.library import shipped
from services.procedures.seats import bounds

NOW = datetime(2026, 3, 2, 9)
STATUS = {"start": "running", "resume": "running", "restart": "running", "pause": "paused", "stop": "stopped"}


def walk(procedure, steps):
    """The last Step. Each is taken by the first role it names, or by the end of its clock, with no more than it asks."""
    taken = begin(procedure, Facts(""))
    clocks = after({}, taken)
    for code in steps.split() if isinstance(steps, str) else steps:
        way = procedure.by_transition[code]
        facts = _no_more_than_needed(procedure, way, taken.state, clocks)
        actor = Actor(frozenset(way.by[:1])) if way.by else Actor(due=way.due)
        data = {field: facts.fields.get(field, "x") for field in way.requires}
        taken = step(procedure, facts, code, actor, data)
        assert isinstance(taken, Step), f"{code}: {taken}"
        assert (taken.state, taken.data) == (way.to, data)
        clocks = after(clocks, taken)
    end = procedure.by_state[taken.state]
    assert taken.outcome == end.outcome
    assert not end.final or {fact.status for fact in clocks.values()} <= {"stopped"}
    return taken


def _no_more_than_needed(procedure, way, state, clocks):
    if not way.by:
        assert clocks[way.due].status == "running"
        clocks = {**clocks, way.due: ClockFact("running", NOW - timedelta(days=1))}
    return Facts(
        state,
        fields=answers(procedure, way),
        guards=frozenset((*way.guards, *way.guards_any[:1])),
        documents=frozenset((*way.documents, *way.documents_any[-1:])),
        seats=seats(procedure, way),
        clocks=clocks,
        now=NOW,
    )


def take(code, transition, role, typed=(), **facts):
    """The answer to a step from the first state it leaves, unless a state is given; what is typed is "x"."""
    procedure = shipped()[code]
    state = facts.pop("state", procedure.by_transition[transition].origins[0])
    facts["guards"] = frozenset(facts.get("guards", ()))
    facts["documents"] = frozenset(facts.get("documents", ()))
    data = typed if isinstance(typed, dict) else dict.fromkeys(typed, "x")
    return step(procedure, Facts(state, **facts), transition, Actor(frozenset({role})), data)


def seats(procedure, way):
    """The least of every seat, on both sides where it is counted for each."""
    asked = [seat for one in procedure.compositions if one.code in way.compositions for seat in one.seats]
    return {seat.role: (bounds(procedure, seat)[0],) * (2 if seat.per_side else 1) for seat in asked}


def answers(procedure, way):
    """Values of fields that meet the comparisons a step makes."""
    compared = (procedure.guards[code].when for code in (*way.guards, *way.guards_any[:1]))
    return {field: value for when in compared if when for field, value in _meeting(when).items()}


def _meeting(when):
    if isinstance(when, Combination):
        parts = when.parts if when.how == "all" else when.parts[:1]
        return {field: value for part in parts for field, value in _meeting(part).items()}
    values = {
        "in": lambda: when.value[0],
        "is_not": lambda: f"not {when.value}",
        "filled": lambda: "x" if when.value else "",
        "before": lambda: "0001-01-01",
        "after": lambda: "9999-12-31",
    }
    return {when.field: values.get(when.operator, lambda: when.value)()}


def after(clocks, taken):
    changed = dict(clocks)
    for change in taken.clocks:
        if change.action != "extend":
            changed[change.clock] = ClockFact(STATUS[change.action])
    return changed


def to_each_end(procedure):
    """End → the shortest way there, as codes of steps."""
    ways = _ways(procedure, procedure.initial)
    return {state.code: ways.get(state.code) for state in procedure.states if state.final}


def through_each_step(procedure):
    """(Origin, step) → a way that takes it there and goes on to an end."""
    ends = {state.code for state in procedure.states if state.final}
    before = _ways(procedure, procedure.initial)
    found = {}
    for way in procedure.transitions:
        home = _ways(procedure, way.to)
        rest = min((home[end] for end in ends & home.keys()), key=len)
        found |= {(origin, way.code): (*before[origin], way.code, *rest) for origin in way.origins}
    return found


def _ways(procedure, start):
    """State → the shortest way there from the start."""
    found, todo = {start: ()}, deque([start])
    while todo:
        state = todo.popleft()
        for way in procedure.leaving(state):
            if way.to not in found:
                found[way.to] = (*found[state], way.code)
                todo.append(way.to)
    return found


def table(text):
    return [line.strip() for line in text.strip().splitlines()]


def states(procedure):
    """code name outcome"""
    return [f"{one.code} {one.name} {one.outcome}".strip() for one in procedure.states]


def ways(procedure):
    """code | name | from > to | who, and the clock whose end takes the step | basis, or that it is our own"""
    return [
        f"{way.code} | {way.name} | {' '.join(way.origins)} > {way.to} | {_who(way)} | {_rests_on(way)}"
        for way in procedure.transitions
    ]


def _who(way):
    return " ".join((*way.by, *([f"due:{way.due}"] if way.due else [])))


def clocks(procedure):
    """code kind amount unit | from > until | basis"""
    return [_clock(procedure, one) for one in procedure.clocks]


def _clock(procedure, one):
    start = " ".join(filter(None, (one.start, *one.started_by)))
    number = procedure.numbers[one.number]
    return f"{one.code} {one.kind} {_figure(number)} | {start} > {' '.join(one.until)} | {_rests_on(number)}"


def numbers(procedure):
    """code amount unit | basis"""
    return {f"{one.code} {_figure(one)} | {_rests_on(one)}" for one in procedure.numbers.values()}


def _figure(number):
    amount = {None: f"{number.least or ''}-{number.most or ''}"}.get(number.amount, number.amount)
    figure = number.origin if number.origin == "open" else amount
    return f"{figure} {number.unit}{f' per {number.per}' if number.per else ''}"


def _rests_on(one):
    if one.origin == "default":
        assert one.note
        return "own"
    return "; ".join(f"{basis.document_number} {basis.clause}" for basis in one.basis)


def forms(procedure):
    """Every step as the form that will ask for it; raises when a field cannot be asked."""
    return [
        assemble(
            way.code,
            way.name,
            {code: procedure.fields[code].declared for code in (*way.requires, *way.asks)},
            way.requires,
        )
        for way in procedure.transitions
    ]


def _counted(procedure):
    """Code, states, steps, clocks, ends, and the walks that were taken."""
    ends, walks = to_each_end(procedure), through_each_step(procedure)
    for steps in (*ends.values(), *walks.values()):
        walk(procedure, steps)
    parts = (procedure.states, procedure.transitions, procedure.clocks, ends, (*ends, *walks))
    return procedure.code, *map(len, parts)


if __name__ == "__main__":
    rows = [("", "states", "steps", "clocks", "ends", "walks"), *map(_counted, shipped().values())]
    figures = [sum(column) for column in zip(*(row[1:] for row in rows[1:]), strict=True)]
    for code, *counts in (*rows, (len(shipped()), *figures)):
        sys.stdout.write(f"{code!s:24}" + "".join(f"{count!s:>8}" for count in counts) + "\n")
