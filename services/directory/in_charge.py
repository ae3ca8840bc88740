"""Who is in charge of a place: what a villager may want to know before there is any quarrel."""

from collections.abc import Sequence

from services.directory.kinds import OrganisationKind as Kind
from services.directory.models import Organisation
from services.directory.queries import public_organisations
from services.directory.rules import around
from tenants.models import Division

# One line each: the nearest of these kinds.
SEATS: tuple[tuple[str, ...], ...] = (
    (Kind.JUDICIAL_OFFICE, Kind.JUSTICE_BUREAU),
    (Kind.VILLAGE_COMMITTEE,),
    (Kind.TOWNSHIP_COMMITTEE,),
    (Kind.SERVICE_ROOM, Kind.SERVICE_STATION, Kind.SERVICE_CENTER),
    (Kind.LEGAL_AID_STATION, Kind.LEGAL_AID_CENTER),
)


def in_charge(place: Division) -> list[Organisation]:
    """Of every seat the nearest public organisation, each once."""
    distance = {one.pk: steps for steps, one in enumerate(around(place))}
    kinds = [kind for seat in SEATS for kind in seat]
    candidates = list(
        public_organisations().filter(kind__in=kinds, division__in=distance).select_related("division")
    )
    found = (_nearest(seat, candidates, distance) for seat in SEATS)
    return list(dict.fromkeys(one for one in found if one is not None))


def nearest_office(place: Division) -> Organisation | None:
    """Where somebody is sent for whom a list has nothing."""
    return next(iter(in_charge(place)), None)


def _nearest(
    kinds: Sequence[str], candidates: list[Organisation], distance: dict[int, int]
) -> Organisation | None:
    fitting = [one for one in candidates if one.kind in kinds]
    return min(
        fitting, key=lambda one: (distance[one.division_id], kinds.index(one.kind), one.pk), default=None
    )
