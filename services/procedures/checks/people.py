"""Compositions: they can be met, and some step asks for them."""

from collections.abc import Iterator
from itertools import combinations

from services.declarations.sentences import _
from services.procedures.checks.fault import Fault, fault
from services.procedures.seats import bounds
from services.procedures.spec import Composition, Procedure, Seat


def compositions(procedure: Procedure) -> Iterator[Fault]:
    asked = {code for transition in procedure.transitions for code in transition.compositions}
    for composition in procedure.compositions:
        path = ("compositions", composition.code)
        if composition.code not in asked:
            yield fault(procedure, path, "unused", _("没有步骤用到组成“%(name)s”"), name=composition.name)
        if not composition.seats:
            yield fault(procedure, path, "contradiction", _("组成“%(name)s”里没有人"), name=composition.name)
        for seat in composition.seats:
            if not _possible(procedure, seat):
                yield _contradiction(procedure, composition, seat)
        for one, other in combinations(composition.seats, 2):
            if {*one.roles} & {*other.roles} and one.per_side == other.per_side:
                yield _contradiction(procedure, composition, other)


def together(procedure: Procedure) -> Iterator[Fault]:
    """Two compositions that one step asks for must leave room for each other."""
    known = {composition.code: composition for composition in procedure.compositions}
    for transition in procedure.transitions:
        asked = [known[code] for code in transition.compositions if code in known]
        for one, other in combinations(asked, 2):
            for first in one.seats:
                for second in other.seats:
                    if _alike(first, second) and not _overlap(procedure, first, second):
                        yield _contradiction(procedure, other, second)


def _possible(procedure: Procedure, seat: Seat) -> bool:
    """Seats of a number take it from there; saying another figure as well contradicts it."""
    least, most = bounds(procedure, seat)
    stated = (seat.least and seat.least != least) or (seat.most is not None and seat.most != most)
    number = procedure.numbers.get(seat.number)
    counted = number is None or (number.unit == "person" and number.origin != "open")
    return counted and not stated and least >= 0 and (most is None or least <= most)


def _alike(one: Seat, other: Seat) -> bool:
    return (one.roles, one.per_side) == (other.roles, other.per_side)


def _overlap(procedure: Procedure, one: Seat, other: Seat) -> bool:
    (least, most), (low, high) = bounds(procedure, one), bounds(procedure, other)
    return (high is None or least <= high) and (most is None or low <= most)


def _contradiction(procedure: Procedure, composition: Composition, seat: Seat) -> Fault:
    role = procedure.roles[seat.role].name if seat.role in procedure.roles else seat.role
    return fault(
        procedure,
        ("compositions", composition.code),
        "contradiction",
        _("组成“%(name)s”里%(role)s的人数自相矛盾"),
        name=composition.name,
        role=role,
    )
