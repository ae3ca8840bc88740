"""Whether those who take part are as many as a composition asks for."""

from collections.abc import Collection
from itertools import zip_longest

from services.declarations.sentences import Sentence, _
from services.procedures.facts import Facts, Refused
from services.procedures.spec import Composition, Procedure, Seat


def bounds(procedure: Procedure, seat: Seat) -> tuple[int, int | None]:
    """The least and the most of a seat; a number it names comes first."""
    number = procedure.numbers.get(seat.number)
    if number is None:
        return seat.least, seat.most
    if number.amount is not None:
        return number.amount, number.amount
    return number.least or 0, number.most


def short(
    procedure: Procedure, composition: Composition, facts: Facts, named: Collection[str] = ()
) -> Refused | None:
    """The first seat that is not taken as declared, in words; those of the roles `named` are left out."""
    for seat in composition.seats:
        if not set(named).isdisjoint(seat.roles):
            continue
        least, most = bounds(procedure, seat)
        counted = _counted(facts, seat)
        for count in counted if seat.per_side else (sum(counted),):
            if count < least or (most is not None and count > most):
                return Refused(_sentence(procedure, seat, (least, most), count), (seat.role,))
    return None


def _counted(facts: Facts, seat: Seat) -> tuple[int, ...]:
    """Those who take the seat, side by side."""
    sides = zip_longest(*(facts.seats.get(role) or (0,) for role in seat.roles), fillvalue=0)
    return tuple(map(sum, sides))


def _sentence(procedure: Procedure, seat: Seat, wanted: tuple[int, int | None], count: int) -> Sentence:
    least, most = wanted
    role = "、".join(procedure.roles[code].name if code in procedure.roles else code for code in seat.roles)
    values: dict[str, str | int] = {"role": role, "least": least, "most": most or 0, "count": count}
    if most is None:
        template = (
            _("每一方的%(role)s至少%(least)s人，现有%(count)s人")
            if seat.per_side
            else _("%(role)s至少%(least)s人，现有%(count)s人")
        )
    elif least == most:
        template = (
            _("每一方的%(role)s须为%(least)s人，现有%(count)s人")
            if seat.per_side
            else _("%(role)s须为%(least)s人，现有%(count)s人")
        )
    else:
        template = (
            _("每一方的%(role)s须为%(least)s至%(most)s人，现有%(count)s人")
            if seat.per_side
            else _("%(role)s须为%(least)s至%(most)s人，现有%(count)s人")
        )
    return Sentence("composition", template, values)
