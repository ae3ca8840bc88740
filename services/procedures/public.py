"""A procedure as `GET /api/v1/procedures/` shows it. The shape is public: change it only by adding."""

from typing import Any

from services.procedures.spec import Clock, Procedure
from services.procedures.terms import Number


def listing(procedure: Procedure) -> dict[str, Any]:
    return {
        "code": procedure.code,
        "name": procedure.name,
        "states": [
            {"code": state.code, "name": state.name, "final": state.final} for state in procedure.states
        ],
        "transitions": [
            {
                "code": transition.code,
                "name": transition.name,
                "from": list(transition.origins),
                "to": transition.to,
                "by": list(transition.by),
            }
            for transition in procedure.transitions
        ],
        "clocks": [_clock(procedure, clock) for clock in procedure.clocks],
    }


def _clock(procedure: Procedure, clock: Clock) -> dict[str, Any]:
    """`amount` is null while nobody set it; a frequency has the unit `per_month` and the like."""
    number = procedure.numbers[clock.number]
    first = number.basis[0] if number.basis else None
    return {
        "name": clock.name,
        "amount": number.amount if number.amount is not None else number.least,
        "unit": _unit(number),
        "from": clock.start,
        "to": list(clock.until),
        "basis": {
            "document_number": first.document_number if first else "",
            "clause": first.clause if first else "",
        },
    }


def _unit(number: Number) -> str:
    return f"per_{number.per}" if number.unit == "time" else number.unit
