"""What is known of some people or rooms on some days, read in a handful of queries: open, on duty, away, taken."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from functools import cached_property

from django.db.models import Prefetch, Q
from django.utils import timezone

from services.booking.diary import WORKED
from services.booking.models import Appointment, HoursException, OpeningHours, Resource, Session, Shift
from services.booking.spans import Clock, Span, Weekly, merged, open_spans
from services.booking.ticks import next_tick, tick
from services.calendar.queries import WorkingDays, working_days

State = Appointment.State
_IN_A_PLACE = (State.HELD, State.CONFIRMED, State.ARRIVED, State.DONE, State.NO_SHOW)


@dataclass(frozen=True)
class Away:
    """`kind`: leave or closed. `why` is for whoever looks after the person."""

    span: Span
    kind: str
    label: str
    why: str


def edge(day: date) -> datetime:
    return timezone.make_aware(datetime.combine(day, time.min))


class Days:
    def __init__(self, resources: Iterable[Resource], first: date, count: int = 1) -> None:
        self.resources = list(resources)
        self.dates = [first + timedelta(days=number) for number in range(count)]
        self.starts_at, self.ends_at = edge(first), edge(first + timedelta(days=count))
        self._keys = [one.pk for one in self.resources]
        self._homes = {one.organisation_id for one in self.resources}

    def open(self, resource: Resource) -> list[Span]:
        home = f"organisation {resource.organisation_id}"
        whose = resource.pk if resource.pk in self._weekly else home
        if whose not in self._usual:
            days = [self.dates[0] - timedelta(days=1), *self.dates]
            clock = Clock(timezone.get_current_timezone())
            self._usual[whose] = list(
                open_spans(self._weekly.get(whose, ()), days, self.calendar.different, clock)
            )
        more = self._exceptions[0]
        extra = more[resource.pk] + (more[home] if resource.kind != Resource.Kind.ROOM else [])
        return merged([*self._usual[whose], *extra])

    def away(self, resource: Resource) -> list[Away]:
        shut = self._exceptions[1]
        return [*shut[resource.pk], *shut[f"organisation {resource.organisation_id}"]]

    def shifts(self, resource: Resource) -> list[Shift]:
        return self._shifts[resource.pk]

    def sessions(self, resource: Resource) -> list[Session]:
        return self._sessions[resource.pk]

    @cached_property
    def calendar(self) -> WorkingDays:
        return working_days()

    @cached_property
    def _usual(self) -> dict[object, list[Span]]:
        return {}

    @cached_property
    def _weekly(self) -> dict[object, list[Weekly]]:
        rows = OpeningHours.objects.filter(Q(resource__in=self._keys) | Q(organisation__in=self._homes))
        found: dict[object, list[Weekly]] = defaultdict(list)
        for resource, home, *hours in rows.values_list(
            "resource", "organisation", "day", "opens", "closes", "since", "until"
        ):
            found[resource or f"organisation {home}"].append(Weekly(*hours))
        return found

    @cached_property
    def _exceptions(self) -> tuple[dict[object, list[Span]], dict[object, list[Away]]]:
        rows = HoursException.objects.filter(
            Q(resource__in=self._keys) | Q(organisation__in=self._homes),
            starts_at__lt=self.ends_at,
            ends_at__gt=self.starts_at,
        )
        more: dict[object, list[Span]] = defaultdict(list)
        shut: dict[object, list[Away]] = defaultdict(list)
        for row in rows:
            whose = row.resource_id or f"organisation {row.organisation_id}"
            if row.kind == HoursException.Kind.OPEN:
                more[whose].append((next_tick(row.starts_at), tick(row.ends_at)))
            else:
                span = (tick(row.starts_at), next_tick(row.ends_at))
                shut[whose].append(Away(span, row.kind, row.get_kind_display(), row.reason or row.note))
        return more, shut

    @cached_property
    def _shifts(self) -> dict[int, list[Shift]]:
        rows = Shift.objects.filter(
            resource__in=self._keys,
            state__in=WORKED,
            starts_at__lt=self.ends_at,
            ends_at__gt=self.starts_at,
        )
        found: dict[int, list[Shift]] = defaultdict(list)
        for row in rows.select_related("roster"):
            found[row.resource_id].append(row)
        return found

    @cached_property
    def _sessions(self) -> dict[int, list[Session]]:
        places = Appointment.objects.filter(state__in=_IN_A_PLACE).order_by("place")
        rows = (
            Session.objects.filter(
                Q(person__in=self._keys) | Q(room__in=self._keys),
                starts_at__lt=self.ends_at,
                ends_at__gt=self.starts_at,
            )
            .exclude(held_until__lte=timezone.now())
            .select_related("service", "person", "room")
            .prefetch_related(Prefetch("appointments", places))
        )
        found: dict[int, list[Session]] = defaultdict(list)
        for one in rows:
            found[one.person_id].append(one)
            if one.room_id is not None:
                found[one.room_id].append(one)
        return found


def monday_of(day: date) -> date:
    return day - timedelta(days=day.weekday())
