"""The page on which a time is picked: what it shows of the free times, reckoned in memory."""

from collections import Counter
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from functools import cached_property

from django.utils import timezone
from django.utils.translation import gettext as _

from services.booking.free import Free, Slot, free
from services.booking.models import BookableService, Channel, Resource
from services.booking.public.asked import Asked
from services.booking.public.slots import ANYBODY, slot_id
from services.booking.ticks import moment

WEEKS = 6  # on one page: with thirty days ahead it is the only one
NEAR = 4
DAYS_ASKED = 8  # on one screen of elder mode
NOON, EVENING = 12, 18


@dataclass(frozen=True)
class Day:
    """`count`: how many beginnings are free; None where the day is over or cannot be booked yet."""

    day: date
    count: int | None
    url: str
    chosen: bool


@dataclass(frozen=True)
class Time:
    id: str
    starts_at: datetime
    ends_at: datetime
    left: int


@dataclass(frozen=True)
class Person:
    name: str
    office: str
    count: int
    url: str
    chosen: bool


@dataclass(frozen=True)
class Picker:
    """`question` is what elder mode asks next: with whom, which way, which day, which time. `fixed`: not asked."""

    service: BookableService
    asked: Asked
    offer: Free
    today: date
    path: str
    fixed: tuple[str, ...] = ()

    @cached_property
    def slots(self) -> list[Slot]:
        if self.asked.person is None:
            return list(self.offer.slots)
        return [slot for slot in self.offer.slots if self.asked.person.pk in slot.left]

    @cached_property
    def by_day(self) -> Counter[date]:
        return Counter(slot.starts_at.date() for slot in self.slots)

    @cached_property
    def day(self) -> date:
        """The one that was chosen, else the first that has something."""
        return self.asked.day or min(self.by_day, default=self.today)

    @property
    def last(self) -> date:
        return self.today + timedelta(days=self.service.horizon_days)

    @cached_property
    def _first_shown(self) -> date:
        monday = self.today - timedelta(days=self.today.weekday())
        within = min(max(self.day, self.today), self.last)
        return monday + timedelta(days=(within - monday).days // (WEEKS * 7) * WEEKS * 7)

    @cached_property
    def weeks(self) -> list[list[Day]]:
        first = self._first_shown
        rows = min(WEEKS, (self.last - first).days // 7 + 1)
        return [
            [self._day(first + timedelta(days=row * 7 + place)) for place in range(7)] for row in range(rows)
        ]

    def _day(self, day: date) -> Day:
        open_to_all = self.today <= day <= self.last
        return Day(day, self.by_day[day] if open_to_all else None, self.to(day=day), day == self.day)

    @property
    def earlier(self) -> str:
        before = self._first_shown - timedelta(days=1)
        return self.to(day=before) if before >= self.today else ""

    @property
    def later(self) -> str:
        after = self._first_shown + timedelta(days=WEEKS * 7)
        return self.to(day=after) if after <= self.last else ""

    @cached_property
    def parts(self) -> list[tuple[str, list[Time]]]:
        """The times of the day, by the part of it."""
        times = [self.time(slot) for slot in self.slots if slot.starts_at.date() == self.day]
        morning = [one for one in times if one.starts_at.hour < NOON]
        evening = [one for one in times if one.starts_at.hour >= EVENING]
        rest = [one for one in times if NOON <= one.starts_at.hour < EVENING]
        named = ((_("上午"), morning), (_("下午"), rest), (_("晚上"), evening))
        return [(name, found) for name, found in named if found]

    def time(self, slot: Slot) -> Time:
        person = self.asked.person
        left = slot.left[person.pk] if person else sum(slot.left.values())
        return Time(slot_id(slot.start, person), slot.starts_at, slot.ends_at, left)

    @cached_property
    def next_day(self) -> Day | None:
        """The first after the chosen one that has something."""
        found = min((day for day in self.by_day if day > self.day), default=None)
        return self._day(found) if found else None

    @cached_property
    def near(self) -> list[Time]:
        """Around the time that was missed, in order."""
        wanted = self.asked.missed
        if wanted is None:
            return []
        nearest = sorted(self.slots, key=lambda slot: (abs(slot.start - wanted), slot.start))[:NEAR]
        return [self.time(slot) for slot in sorted(nearest, key=lambda slot: slot.start)]

    @property
    def missed_at(self) -> datetime | None:
        return moment(self.asked.missed) if self.asked.missed is not None else None

    @cached_property
    def people(self) -> list[Person]:
        """Who can be named, with what they have on the chosen day."""
        if not self.service.choose_person:
            return []
        on_day = [slot for slot in self.offer.slots if slot.starts_at.date() == self.day]
        counts = Counter(key for slot in on_day for key in slot.left)
        return [
            Person(one.name, one.organisation.name, counts[one.pk], self.to(person=one.pk), self._is(one))
            for one in self.offer.people.values()
        ]

    def _is(self, person: Resource) -> bool:
        return self.asked.person is not None and self.asked.person.pk == person.pk

    @property
    def anybody(self) -> str:
        return self.to(person=ANYBODY)

    @property
    def ways(self) -> list[tuple[str, str, bool]]:
        """Label, address, chosen."""
        labels = dict(Channel.choices)
        return [(labels[code], self.to(way=code), code == self.asked.way) for code in self.service.channels]

    @property
    def question(self) -> str:
        given = self.asked.given
        asks = {
            "person": "person" not in given and len(self.people) > 1,
            "way": "way" not in given and len(self.service.channels) > 1,
            "day": self.asked.day is None,
        }
        return next(
            (name for name, open_still in asks.items() if open_still and name not in self.fixed), "time"
        )

    @property
    def back(self) -> str:
        """To the question before, in elder mode; empty at the first."""
        order = [
            name for name in ("person", "way", "day") if name in self.asked.given and name not in self.fixed
        ]
        return self.to(**{order[-1]: None}) if order else ""

    @cached_property
    def days_asked(self) -> list[Day]:
        """Those that have something, a screenful of them."""
        return [self._day(day) for day in self._days_from[:DAYS_ASKED]]

    @property
    def more_days(self) -> str:
        rest = self._days_from[DAYS_ASKED:]
        return self.to(since=rest[0]) if rest else ""

    @cached_property
    def _days_from(self) -> list[date]:
        since = self.asked.since or self.today
        return [day for day in sorted(self.by_day) if day >= since]

    def to(self, **changes: object) -> str:
        return self.path + self.asked.address(**changes)


def picker(
    service: BookableService,
    asked: Asked,
    path: str,
    *,
    moving: int | None = None,
    fixed: tuple[str, ...] = (),
) -> Picker:
    today = timezone.localdate()
    offer = free(service, asked.way, today, service.horizon_days + 1, moving=moving)
    return Picker(service, asked, offer, today, path, fixed)
