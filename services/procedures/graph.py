"""Which states can be reached from which."""

from collections.abc import Iterable

from services.procedures.spec import Procedure


def reached(procedure: Procedure, starts: Iterable[str], stops: Iterable[str] = ()) -> set[str]:
    """The states one can come to, the starts included; the way ends in a state of `stops`."""
    seen, todo, ends = set(starts), list(starts), set(stops)
    while todo:
        state = todo.pop()
        if state in ends:
            continue
        for transition in procedure.leaving(state):
            if transition.to not in seen:
                seen.add(transition.to)
                todo.append(transition.to)
    return seen


def reaching(procedure: Procedure, ends: Iterable[str]) -> set[str]:
    """The states from which one can come to one of the ends, the ends included."""
    seen = set(ends)
    while True:
        more = {
            origin
            for transition in procedure.transitions
            if transition.to in seen
            for origin in transition.origins
        }
        if more <= seen:
            return seen
        seen |= more
