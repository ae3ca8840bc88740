"""Whether those who take part are as many as a composition asks for."""

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


def short(procedure: Procedure, composition: Composition, facts: Facts) -> Refused | None:
    """The first seat that is not taken as declared, in words."""
    for seat in composition.seats:
        least, most = bounds(procedure, seat)
        counted = facts.seats.get(seat.role) or (0,)
        for count in counted if seat.per_side else (sum(counted),):
            if count < least or (most is not None and count > most):
                return Refused(_sentence(procedure, seat, (least, most), count), (seat.role,))
    return None


def _sentence(procedure: Procedure, seat: Seat, wanted: tuple[int, int | None], count: int) -> Sentence:
    least, most = wanted
    role = procedure.roles[seat.role].name if seat.role in procedure.roles else seat.role
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
