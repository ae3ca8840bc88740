"""Steps through a procedure. Pure: facts go in, a Step or a Refused comes out, nothing is written.

A step that an event or a clock takes is not asked for judgements or fields: nobody is there to answer. What can be
worked out (computed guards, comparisons, compositions, time) holds for it as for anybody.
"""

from collections.abc import Mapping
from typing import Any

from services.declarations.conditions import is_blank
from services.declarations.sentences import Sentence, _
from services.procedures import refusals, running
from services.procedures.facts import Actor, Facts, Offer, Refused, Step
from services.procedures.spec import Procedure, Transition


def begin(procedure: Procedure, facts: Facts) -> Step:
    """The opening of a case, as a step without a transition."""
    return Step(
        transition="",
        origin="",
        state=procedure.initial,
        turn=procedure.turn(procedure.initial),
        clocks=running.at_opening(procedure, facts),
    )


def step(
    procedure: Procedure, facts: Facts, transition: str, actor: Actor, data: Mapping[str, Any]
) -> Step | Refused:
    """`data` holds what was typed, checked by its form; what the step does not ask for is left out of the Step."""
    found = procedure.by_transition.get(transition)
    if found is None:
        return Refused(Sentence("unknown_transition", _("没有这个步骤"), {}))
    values = {**facts.fields, **{key: value for key, value in data.items() if not is_blank(value)}}
    return (
        refusals.not_from_here(procedure, facts, found)
        or refusals.not_by(procedure, facts, found, actor)
        or refusals.in_the_way(procedure, facts, found, values)
        or (None if actor.automatic else refusals.unconfirmed(procedure, facts, found, values))
        or (None if actor.automatic else refusals.unfilled(procedure, found, values))
        or _step(procedure, facts, found, data, values)
    )


def open_to(
    procedure: Procedure, facts: Facts, actor: Actor, *, naming: Mapping[str, str] | None = None
) -> tuple[Offer, ...]:
    """The steps this actor may take now, in declared order; what stands in the way is told with each.

    `naming`: fields that put people into a role. A seat which the step itself fills is not in its way.
    """
    seated = naming or {}
    return tuple(
        Offer(
            way,
            judged=tuple(
                filter(lambda guard: guard.judged, refusals.guards(procedure, (*way.guards, *way.guards_any)))
            ),
            refused=refusals.in_the_way(
                procedure,
                facts,
                way,
                facts.fields,
                typed=(*way.requires, *way.asks),
                named={seated[code] for code in (*way.requires, *way.asks) if code in seated},
            ),
        )
        for way in procedure.leaving(facts.state)
        if not refusals.not_from_here(procedure, facts, way)
        and not refusals.not_by(procedure, facts, way, actor)
    )


def _step(
    procedure: Procedure, facts: Facts, way: Transition, data: Mapping[str, Any], values: Mapping[str, Any]
) -> Step:
    to = procedure.by_state[way.to]
    asked = {*way.requires, *way.asks}
    return Step(
        transition=way.code,
        origin=facts.state,
        state=to.code,
        turn=procedure.turn(to.code),
        outcome=to.outcome if to.final else "",
        data={key: value for key, value in data.items() if key in asked},
        clocks=running.changes(procedure, facts, way, values),
        documents=tuple(code for code in way.documents if code not in facts.documents),
        documents_optional=tuple(code for code in way.documents_optional if code not in facts.documents),
        follow_ups=tuple(
            follow_up
            for follow_up in procedure.follow_ups
            if to.code in follow_up.after
            and to.code != facts.state
            and _applies(procedure, follow_up.condition, facts, values)
        ),
        effects=way.effects,
    )


def _applies(procedure: Procedure, guard: str, facts: Facts, values: Mapping[str, Any]) -> bool:
    """A follow-up under a judgement is offered: the judging is done when it is taken up."""
    found = procedure.guards.get(guard)
    return not guard or (found is not None and (found.judged or running.holds(found, facts, values)))
