"""What can be booked in the demo: real times, kept by the same constraint, and nothing of it ages."""

from collections import Counter
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from django.utils import timezone

from home.actions import load_demo_booking as loader
from home.actions.load_demo_booking import load_bookings
from services.booking.free import free
from services.booking.models import Appointment, BookableService, Occupied, OpeningHours, Resource
from services.booking.unsettled import unsettled
from services.directory.models import Mediator, Organisation
from services.notices.models import Notice
from tenants.actions.create_user import create_user
from tenants.models import Tenant
from tenants.scope import in_tenant

pytestmark = pytest.mark.django_db
ZONE = ZoneInfo("Asia/Shanghai")
WEDNESDAY = datetime(2026, 11, 18, 14, 40, tzinfo=ZONE)
SUNDAY = datetime(2026, 11, 22, 14, 40, tzinfo=ZONE)
OFFICES = ("public_legal_service_center", "legal_aid_center", "land_mediation_committee", "justice_bureau")


@pytest.fixture
def county(county_a, monkeypatch) -> Tenant:
    """County A stands for the first county of the demo: its offices and its people with an account."""
    monkeypatch.setattr(loader.content, "COUNTIES", ("jia",))
    read = loader.read
    monkeypatch.setattr(loader, "read", lambda name: read(name.replace("booking/jia", "booking/yunxi")))
    with in_tenant(county_a):
        for kind in OFFICES:
            Organisation.objects.create(tenant=county_a, name=kind, kind=kind, division=county_a.division)
        for role, phone in (("lawyer", 1), ("mediator", 2), ("officer", 3), ("citizen1", 4)):
            known = {"lawyer": "jia-lawyer", "mediator": "jia-mediator"}.get(role)
            if known is None:
                create_user(
                    f"jia-{role}", tenant=county_a, actor=None, name=role, phone=f"+861990000080{phone}",
                    password="x" * 20, roles=[],
                )  # fmt: skip
        yield county_a


def loaded(monkeypatch, now: datetime) -> None:
    monkeypatch.setattr(timezone, "now", lambda: now)
    assert load_bookings() == 1
    assert load_bookings() == 0


@pytest.mark.parametrize("now", [WEDNESDAY, SUNDAY], ids=["on a Wednesday", "on a Sunday"])
def test_every_county_has_something_to_book_and_a_day_in_the_middle(county, monkeypatch, now):
    loaded(monkeypatch, now)
    services = {one.code: one for one in BookableService.objects.all()}
    assert set(services) == {"law-advice", "land-talk", "legal-aid", "leader-day", "law-class"}
    for service in services.values():
        assert free(service, service.channels[0], now.date(), 14).slots
    today = Appointment.objects.filter(starts_at__date=now.date())
    assert Counter(today.values_list("state", flat=True)) == {
        "done": 2,
        "no_show": 1,
        "arrived": 2,
        "confirmed": 1,
    }
    assert Occupied.objects.exists()
    assert (unsettled().count(), Notice.objects.count()) == (1, 0)


def test_the_class_is_one_time_with_many_places(county, monkeypatch):
    loaded(monkeypatch, WEDNESDAY)
    seats = Appointment.objects.filter(service__code="law-class")
    assert (seats.count(), seats.values("session").distinct().count()) == (6, 1)
    assert seats.first().starts_at == datetime(2026, 11, 21, 9, 30, tzinfo=ZONE)


def test_whoever_stands_in_the_register_is_booked_under_their_line(county, monkeypatch, person):
    committee = Organisation.objects.get(kind="land_mediation_committee")
    lines = [
        Mediator.objects.create(
            tenant=county, organisation=committee, name="名册一", user=person("jia-mediator")
        ),
        Mediator.objects.create(tenant=county, organisation=committee, name="名册二"),
    ]
    loaded(monkeypatch, WEDNESDAY)
    service = BookableService.objects.get(code="land-talk")
    assert list(service.resources.exclude(mediator=None).order_by("pk").values_list("mediator", "user")) == [
        (lines[0].pk, person("jia-mediator").pk),
        (lines[1].pk, None),
    ]
    assert service.resources.count() == 3


def test_every_time_lies_within_the_hours_of_its_office(county, monkeypatch):
    loaded(monkeypatch, WEDNESDAY)
    for one in Appointment.objects.select_related("person"):
        local = timezone.localtime(one.starts_at)
        hours = OpeningHours.objects.filter(resource=one.person) or OpeningHours.objects.filter(
            organisation=one.person.organisation
        )
        assert hours.filter(
            day=local.weekday(), opens__lte=local.time(), closes__gte=(local + timedelta(minutes=20)).time()
        ).exists()


def test_the_citizen_of_the_demo_has_one_to_come(county, monkeypatch):
    loaded(monkeypatch, SUNDAY)
    one = Appointment.objects.get(user__username="jia-citizen1")
    assert (one.state, one.service.code, one.starts_at > SUNDAY) == ("confirmed", "land-talk", True)
    assert Resource.objects.filter(pk=one.person_id, active=True).exists()
