"""States and steps: every case can be opened, can always go on, and comes to an end."""

from collections import Counter
from collections.abc import Iterator
from itertools import pairwise

from services.declarations.sentences import _
from services.procedures.checks.fault import Fault, fault
from services.procedures.graph import reached, reaching
from services.procedures.spec import Procedure, State


def ends(procedure: Procedure) -> Iterator[Fault]:
    initial = [state.code for state in procedure.states if state.kind == "initial"]
    if len(initial) != 1:
        yield fault(
            procedure, ("states",), "initial", _("要有恰好一个初始状态，现有%(count)s个"), count=len(initial)
        )
    if not any(state.final for state in procedure.states):
        yield fault(procedure, ("states",), "no_end", _("没有终结状态"))
    for state in procedure.states:
        if state.final and not state.outcome:
            yield _of(procedure, state, "no_outcome", _("终结状态“%(state)s”没有写明结果"))


def ways(procedure: Procedure) -> Iterator[Fault]:
    """Unreachable states, dead ends, ways out of an end."""
    if not procedure.states:
        return
    forwards = reached(procedure, [procedure.initial])
    home = reaching(procedure, [state.code for state in procedure.states if state.final])
    for state in procedure.states:
        out = [transition for transition in procedure.leaving(state.code) if transition.to != state.code]
        if state.code not in forwards:
            yield _of(procedure, state, "unreachable", _("没有步骤能到达“%(state)s”"))
        if state.final and procedure.leaving(state.code):
            yield _of(procedure, state, "end_with_exit", _("终结状态“%(state)s”不应再有步骤"))
        if not state.final and not out:
            yield _of(procedure, state, "dead_end", _("“%(state)s”没有出路"))
        elif not state.final and state.code not in home:
            yield _of(procedure, state, "no_way_home", _("从“%(state)s”到不了任何终结状态"))


def turns(procedure: Procedure) -> Iterator[Fault]:
    """Whoever it is the turn of must be able to do something; every open state waits for somebody."""
    for state in procedure.states:
        leaving = procedure.leaving(state.code)
        able = {role for transition in leaving for role in transition.by}
        if state.turn and not able & {*state.turn}:
            yield _of(procedure, state, "idle_turn", _("轮到的人在“%(state)s”里没有可办的步骤"))
        if leaving and not able and not any(way.event or way.due for way in leaving):
            yield _of(procedure, state, "nobody", _("“%(state)s”没有人办理"))


def steps(procedure: Procedure) -> Iterator[Fault]:
    codes = Counter(transition.code for transition in procedure.transitions)
    for code, count in codes.items():
        if count > 1:
            path = ("transitions", code)
            yield fault(
                procedure, path, "same_code", _("有%(count)s个步骤都叫“%(code)s”"), count=count, code=code
            )
    for transition in procedure.transitions:
        path = ("transitions", transition.code)
        if not (transition.by or transition.event or transition.due):
            yield fault(
                procedure, path, "no_trigger", _("“%(step)s”没有人、事件或期限来触发"), step=transition.name
            )
        if not transition.origins:
            yield fault(procedure, path, "no_origin", _("“%(step)s”没有起始状态"), step=transition.name)
        if len({*transition.origins}) < len(transition.origins):
            yield fault(procedure, path, "repeated", _("“%(step)s”的起始状态有重复"), step=transition.name)
        if {*transition.guards} & {*transition.guards_any}:
            yield fault(procedure, path, "repeated", _("“%(step)s”的条件有重复"), step=transition.name)


def papers(procedure: Procedure) -> Iterator[Fault]:
    """Of papers one of which will do, the person brings the one there is; a step cannot choose which to make."""
    for transition in procedure.transitions:
        found = [procedure.documents.get(code) for code in transition.documents_any]
        if found and (len(found) == 1 or any(paper and not paper.uploaded for paper in found)):
            yield fault(
                procedure,
                ("transitions", transition.code, "documents_any"),
                "one_paper",
                _("“%(step)s”任选一项的材料要有两项以上，并且都由人提交"),
                step=transition.name,
            )


def flow(procedure: Procedure) -> Iterator[Fault]:
    """The arrow line of the guide is a way that the procedure goes, from its first state to an end."""
    if not procedure.flow:
        return
    known = [procedure.by_state[code] for code in procedure.flow if code in procedure.by_state]
    for state, following in pairwise(known):
        if not any(way.to == following.code for way in procedure.leaving(state.code)):
            yield fault(
                procedure,
                ("flow",),
                "flow_broken",
                _("流程线里没有从“%(state)s”到“%(to)s”的步骤"),
                state=state.name,
                to=following.name,
            )
    if known and (known[0].code != procedure.initial or not known[-1].final):
        yield fault(procedure, ("flow",), "flow_broken", _("流程线要从初始状态走到终结状态"))


def same_names(procedure: Procedure) -> Iterator[Fault]:
    """Two buttons of one state that read the same; two states that read the same."""
    for state in procedure.states:
        names = Counter(transition.name for transition in procedure.leaving(state.code))
        for name, count in names.items():
            if count > 1:
                yield _of(
                    procedure, state, "same_name", _("从“%(state)s”出发有两个步骤都叫“%(name)s”"), name=name
                )
    codes = Counter(state.code for state in procedure.states)
    labels = Counter(state.name for state in procedure.states)
    for state in procedure.states:
        if codes[state.code] > 1 or labels[state.name] > 1:
            yield _of(procedure, state, "same_state", _("有两个状态都叫“%(state)s”"))


def _of(procedure: Procedure, state: State, code: str, template: str, **values: str) -> Fault:
    return fault(procedure, ("states", state.code), code, template, state=state.name, **values)
