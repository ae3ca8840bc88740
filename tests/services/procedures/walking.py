"""Walks a shipped procedure step by step, and writes it down as plain lines for comparison with a table by hand."""

from datetime import datetime, timedelta

from services.declarations.conditions import Comparison
from services.forms.load import assemble
from services.procedures.engine import begin, step
from services.procedures.facts import Actor, ClockFact, Facts, Step
from services.procedures.seats import bounds

NOW = datetime(2026, 3, 2, 9)
STATUS = {"start": "running", "resume": "running", "restart": "running", "pause": "paused", "stop": "stopped"}


def walk(procedure, steps):
    """The last Step. Each is taken by the first role it names, or by the end of its clock, with no more than it asks."""
    taken = begin(procedure, Facts(""))
    clocks = _after({}, taken)
    for code in steps.split():
        way = procedure.by_transition[code]
        wanted = answers(procedure, way)
        facts = Facts(
            taken.state,
            fields=wanted,
            guards=frozenset((*way.guards, *way.guards_any[:1])),
            documents=frozenset(way.documents),
            seats=_seats(procedure, way),
            clocks=clocks,
            now=NOW,
        )
        actor = Actor(frozenset(way.by[:1])) if way.by else Actor(due=way.due)
        data = {code: wanted.get(code, "x") for code in way.requires}
        taken = step(procedure, facts if way.by else _overdue(facts, way.due), code, actor, data)
        assert isinstance(taken, Step), f"{code}: {taken}"
        assert taken.data == data
        clocks = _after(clocks, taken)
    assert taken.outcome == procedure.by_state[taken.state].outcome
    assert not procedure.by_state[taken.state].final or {fact.status for fact in clocks.values()} <= {
        "stopped"
    }
    return taken


def answers(procedure, way):
    """Values with which the comparisons among the guards of a step hold; of `guards_any` the first one."""
    asked = [procedure.guards[code].when for code in (*way.guards, *way.guards_any[:1])]
    return dict(value for when in asked if when for value in _meeting(when))


def _meeting(when):
    if isinstance(when, Comparison):
        yield when.field, when.value[0] if when.operator == "in" else when.value
    else:
        for part in when.parts if when.how == "all" else when.parts[:1]:
            yield from _meeting(part)


def _seats(procedure, way):
    """The least of every seat, on both sides where it is counted for each."""
    asked = [seat for one in procedure.compositions if one.code in way.compositions for seat in one.seats]
    return {seat.role: (bounds(procedure, seat)[0],) * (2 if seat.per_side else 1) for seat in asked}


def _overdue(facts, clock):
    assert facts.clocks[clock].status == "running"
    past = {**facts.clocks, clock: ClockFact("running", NOW - timedelta(days=1))}
    return Facts(facts.state, seats=facts.seats, clocks=past, now=NOW)


def _after(clocks, taken):
    changed = dict(clocks)
    for change in taken.clocks:
        if change.action != "extend":
            changed[change.clock] = ClockFact(STATUS[change.action])
    return changed


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
