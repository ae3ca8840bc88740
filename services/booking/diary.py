"""What is known of people and rooms over some days: when they are open, when they are busy. A query per table."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from functools import cached_property
from zoneinfo import ZoneInfo

from django.db.models import Count, Q

from services.booking.models import (
    OPEN,
    Appointment,
    BookableService,
    HoursException,
    OpeningHours,
    Resource,
    Session,
    Shift,
)
from services.booking.spans import Clock, Span, Weekly, mask, merged, open_spans
from services.booking.ticks import next_tick, tick
from services.calendar.queries import working_days

# Shifts during which somebody is there.
WORKED = (Shift.State.PLANNED, Shift.State.PUBLISHED, Shift.State.ON_DUTY)
_DAY = timedelta(days=1)
# A person or room by its key; an organisation by its key, turned negative.
Whose = int


@dataclass(frozen=True)
class Days:
    """From the first to the last, both included, on the clocks of a zone."""

    first: date
    last: date
    zone: ZoneInfo

    def __iter__(self) -> Iterable[date]:
        return (self.first + timedelta(days=count) for count in range((self.last - self.first).days + 1))

    def edge(self, day: date) -> datetime:
        return datetime.combine(day, time.min, self.zone)

    @property
    def starts_at(self) -> datetime:
        """A night duty of the day before reaches into the first day."""
        return self.edge(self.first - _DAY)

    @property
    def ends_at(self) -> datetime:
        return self.edge(self.last + 2 * _DAY)


class Diary:
    """`moving` is the key of a session that is about to be left, and so does not count."""

    def __init__(
        self,
        service: BookableService,
        resources: Sequence[Resource],
        days: Days,
        now: datetime,
        moving: int | None = None,
    ) -> None:
        self.service, self.days, self.now, self.moving = service, days, now, moving
        self.base = tick(days.starts_at)
        self._clock = Clock(days.zone)
        self._keys = [one.pk for one in resources]
        self._homes = {one.organisation_id for one in resources}
        self._known: dict[Whose, list[Span]] = {}

    def open(self, resource: Resource) -> list[Span]:
        more, home = self._exceptions[0], -resource.organisation_id
        own = [] if resource.kind == Resource.Kind.ROOM else more[home]
        usual = self._usual(resource)
        return merged([*usual, *own, *more[resource.pk]]) if own or more[resource.pk] else usual

    def busy(self, resource: Resource) -> int:
        """As bits from `base` on."""
        return mask(self._taken[resource.pk], self.base) | self.shut(resource)

    def shut(self, resource: Resource) -> int:
        """Closed, away, or on duty elsewhere, as bits from `base` on."""
        shut, elsewhere = self._exceptions[1], self._shifts[1]
        return mask(
            (*shut[resource.pk], *shut[-resource.organisation_id], *elsewhere[resource.pk]), self.base
        )

    def places(self, *, in_a_room: bool) -> dict[tuple[int, int], int]:
        """Places left in the service's own sessions, by person and first tick."""
        if self.service.capacity == 1:
            return {}
        own = {
            key: (person, first)
            for key, service, person, room, first, _end in self._sessions
            if service == self.service.pk and (room is not None or not in_a_room)
        }
        standing = Q(state__in=OPEN) & (Q(expires_at=None) | Q(expires_at__gt=self.now))
        rows = Appointment.objects.filter(standing, session__in=own).order_by().values_list("session")
        taken = dict(rows.annotate(number=Count("pk")))
        return {place: self.service.capacity - taken.get(key, 0) for key, place in own.items()}

    def _usual(self, resource: Resource) -> list[Span]:
        if self.service.roster_id and resource.kind != Resource.Kind.ROOM:
            return merged(self._shifts[0][resource.pk])
        whose = resource.pk if resource.pk in self._weekly else -resource.organisation_id
        if whose not in self._known:
            days = [self.days.first - _DAY, *self.days]
            spans = open_spans(self._weekly.get(whose, ()), days, self._different, self._clock)
            self._known[whose] = merged(spans)
        return self._known[whose]

    @cached_property
    def _different(self) -> object:
        return working_days().different

    @cached_property
    def _sessions(self) -> list[tuple[int, int, int, int | None, int, int]]:
        """Key, service, person, room, first and end tick. Of those that only holds keep, the ones whose time runs."""
        bounds = Q(first_tick__lt=tick(self.days.ends_at), end_tick__gt=self.base)
        rows = Session.objects.filter(bounds, Q(person__in=self._keys) | Q(room__in=self._keys))
        rows = rows.exclude(held_until__lte=self.now).exclude(pk=self.moving)
        names = ("pk", "service", "person", "room", "first_tick", "end_tick")
        return list(rows.order_by().values_list(*names))

    @cached_property
    def _taken(self) -> dict[Whose, list[Span]]:
        found: dict[Whose, list[Span]] = defaultdict(list)
        for _key, _service, person, room, first, end in self._sessions:
            found[person].append((first, end))
            if room is not None:
                found[room].append((first, end))
        return found

    @cached_property
    def _weekly(self) -> dict[Whose, list[Weekly]]:
        rows = OpeningHours.objects.filter(Q(resource__in=self._keys) | Q(organisation__in=self._homes))
        names = ("resource", "organisation", "day", "opens", "closes", "since", "until")
        found: dict[Whose, list[Weekly]] = defaultdict(list)
        for resource, home, *hours in rows.values_list(*names):
            found[resource or -home].append(Weekly(*hours))
        return dict(found)

    @cached_property
    def _shifts(self) -> tuple[dict[Whose, list[Span]], dict[Whose, list[Span]]]:
        """Those of the service's own roster, and those of others: who is on duty there is not to be had here."""
        rows = Shift.objects.filter(
            resource__in=self._keys, state__in=WORKED,
            starts_at__lt=self.days.ends_at, ends_at__gt=self.days.starts_at,
        )  # fmt: skip
        own: dict[Whose, list[Span]] = defaultdict(list)
        elsewhere: dict[Whose, list[Span]] = defaultdict(list)
        for roster, resource, starts, ends in rows.values_list("roster", "resource", "starts_at", "ends_at"):
            if roster == self.service.roster_id:
                own[resource].append((next_tick(starts), tick(ends)))
            else:
                elsewhere[resource].append((tick(starts), next_tick(ends)))
        return own, elsewhere

    @cached_property
    def _exceptions(self) -> tuple[dict[Whose, list[Span]], dict[Whose, list[Span]]]:
        """Additional spans, and spans that are shut or away."""
        rows = HoursException.objects.filter(
            Q(resource__in=self._keys) | Q(organisation__in=self._homes),
            starts_at__lt=self.days.ends_at, ends_at__gt=self.days.starts_at,
        )  # fmt: skip
        more: dict[Whose, list[Span]] = defaultdict(list)
        shut: dict[Whose, list[Span]] = defaultdict(list)
        for resource, home, kind, starts, ends in rows.values_list(
            "resource", "organisation", "kind", "starts_at", "ends_at"
        ):
            if kind == HoursException.Kind.OPEN:
                more[resource or -home].append((next_tick(starts), tick(ends)))
            else:
                shut[resource or -home].append((tick(starts), next_tick(ends)))
        return more, shut
