"""When a service can be had: read in a handful of queries, reckoned in memory, never written down."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from functools import cached_property
from zoneinfo import ZoneInfo

from django.db.models import Count, Q, QuerySet
from django.utils import timezone

from services.booking.models import (
    OPEN,
    Appointment,
    BookableService,
    Channel,
    HoursException,
    OpeningHours,
    Resource,
    Session,
    Shift,
)
from services.booking.spans import Clock, Span, Weekly, beginnings, merged, open_spans
from services.booking.ticks import moment, next_tick, tick, ticks
from services.calendar.queries import working_days

WORKED = (Shift.State.PLANNED, Shift.State.PUBLISHED, Shift.State.ON_DUTY)


@dataclass(frozen=True)
class Slot:
    """A beginning that is offered, and by whom: `left` says how many places each person has then."""

    start: int
    minutes: int
    left: Mapping[int, int]

    @property
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


def free(  # noqa: PLR0913 (what, how, when, with whom; the last two are for tests and for moving)
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
    first = max(first, today)
    people = {one.pk: one for one in _people(service, person)}
    if last < first or not people or not service.active:
        return Free([], people)
    span = _Range(first, last, zone)
    rooms = list(service.rooms.filter(active=True)) if channel == Channel.IN_PERSON else []
    diary = _Diary(service, [*people.values(), *rooms], span, now, moving)
    earliest = next_tick(now + timedelta(minutes=service.lead_minutes if lead else 0))
    return Free(list(_slots(service, diary, people, rooms, earliest)), people)


def _people(service: BookableService, person: Resource | None) -> QuerySet[Resource]:
    found = service.resources.filter(active=True).exclude(kind=Resource.Kind.ROOM)
    return (found.filter(pk=person.pk) if person else found).select_related("organisation").order_by("pk")


@dataclass(frozen=True)
class _Range:
    first: date
    last: date
    zone: ZoneInfo

    @property
    def days(self) -> list[date]:
        return [self.first + timedelta(days=count) for count in range((self.last - self.first).days + 1)]

    def edge(self, day: date) -> datetime:
        return datetime.combine(day, time.min, self.zone)

    @property
    def starts_at(self) -> datetime:
        """A night duty of the day before reaches into the first day."""
        return self.edge(self.first - timedelta(days=1))

    @property
    def ends_at(self) -> datetime:
        return self.edge(self.last + timedelta(days=2))


@dataclass
class _Diary:
    """What is known of everybody concerned: spans in which they are open, ticks in which they are busy."""

    service: BookableService
    resources: list[Resource]
    span: _Range
    now: datetime
    moving: int | None
    clock: Clock = field(init=False)

    def __post_init__(self) -> None:
        self.clock = Clock(self.span.zone)
        self._keys = [one.pk for one in self.resources]
        self._homes = {one.organisation_id for one in self.resources}

    def open(self, resource: Resource) -> list[Span]:
        spans = [*self._usual(resource), *self._exceptions[0][resource.pk]]
        if resource.kind != Resource.Kind.ROOM:
            spans += self._exceptions[0][f"organisation {resource.organisation_id}"]
        return merged(spans)

    def busy(self, resource: Resource) -> set[int]:
        shut = self._exceptions[1]
        found = set(self._taken[resource.pk])
        for first, end in (*shut[resource.pk], *shut[f"organisation {resource.organisation_id}"]):
            found.update(range(first, end))
        return found

    @cached_property
    def sessions(self) -> list[tuple[int, int, int, int | None, int, int]]:
        """Key, service, person, room, first and end tick. Of those that only holds keep, the ones whose time runs."""
        bounds = Q(first_tick__lt=tick(self.span.ends_at), end_tick__gt=tick(self.span.starts_at))
        rows = Session.objects.filter(bounds, Q(person__in=self._keys) | Q(room__in=self._keys))
        rows = rows.exclude(held_until__lte=self.now).exclude(pk=self.moving)
        names = ("pk", "service", "person", "room", "first_tick", "end_tick")
        return list(rows.order_by().values_list(*names))

    def shared(self, *, in_a_room: bool) -> dict[tuple[int, int], int]:
        """Places left in the service's own sessions, by person and first tick."""
        if self.service.capacity == 1:
            return {}
        own = {
            key: (person, first)
            for key, service, person, room, first, _end in self.sessions
            if service == self.service.pk and (room is not None or not in_a_room)
        }
        standing = Q(state__in=OPEN) & (Q(expires_at=None) | Q(expires_at__gt=self.now))
        taken = dict(
            Appointment.objects.filter(standing, session__in=own)
            .order_by()
            .values_list("session")
            .annotate(number=Count("pk"))
        )
        return {place: self.service.capacity - taken.get(key, 0) for key, place in own.items()}

    @cached_property
    def _taken(self) -> dict[int, set[int]]:
        found: dict[int, set[int]] = defaultdict(set)
        for _key, _service, person, room, first, end in self.sessions:
            found[person].update(range(first, end))
            if room is not None:
                found[room].update(range(first, end))
        return found

    @cached_property
    def _weekly(self) -> dict[object, list[Weekly]]:
        rows = OpeningHours.objects.filter(Q(resource__in=self._keys) | Q(organisation__in=self._homes))
        found: dict[object, list[Weekly]] = defaultdict(list)
        for resource, home, *hours in rows.values_list(
            "resource", "organisation", "day", "opens", "closes", "since", "until"
        ):
            found[resource or f"organisation {home}"].append(Weekly(*hours))
        return found

    def _usual(self, resource: Resource) -> Iterable[Span]:
        if self.service.roster_id and resource.kind != Resource.Kind.ROOM:
            return self._shifts[resource.pk]
        home = f"organisation {resource.organisation_id}"
        whose = resource.pk if resource.pk in self._weekly else home
        if whose not in self._spans:
            days = [self.span.first - timedelta(days=1), *self.span.days]
            self._spans[whose] = list(
                open_spans(self._weekly.get(whose, ()), days, self._different, self.clock)
            )
        return self._spans[whose]

    @cached_property
    def _spans(self) -> dict[object, list[Span]]:
        return {}

    @cached_property
    def _different(self) -> object:
        return working_days().different

    @cached_property
    def _shifts(self) -> dict[int, list[Span]]:
        rows = Shift.objects.filter(
            roster=self.service.roster_id, resource__in=self._keys, state__in=WORKED,
            starts_at__lt=self.span.ends_at, ends_at__gt=self.span.starts_at,
        )  # fmt: skip
        found: dict[int, list[Span]] = defaultdict(list)
        for resource, starts, ends in rows.values_list("resource", "starts_at", "ends_at"):
            found[resource].append((next_tick(starts), tick(ends)))
        return found

    @cached_property
    def _exceptions(self) -> tuple[dict[object, list[Span]], dict[object, list[Span]]]:
        """Additional spans, and spans that are shut or away."""
        rows = HoursException.objects.filter(
            Q(resource__in=self._keys) | Q(organisation__in=self._homes),
            starts_at__lt=self.span.ends_at, ends_at__gt=self.span.starts_at,
        )  # fmt: skip
        more: dict[object, list[Span]] = defaultdict(list)
        shut: dict[object, list[Span]] = defaultdict(list)
        for resource, home, kind, starts, ends in rows.values_list(
            "resource", "organisation", "kind", "starts_at", "ends_at"
        ):
            whose = resource or f"organisation {home}"
            if kind == HoursException.Kind.OPEN:
                more[whose].append((next_tick(starts), tick(ends)))
            else:
                shut[whose].append((tick(starts), next_tick(ends)))
        return more, shut


