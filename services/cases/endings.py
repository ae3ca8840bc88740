"""Steps that end a matter without having dealt with it: never what somebody must do, and shown last."""

from services.procedures.spec import Procedure, Transition

OUTCOMES = frozenset({"withdrawn", "abandoned", "declined", "not_accepted", "not_in_scope", "rejected"})


def gives_up(procedure: Procedure, way: Transition) -> bool:
    to = procedure.by_state[way.to]
    return "withdraw" in way.code or to.outcome in OUTCOMES
