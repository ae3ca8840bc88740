"""Who is concerned with what: by kind of organisation, by place, and by the rules of the county."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from django.utils.translation import gettext as _

from services.directory.kinds import OrganisationKind
from services.directory.matters import taxonomy
from services.directory.models import Organisation, RoutingRule
from tenants.models import Division


@dataclass(frozen=True)
class Routed:
    """Who takes the matter in, or nobody; `reason` is a sentence for the citizen either way."""

    organisation: Organisation | None
    reason: str


@dataclass(frozen=True)
class _Order:
    """Kinds in the order they are asked, and what is to be said about it."""

    kinds: tuple[str, ...]
    note: str = ""
    basis: str = ""


def around(division: Division) -> Iterator[Division]:
    """The division and those around it, from the inside out."""
    inner: Division | None = division
    while inner is not None:
        yield inner
        inner = inner.parent


def responsible(kinds: Sequence[str], division: Division) -> Organisation | None:
    """The active organisation of one of these kinds that is nearest: of the place itself, else of what is around it.

    Where a place has several, the kind that is named first decides, then which was registered first.
    """
    distance = {place.pk: steps for steps, place in enumerate(around(division))}
    candidates = Organisation.objects.filter(active=True, kind__in=kinds, division__in=distance)
    ranked = sorted(
        candidates.select_related("division"),
        key=lambda found: (distance[found.division_id], list(kinds).index(found.kind), found.pk),
    )
    return ranked[0] if ranked else None


def route(matter: str, procedure: str, division: Division) -> Routed:
    """Where a matter of this place goes. Codes may be blank or unknown: then the wider rule holds.

    A kind that comes first in a rule is preferred to a nearer organisation of a later kind.
    """
    order = _order(matter, procedure)
    for kind in order.kinds:
        organisation = responsible((kind,), division)
        if organisation is not None:
            return Routed(organisation, _why(matter, organisation, order))
    wanted = "、".join(str(OrganisationKind(kind).label) for kind in order.kinds)
    reason = _("%(division)s没有登记能受理的机构（%(wanted)s），请到司法局窗口咨询。")
    return Routed(None, reason % {"division": division, "wanted": wanted})


def _order(matter: str, procedure: str) -> _Order:
    """A county's rule for the procedure, the procedure's own seat, a county's rule for the matter, the shipped one."""
    known, seat = taxonomy(), taxonomy().seats.get(procedure)
    matter = matter or (seat.matter if seat else "")
    line = [found.code for found in known.line(matter)]
    own = {(rule.matter, rule.procedure): rule for rule in RoutingRule.objects.all()}
    asked = [(code, procedure) for code in (*line, "")] if procedure else []
    if seat is None or not seat.kinds:
        asked += [(code, "") for code in (*line, "")]
    for key in asked:
        if key in own:
            return _Order(own[key].kinds, own[key].note, own[key].basis)
    if seat and seat.kinds:
        return _Order(seat.kinds)
    return _Order(known.matters[line[0] if line else "other"].kinds)


def _why(matter: str, organisation: Organisation, order: _Order) -> str:
    values = {
        "matter": taxonomy().label(matter),
        "kind": organisation.get_kind_display(),
        "division": organisation.division,
        "organisation": organisation,
    }
    if matter:
        said = _("“%(matter)s”由%(kind)s受理，%(division)s归%(organisation)s管。") % values
    else:
        said = _("此事由%(kind)s受理，%(division)s归%(organisation)s管。") % values
    basis = _("依据：%(basis)s。") % {"basis": order.basis} if order.basis else ""
    return said + order.note + basis
