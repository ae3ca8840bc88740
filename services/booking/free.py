"""When a service can be had: read in a handful of queries, reckoned in memory, never written down."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from functools import cached_property
from zoneinfo import ZoneInfo

from django.db.models import QuerySet
from django.utils import timezone

from services.booking.diary import Days, Diary
from services.booking.models import BookableService, Channel, Resource
from services.booking.spans import beginnings, each, undisturbed
from services.booking.ticks import moment, next_tick, tick, ticks


@dataclass(frozen=True)
class _Offer:
    """Of each person the beginnings as bits, and the places in sessions that others share already."""

    base: int
    capacity: int
    starts: Mapping[int, int]
    places: Mapping[tuple[int, int], int]

    def left(self, start: int) -> dict[int, int]:
        bit = 1 << (start - self.base)
        return {
            person: self.places.get((person, start), self.capacity)
            for person, starts in self.starts.items()
            if starts & bit
        }


@dataclass(frozen=True)
class Slot:
    """A beginning that is offered. `left`: by whom, and how many places each has then."""

    start: int
    minutes: int
    offer: _Offer = field(repr=False)

    @cached_property
    def left(self) -> Mapping[int, int]:
        return self.offer.left(self.start)

    @cached_property
    def starts_at(self) -> datetime:
        return timezone.localtime(moment(self.start))

    @property
    def ends_at(self) -> datetime:
        return self.starts_at + timedelta(minutes=self.minutes)


@dataclass(frozen=True)
class Free:
    slots: Sequence[Slot]
    people: Mapping[int, Resource]

    def on(self, day: date) -> list[Slot]:
        return [slot for slot in self.slots if slot.starts_at.date() == day]

    @cached_property
    def by_day(self) -> dict[date, int]:
        """How many beginnings each day has; only days that have one."""
        counts: dict[date, int] = defaultdict(int)
        for slot in self.slots:
            counts[slot.starts_at.date()] += 1
        return counts


def free(  # noqa: PLR0913 (what, how, when, with whom; the last four for the staff, for moving, for tests)
    service: BookableService,
    channel: str,
    first: date,
    days: int = 1,
    *,
    person: Resource | None = None,
    lead: bool = True,
    moving: int | None = None,
    now: datetime | None = None,
    zone: ZoneInfo | None = None,
) -> Free:
    """In order of time. The staff does not keep the service's `lead`, which gives time to prepare.

    `moving` is the key of a session that is about to be left: its time counts as free.
    """
    now, zone = now or timezone.now(), zone or timezone.get_current_timezone()
    today = now.astimezone(zone).date()
    last = min(first + timedelta(days=days - 1), today + timedelta(days=service.horizon_days))
    asked = Days(max(first, today), last, zone)
    people = {one.pk: one for one in _people(service, person)}
    if asked.last < asked.first or not people or not service.active:
        return Free([], people)
    rooms = list(service.rooms.filter(active=True)) if channel == Channel.IN_PERSON else []
    diary = Diary(service, [*people.values(), *rooms], asked, now, moving)
    earliest = next_tick(now + timedelta(minutes=service.lead_minutes)) if lead else next_tick(now)
    offer = _offer(service, diary, people, rooms, _window(asked, earliest, diary.base))
    union = 0
    for starts in offer.starts.values():
        union |= starts
    return Free([Slot(start, service.minutes, offer) for start in each(union, diary.base)], people)


def _people(service: BookableService, person: Resource | None) -> QuerySet[Resource]:
    found = service.resources.filter(active=True).exclude(kind=Resource.Kind.ROOM)
    return (found.filter(pk=person.pk) if person else found).select_related("organisation").order_by("pk")


def _window(days: Days, earliest: int, base: int) -> int:
    """The ticks of the asked days that are not past, as bits."""
    first = max(earliest, tick(days.edge(days.first))) - base
    end = tick(days.edge(days.last + timedelta(days=1))) - base
    return ((1 << end) - 1) & ~((1 << first) - 1) if end > first else 0


def _offer(
    service: BookableService,
    diary: Diary,
    people: Mapping[int, Resource],
    rooms: Sequence[Resource],
    window: int,
) -> _Offer:
    length, every, base = ticks(service.minutes), ticks(service.every), diary.base
    needed, shared = length + ticks(service.pause), diary.places(in_a_room=bool(rooms))
    possible = window & _a_room_is_free(diary, rooms, needed) if rooms else window
    by_span: dict[tuple, int] = {}
    starts: dict[int, int] = {}
    for person in people.values():
        spans = tuple(diary.open(person))
        if spans not in by_span:
            by_span[spans] = beginnings(spans, base, length=length, every=every) & possible
        starts[person.pk] = undisturbed(by_span[spans], diary.busy(person), needed)
    for (key, start), places in shared.items():
        if key in starts and places > 0:
            starts[key] |= undisturbed((1 << (start - base)) & window, diary.shut(people[key]), length)
    return _Offer(base, service.capacity, starts, shared)


def _a_room_is_free(diary: Diary, rooms: Sequence[Resource], needed: int) -> int:
    """Every tick from which on some room is not taken, as bits. Rooms keep no hours of their own."""
    everything = (1 << (tick(diary.days.ends_at) - diary.base)) - 1
    found = 0
    for room in rooms:
        found |= undisturbed(everything, diary.busy(room), needed)
    return found
