"""What can be booked in the demo, with whom, and who has booked: hours, people, rooms, services, appointments."""

import tomllib
from collections.abc import Iterator
from datetime import date, datetime, time, timedelta
from typing import Any

from django.db import transaction
from django.utils import timezone

from home.actions.play_demo_case import KNOWN_CODE
from home.demo import content
from services.booking.actions.take_place import take_place
from services.booking.models import (
    MAKEUP,
    Appointment,
    BookableService,
    HoursException,
    OpeningHours,
    Resource,
)
from services.booking.queries import print_of
from services.booking.ticks import tick
from services.calendar.queries import working_days
from services.directory.models import Lawyer, Mediator, Organisation, Room
from tenants.codes import hashed
from tenants.models import Tenant, User
from tenants.scope import in_tenant

State = Appointment.State
_WORKDAYS, _WEEKEND = range(5), range(5, 7)
_PLAIN = (
    "code", "name", "summary", "minutes", "pause", "every", "capacity", "lead_minutes", "choose_person", "most_open",
    "procedure",
)  # fmt: skip
# Who comes within so many minutes sits in the waiting room already.
_EARLY = timedelta(minutes=40)
_SATURDAY = 5


def read(name: str) -> dict[str, Any]:
    with (content.FOLDER / name).open("rb") as file:
        return tomllib.load(file)


def load_bookings(now: datetime | None = None) -> int:
    """How many counties got something to book: none where there is any."""
    made = 0
    for name in content.COUNTIES:
        tenant = Tenant.objects.select_related("division").get(slug=name)
        with in_tenant(tenant):
            if not BookableService.objects.exists():
                _Loader(tenant, now or timezone.now()).load()
                made += 1
    return made