def _slots(
    service: BookableService,
    diary: _Diary,
    people: Mapping[int, Resource],
    rooms: Sequence[Resource],
    earliest: int,
) -> Iterator[Slot]:
    size = {"length": ticks(service.minutes), "pause": ticks(service.pause), "every": ticks(service.every)}
    first, end = tick(diary.span.edge(diary.span.first)), tick(diary.span.ends_at) - 24 * 12
    earliest = max(earliest, first)
    left: dict[int, dict[int, int]] = defaultdict(dict)
    for person in people.values():
        spans = diary.open(person)
        for start in beginnings(spans, diary.busy(person), **size):
            if earliest <= start < end:
                left[start][person.pk] = service.capacity
    if rooms:
        _need_a_room(left, diary, rooms, size)
    for (person_key, start), places in diary.shared(in_a_room=bool(rooms)).items():
        if person_key in people and places > 0 and earliest <= start < end:
            left[start][person_key] = places
    for start in sorted(left):
        if left[start]:
            yield Slot(start, service.minutes, left[start])


def _need_a_room(
    left: dict[int, dict[int, int]], diary: _Diary, rooms: Sequence[Resource], size: Mapping[str, int]
) -> None:
    """Drops the beginnings at which every room is taken, and cuts no session that has its room already."""
    taken = [diary.busy(room) for room in rooms]
    for start in list(left):
        needed = range(start, start + size["length"] + size["pause"])
        if not any(busy.isdisjoint(needed) for busy in taken):
            del left[start]
