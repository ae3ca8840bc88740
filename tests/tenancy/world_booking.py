"""Everything of booking, carrying the county's mark: who can be booked, when, who is away, who has booked."""

from datetime import date, datetime, time, timedelta
from typing import TYPE_CHECKING

from django.utils import timezone

from services.booking.actions.take_place import take_place
from services.booking.models import (
    Appointment,
    BookableService,
    CalendarFeed,
    HoursException,
    OpeningHours,
    Resource,
    Roster,
    RosterMember,
    RosterTime,
    Shift,
    WaitingEntry,
)
from services.booking.public.door import ticket
from services.booking.queries import print_of
from services.booking.ticks import tick
from services.booking.waiting_queries import token_print
from services.directory.models import Organisation
from tenants.cipher import fingerprint
from tenants.codes import hashed

if TYPE_CHECKING:
    from tests.tenancy.world import World


def fill_bookings(world: "World") -> None:
    mark, tenant = world.mark, world.tenant
    office = Organisation.objects.get(pk=world.ids["organisation"])
    mediator = world.user("mediator")
    person = Resource.objects.create(
        tenant=tenant, organisation=office, name=f"{mark.word}接待人", user=mediator
    )
    room = Resource.objects.create(tenant=tenant, organisation=office, name=f"{mark.word}二室", kind="room")
    OpeningHours.objects.create(
        tenant=tenant, organisation=office, day=0, opens=time(9), closes=time(12), since=date(2031, 1, 1)
    )
    service = BookableService.objects.create(
        tenant=tenant, organisation=office, code=f"{mark.latin}-talk", name=f"{mark.word}约谈",
        summary=mark.word, materials=mark.word, channels=("in_person", "phone"),
    )  # fmt: skip
    service.resources.set([person])
    service.rooms.set([room])
    world.ids |= {"resource": person.pk, "bookable_service": service.pk, "bookable_code": service.code}
    _duties(world, office, person)
    _appointments(world, service, person)


def _duties(world: "World", office: Organisation, person: Resource) -> None:
    mark, tenant = world.mark, world.tenant
    roster = Roster.objects.create(
        tenant=tenant, organisation=office, name=f"{mark.word}值班", handed_to=mark.word, basis=mark.word,
        public=True,
    )
    RosterTime.objects.create(tenant=tenant, roster=roster, day=0, opens=time(9), closes=time(12))
    RosterMember.objects.create(tenant=tenant, roster=roster, resource=person)
    begins = _today(13)
    shift = Shift.objects.create(
        tenant=tenant, roster=roster, resource=person, starts_at=begins, ends_at=begins + timedelta(hours=3),
        note=mark.word,
    )  # fmt: skip
    world.ids |= {"roster": roster.pk, "shift": shift.pk}


def _appointments(world: "World", service: BookableService, person: Resource) -> None:
    """Today, so that every page that begins with today shows it; and a leave in the middle of it."""
    mark, tenant, begins = world.mark, world.tenant, _today(10)
    phone = f"+861990000{person.pk % 10000:04}"
    session, place = take_place(service, tick(begins), [person], "in_person", None)
    appointment = Appointment.objects.create(
        tenant=tenant, number=f"{30_000_000 + person.pk}", code_hash=hashed(mark.latin, "x"), service=service,
        session=session, place=place, person=person, starts_at=session.starts_at, ends_at=session.ends_at,
        channel="in_person", state="confirmed", name=f"{mark.word}来人", phone=phone, phone_print=print_of(phone),
        subject=mark.word,
    )  # fmt: skip
    away = HoursException.objects.create(
        tenant=tenant, resource=person, kind="leave", starts_at=begins, ends_at=begins + timedelta(hours=1),
        reason=mark.word, note=mark.word,
    )  # fmt: skip
    today = timezone.localdate()
    WaitingEntry.objects.create(
        tenant=tenant, service=service, channel="phone", first_day=today, last_day=today + timedelta(days=9),
        token=token_print(mark.latin), name=mark.word, phone_print=mark.latin,
    )  # fmt: skip
    feed = CalendarFeed.objects.create(
        tenant=tenant, resource=person, user=world.user("county_admin"), token_hash=fingerprint(mark.latin)
    )
    world.ids |= {
        "appointment": appointment.pk, "hours_exception": away.pk, "feed": feed.pk,
        "waiting_place": mark.latin, "feed_secret": mark.latin, "held_time": _held(world, service, person),
    }  # fmt: skip


def _held(world: "World", service: BookableService, person: Resource) -> str:
    """What leads to the form of a time that is kept for somebody."""
    until = timezone.now() + timedelta(hours=1)
    session, place = take_place(service, tick(_today(15)), [person], "in_person", until)
    kept = Appointment.objects.create(
        tenant=world.tenant, number=f"{40_000_000 + person.pk}", service=service, session=session, place=place,
        person=person, starts_at=session.starts_at, ends_at=session.ends_at, channel="in_person",
        expires_at=until,
    )  # fmt: skip
    return ticket(kept, anybody=True)


def _today(hour: int) -> datetime:
    return timezone.make_aware(datetime.combine(timezone.localdate(), time(hour)))