class _Loader:
    def __init__(self, tenant: Tenant, now: datetime) -> None:
        self.tenant, self.now = tenant, now
        self.plan = read("shared/booking.toml")
        self.own = read(f"booking/{tenant.slug}.toml")
        self.resources: dict[tuple[str, str], Resource] = {}
        self.services: dict[str, BookableService] = {}

    @transaction.atomic
    def load(self) -> None:
        for entry in self.plan["services"]:
            self._service(entry)
        for entry in self.plan["hours"]:
            self._hours(entry)
        for place, entry in enumerate(self.plan["appointments"]):
            self._appointment(entry, place)
        for entry in self.plan["classes"]:
            self._class(entry)
        self._leave()

    def _office(self, kind: str) -> Organisation:
        return Organisation.objects.filter(kind=kind).order_by("division__code", "pk").first()

    def _user(self, role: str) -> User:
        return User.objects.get(username=f"{self.tenant.slug}-{role}")

    def _service(self, entry: dict[str, Any]) -> None:
        office = self._office(entry["office"])
        service = BookableService.objects.create(
            tenant=self.tenant,
            organisation=office,
            channels=tuple(entry["channels"]),
            matters=tuple(entry.get("matters", ())),
            materials="\n".join(entry.get("materials", ())),
            **{name: entry[name] for name in _PLAIN if name in entry},
        )
        service.resources.set([self._person(office, one) for one in entry["people"]])
        service.rooms.set([self._room(office, name) for name in entry.get("rooms", ())])
        self.services[service.code] = service

    def _person(self, office: Organisation, entry: dict[str, Any]) -> Resource:
        """Somebody of the register of this office under their own name, where it has a line for them."""
        if "desk" in entry:
            return self._resource(office, Resource.Kind.DESK, entry["desk"])
        user = self._user(entry["user"]) if "user" in entry else None
        line = self._line(office, entry, user)
        name = line.name if line else user.name if user else self.own["named"][entry["named"]]
        linked = {line._meta.model_name: line, "user": user or line.user} if line else {"user": user}
        return self._resource(office, Resource.Kind.PERSON, name, **linked)

    def _line(
        self, office: Organisation, entry: dict[str, Any], user: User | None
    ) -> Mediator | Lawyer | None:
        """Whoever of the registers is nobody's yet: the person of the account, else the next one of the office."""
        mediators, lawyers = (
            table.objects.filter(resources=None).order_by("pk") for table in (Mediator, Lawyer)
        )
        if user is not None:
            return mediators.filter(user=user).first() or lawyers.filter(user=user).first()
        if entry.get("any_lawyer"):
            return lawyers.filter(user=None).first()
        of_office = mediators.filter(organisation=office, user=None).first()
        return of_office or lawyers.filter(firm=office, user=None).first()

    def _room(self, office: Organisation, name: str) -> Resource:
        room, _made = Room.objects.get_or_create(tenant=self.tenant, organisation=office, name=name)
        return self._resource(office, Resource.Kind.ROOM, name, room=room)

    def _resource(self, office: Organisation, kind: str, name: str, **linked: Any) -> Resource:
        made, _new = Resource.objects.get_or_create(
            tenant=self.tenant, organisation=office, kind=kind, name=name, defaults=linked
        )
        self.resources[office.kind, name] = made
        return made

    def _hours(self, entry: dict[str, Any]) -> None:
        whose: dict[str, Any] = {"organisation": self._office(entry["office"])}
        if "resource" in entry:
            whose = {"resource": self.resources[entry["office"], entry["resource"]]}
        days = [("workdays", _WORKDAYS), ("weekend", _WEEKEND), ("makeup", (MAKEUP,))]
        OpeningHours.objects.bulk_create(
            OpeningHours(tenant=self.tenant, **whose, day=day, opens=opens, closes=closes)
            for name, kinds in days
            for day in kinds
            for opens, closes in _spans(entry.get(name, ()))
        )

    def _appointment(self, entry: dict[str, Any], place: int) -> None:
        service = self.services[entry["service"]]
        day = timezone.localdate(self.now) if entry.get("any_day") else self._working_day(entry["day"])
        starts = timezone.make_aware(datetime.combine(day, time.fromisoformat(entry["at"])))
        who = self._citizen() if entry.get("citizen") else self._invented(entry["who"])
        self._book(service, starts, entry, who, place)

    def _class(self, entry: dict[str, Any]) -> None:
        """The next Saturday: today's is left out, it may have begun."""
        today = timezone.localdate(self.now)
        day = today + timedelta(days=(_SATURDAY - today.weekday() - 1) % 7 + 1)
        starts = timezone.make_aware(datetime.combine(day, time.fromisoformat(entry["at"])))
        for place, who in enumerate(entry["who"]):
            said = {"channel": "in_person"}
            self._book(self.services[entry["service"]], starts, said, self._invented(who), 100 + place)

    def _book(
        self,
        service: BookableService,
        starts: datetime,
        entry: dict[str, Any],
        who: dict[str, Any],
        place: int,
    ) -> None:
        """Straight into the tables: nobody is told of what an invented person did yesterday."""
        people = list(service.resources.order_by("pk"))
        turn = place % len(people)
        session, seat = take_place(
            service, tick(starts), people[turn:] + people[:turn], entry["channel"], None
        )
        number = str(20_000_000 + place * 7_919 + self.tenant.pk)
        Appointment.objects.create(
            tenant=self.tenant,
            number=number,
            code_hash=hashed(number, KNOWN_CODE),
            service=service,
            session=session,
            place=seat,
            person=session.person,
            starts_at=session.starts_at,
            ends_at=session.ends_at,
            channel=entry["channel"],
            source=entry.get("source", Appointment.Source.ONLINE),
            subject=entry.get("subject", ""),
            careful=entry.get("careful", False),
            priority=entry.get("priority", False),
            confirmed_at=min(self.now, starts) - timedelta(days=2),
            phone_print=print_of(who["phone"]),
            **who,
            **self._state(session.starts_at, session.ends_at, absent=entry.get("absent", False)),
        )

    def _state(self, starts: datetime, ends: datetime, *, absent: bool) -> dict[str, Any]:
        if ends <= self.now:
            if absent:
                return {"state": State.NO_SHOW, "closed_at": ends}
            return {"state": State.DONE, "arrived_at": starts, "closed_at": ends}
        if starts - _EARLY <= self.now and not absent:
            return {"state": State.ARRIVED, "arrived_at": min(starts, self.now)}
        return {"state": State.CONFIRMED}

    def _invented(self, place: int) -> dict[str, Any]:
        return {"name": self.own["names"][place], "phone": f"+86199000{self.tenant.pk % 10}{8000 + place}"}

    def _citizen(self) -> dict[str, Any]:
        user = self._user("citizen1")
        return {"name": user.name, "phone": str(user.phone), "user": user}

    def _working_day(self, number: int) -> date:
        """The first working day after today is 1, the last before it -1."""
        step, day, known = (1 if number > 0 else -1), timezone.localdate(self.now), working_days()
        for _count in range(abs(number)):
            day += timedelta(days=step)
            while not (known(day) if known(day) is not None else day.weekday() < _SATURDAY):
                day += timedelta(days=step)
        return day

    def _leave(self) -> None:
        entry = self.plan["leave"]
        busy = Appointment.objects.filter(service__code=entry["service"], state=State.CONFIRMED)
        first = busy.order_by("starts_at").first()
        if first is None:
            return
        day = timezone.localtime(first.starts_at).replace(hour=8, minute=30)
        HoursException.objects.create(
            tenant=self.tenant,
            resource=first.person,
            kind=HoursException.Kind.LEAVE,
            starts_at=day,
            ends_at=day.replace(hour=12, minute=0),
            reason=entry["reason"],
        )


def _spans(written: list[str]) -> Iterator[tuple[time, time]]:
    for span in written:
        opens, _dash, closes = span.partition("-")
        yield time.fromisoformat(opens), time.fromisoformat(closes)
