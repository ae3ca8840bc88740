"""Which steps of a procedure an agreement takes: the one that says it is reached, and the one that follows when it is
signed. Some procedures know only one of them."""

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise

from django.utils.translation import gettext as _

from services.cases.guards import SIGNED
from services.procedures import refusals
from services.procedures.spec import Procedure, Transition
from services.procedures.terms import Guard

TERMS = "agreed_terms"
# Told by the clauses and by the room; the day of effect is the day of the last signature.
KNOWN = frozenset({TERMS, "performance_mode", "performance_due", "effective_date"})


@dataclass(frozen=True)
class Settling:
    """`missing`: why there can be no agreement from this state, in words; then there are no steps."""

    reach: Transition | None = None
    sign: Transition | None = None
    missing: str = ""

    @property
    def ways(self) -> tuple[Transition, ...]:
        return tuple(way for way in (self.reach, self.sign) if way is not None)

    @property
    def asks(self) -> tuple[str, ...]:
        """Fields besides those that are known."""
        return tuple(dict.fromkeys(code for way in self.ways for code in way.requires if code not in KNOWN))

    def judgements(self, procedure: Procedure) -> list[Guard]:
        found = [one for way in self.ways for one in refusals.guards(procedure, way.guards) if one.judged]
        return list(dict.fromkeys(found))


def settling(procedure: Procedure, state: str) -> Settling:
    if TERMS not in procedure.fields:
        return Settling(missing=_("“%(name)s”不以调解协议结案。") % {"name": procedure.name})
    sign = _signed_way(procedure, state)
    if sign is not None:
        return Settling(sign=sign)
    reach = next((way for way in procedure.leaving(state) if TERMS in way.requires), None)
    if reach is not None:
        return Settling(reach=reach, sign=_signed_way(procedure, reach.to))
    return Settling(missing=_missing(procedure, state))


def steps_ahead(procedure: Procedure, state: str) -> tuple[Transition, ...]:
    """The usual way from here until the agreement is in force; nothing where the case has left the usual way."""
    if state not in procedure.flow:
        return ()
    found: list[Transition] = []
    for way in _along(procedure, procedure.flow[procedure.flow.index(state) :]):
        found.append(way)
        if _of_signature(way) or (TERMS in way.requires and _signed_way(procedure, way.to) is None):
            return tuple(found)
    return ()


def _along(procedure: Procedure, states: tuple[str, ...]) -> Iterator[Transition]:
    for here, there in pairwise(states):
        way = next((one for one in procedure.leaving(here) if one.to == there), None)
        if way is None:
            return
        yield way


def _signed_way(procedure: Procedure, state: str) -> Transition | None:
    return next(filter(_of_signature, procedure.leaving(state)), None)


def _of_signature(way: Transition) -> bool:
    return SIGNED in (*way.guards, *way.guards_any)


def _missing(procedure: Procedure, state: str) -> str:
    here, ahead = procedure.by_state[state].name, steps_ahead(procedure, state)
    if ahead:
        words = {"state": here, "step": ahead[0].name}
        return _("案件现在是“%(state)s”。请先在案件里办理“%(step)s”，再拟定协议书。") % words
    return _("案件现在是“%(state)s”，不能拟定协议书。") % {"state": here}
