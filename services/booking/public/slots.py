"""What stands in an address for a time and the person who has it: `5943216-12`, or `5943216-any`."""

import re

from django.http import Http404

from services.booking.models import BookableService, Resource

ANYBODY = "any"
# Eight digits of five minutes reach further than a calendar does; nine would not be a date any more.
_SLOT = re.compile(r"([0-9]{1,8})-(any|[0-9]{1,18})")


def slot_id(start: int, person: Resource | None = None) -> str:
    return f"{start}-{person.pk if person else ANYBODY}"


def parse(service: BookableService, said: str) -> tuple[int, Resource | None] | None:
    """The beginning, and the person where one is named; None where it is no time of this service."""
    found = _SLOT.fullmatch(said)
    if found is None:
        return None
    start, who = int(found[1]), found[2]
    if who == ANYBODY:
        return start, None
    person = choosable(service).get(int(who))
    return (start, person) if person else None


def parse_or_404(service: BookableService, said: str) -> tuple[int, Resource | None]:
    found = parse(service, said)
    if found is None:
        raise Http404
    return found


def choosable(service: BookableService) -> dict[int, Resource]:
    """Whom a citizen may name, by key."""
    if not service.choose_person:
        return {}
    found = service.resources.filter(active=True).exclude(kind=Resource.Kind.ROOM)
    return {one.pk: one for one in found.order_by("pk")}
