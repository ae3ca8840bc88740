"""Invented walks through every shipped procedure: it never raises, never strands, and a refusal changes nothing."""

from datetime import datetime

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from services.procedures import graph, running
from services.procedures.engine import begin, open_to, step
from services.procedures.facts import Actor, ClockFact, Facts, Refused, Step
from services.procedures.library import shipped
from tests.services.procedures.small import small
from tests.services.procedures.walking import answers, seats

PROCEDURES = [small(), *shipped().values()]
ids = [procedure.code for procedure in PROCEDURES]
STATUS = {"start": "running", "resume": "running", "restart": "running", "pause": "paused", "stop": "stopped"}

anything = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=5) | st.binary(max_size=3),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=3), inner, max_size=3),
    max_leaves=5,
)


def _willing(procedure, state, clocks, way=None):
    """Facts under which nothing but the procedure itself stands in the way."""
    return Facts(
        state,
        fields=dict.fromkeys(procedure.fields, "x") | (answers(procedure, way) if way else {}),
        guards=frozenset(procedure.guards),
        documents=frozenset(procedure.documents),
        seats=seats(procedure, way) if way else {},
        clocks=clocks,
    )


def _after(clocks, answer):
    changed = dict(clocks)
    for change in answer.clocks:
        if change.action != "extend":
            changed[change.clock] = ClockFact(STATUS[change.action])
    return changed


@pytest.mark.parametrize("procedure", PROCEDURES, ids=ids)
@settings(max_examples=15, deadline=None)
@given(data=st.data())
def test_a_walk_always_goes_on_and_can_always_end(procedure, data):
    ends = {state.code for state in procedure.states if state.final}
    everybody = Actor(frozenset(procedure.roles))
    opening = begin(procedure, Facts(""))
    state, clocks = opening.state, _after({}, opening)
    for _taken in range(30):
        assert graph.reached(procedure, [state]) & ends
        if state in ends:
            assert [code for code, fact in clocks.items() if fact.status != "stopped"] == []
            assert open_to(procedure, _willing(procedure, state, clocks), everybody) == ()
            return
        offers = [way for way in procedure.leaving(state) if way.by]
        assert offers
        way = data.draw(st.sampled_from(offers))
        answer = step(procedure, _willing(procedure, state, clocks, way), way.code, everybody, {})
        assert isinstance(answer, Step), answer
        assert answer.state == way.to
        able = {role for out in procedure.leaving(answer.state) for role in out.by}
        assert answer.turn == () if answer.state in ends else able & {*answer.turn}
        state, clocks = answer.state, _after(clocks, answer)


@pytest.mark.parametrize("procedure", PROCEDURES, ids=ids)
def test_every_end_and_every_step_is_walked(procedure):
    """From each state a step leaves, with everything in order, it is taken."""
    everybody = Actor(frozenset(procedure.roles))
    taken = {
        (answer.origin, answer.transition)
        for way in procedure.transitions
        for origin in way.origins
        if way.by
        and isinstance(
            answer := step(procedure, _willing(procedure, origin, {}, way), way.code, everybody, {}), Step
        )
    }
    assert taken == {(origin, way.code) for way in procedure.transitions if way.by for origin in way.origins}


@pytest.mark.parametrize("procedure", PROCEDURES, ids=ids)
@settings(max_examples=25, deadline=None)
@given(data=st.data())
def test_a_step_never_raises_and_a_refusal_changes_nothing(procedure, data):
    states = st.sampled_from([*procedure.by_state, "", "nowhere"])
    codes = st.sampled_from([*procedure.by_transition, "", "nothing"])
    fields = st.dictionaries(st.sampled_from([*procedure.fields, "x"]), anything, max_size=6)
    roles = st.frozensets(st.sampled_from([*procedure.roles, "stranger"]), max_size=3)
    instants = st.none() | st.datetimes(min_value=datetime(2020, 1, 1))
    facts = Facts(
        data.draw(states),
        fields=data.draw(fields),
        guards=data.draw(st.frozensets(st.sampled_from([*procedure.guards, "x"]))),
        documents=data.draw(st.frozensets(st.sampled_from([*procedure.documents, "x"]))),
        seats=data.draw(
            st.dictionaries(
                st.sampled_from([*procedure.roles, "x"]), st.lists(st.integers(0, 5), max_size=3).map(tuple), max_size=4
            )
        ),
        clocks={code: ClockFact(data.draw(st.sampled_from(["running", "paused", "stopped"])), data.draw(instants)) for code in procedure.by_clock},
        now=data.draw(instants),
    )  # fmt: skip
    typed = data.draw(fields)
    before = repr((facts.fields, facts.clocks, facts.seats, typed))
    actor = Actor(data.draw(roles), due=data.draw(st.sampled_from(["", *procedure.by_clock])))
    answer = step(procedure, facts, data.draw(codes), actor, typed)
    assert repr((facts.fields, facts.clocks, facts.seats, typed)) == before
    if isinstance(answer, Refused):
        assert str(answer)
    else:
        assert {*answer.data} <= {*procedure.fields}
        assert {change.clock for change in answer.clocks} <= {*procedure.by_clock}
    for offer in open_to(procedure, facts, actor):
        assert facts.state in offer.transition.origins


def test_a_guard_nobody_declared_never_holds():
    assert running.holds(None, Facts("open"), {}) is False
