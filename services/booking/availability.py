"""Tells the directory who is free, today and next, and where to book it (services/directory/availability.py).

One reading for each service that any of them takes part in, however many people are asked about, and not more often
than every FRESH seconds: lists are asked for all day long, and the page on which a time is picked reads anew anyway.
"""

from collections.abc import Iterable, Iterator, Mapping
from datetime import datetime

from django.core.cache import cache
from django.db.models import Q
from django.urls import reverse
from django.utils import timezone

from services.booking.free import Free, Slot, free
from services.booking.models import BookableService, Channel, Resource
from services.booking.queries import offered
from services.directory import availability
from services.directory.availability import Key

FRESH = 30


@availability.register
def free_times(keys: tuple[Key, ...]) -> Mapping[Key, availability.Free]:
    asked = {kind: {pk for one, pk in keys if one == kind} for kind in ("mediator", "lawyer", "organisation")}
    found: dict[Key, list[datetime]] = {}
    for service in _services(asked):
        firsts = _lately(service)
        for key in _people(service, asked):
            found.setdefault(key[:2], []).extend(filter(None, [firsts.get(key[2])]))
        home = ("organisation", service.organisation_id)
        if service.organisation_id in asked["organisation"]:
            found.setdefault(home, []).extend(filter(None, [min(firsts.values(), default=None)]))
    return {key: _told(key, times) for key, times in found.items()}


def _services(asked: Mapping[str, set[int]]) -> Iterable[BookableService]:
    whose = Q(organisation__in=asked["organisation"])
    for register in ("mediator", "lawyer"):
        whose |= Q(choose_person=True, **{f"resources__{register}__in": asked[register]})
    return offered().filter(whose).distinct().prefetch_related("resources")


def _people(service: BookableService, asked: Mapping[str, set[int]]) -> Iterator[tuple[str, int, int]]:
    """Register, key in it, and the person's key here; of those who were asked about."""
    if not service.choose_person:
        return
    for one in service.resources.all():
        for register, pk in (("mediator", one.mediator_id), ("lawyer", one.lawyer_id)):
            if pk in asked[register] and one.active and one.kind != Resource.Kind.ROOM:
                yield register, pk, one.pk


def _lately(service: BookableService) -> dict[int, datetime]:
    return cache.get_or_set(f"booking-first-times:{service.pk}", lambda: _firsts(service), FRESH)


def _firsts(service: BookableService) -> dict[int, datetime]:
    """When each person is first free, by key, in whatever way needs least."""
    ways = [way for way in service.channels if way != Channel.IN_PERSON] or list(service.channels)
    if not ways:
        return {}
    offer: Free = free(service, ways[0], timezone.localdate(), service.horizon_days + 1)
    return dict(_first_of_each(offer.slots))


def _first_of_each(slots: Iterable[Slot]) -> Iterator[tuple[int, datetime]]:
    known: set[int] = set()
    for slot in slots:
        for key in slot.left.keys() - known:
            known.add(key)
            yield key, slot.starts_at


def _told(key: Key, times: list[datetime]) -> availability.Free:
    first = min(times, default=None)
    today = first is not None and first.date() == timezone.localdate()
    return availability.Free(today, first, reverse("booking:index", query={key[0]: key[1]}))
