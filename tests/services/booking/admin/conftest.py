from collections.abc import Callable
from datetime import date, datetime, time, timedelta

import pytest
from django.test import Client

from services.booking.actions.confirm import Who, confirm
from services.booking.actions.hold import hold
from services.booking.models import Appointment, BookableService, HoursException, Resource
from services.directory.models import Organisation
from tenants.scope import in_tenant
from tests.services.booking.conftest import MONDAY, ZONE, make_world

ANNA = Who("张三", "+8619900000101", subject="屋檐滴水")


@pytest.fixture
def desk(browse, county_a) -> Callable[[str], Client]:
    """`desk("mediator")`: somebody of county A in the back office."""
    return lambda role: browse(county_a, f"jia-{role}")


@pytest.fixture
def mediator(booked_world, person) -> Resource:
    """The first of the two, with an account."""
    found = Resource.objects.get(name="王调解员")
    found.user = person("jia-mediator")
    found.save()
    return found


@pytest.fixture
def other(booked_world) -> Resource:
    return Resource.objects.get(name="李调解员")


@pytest.fixture
def world_of_b(county_b, person) -> BookableService:
    with in_tenant(county_b):
        home = make_office(county_b)
        service = make_world(county_b, home, people=("乙县之人",), code="b", name="乙县之事")
        booked(service, moment(9), Who("乙县来人", "+8619900000109"))
        return service


def make_office(tenant):
    return Organisation.objects.create(
        tenant=tenant, name="乙县中心", kind="public_legal_service_center", division=tenant.division
    )


def moment(hour: int, minute: int = 0, day: date = MONDAY) -> datetime:
    return datetime.combine(day, time(hour, minute), ZONE)


def booked(
    service: BookableService,
    at: datetime,
    who: Who = ANNA,
    person: Resource | None = None,
    channel="in_person",
) -> Appointment:
    start = int(at.timestamp()) // 300
    appointment = hold(service, start, channel, person=person, lead=False)
    confirm(appointment, who)
    return appointment


def away(resource: Resource, at: datetime, hours: int = 3, kind: str = "leave") -> HoursException:
    return HoursException.objects.create(
        tenant=resource.tenant, resource=resource, kind=kind, starts_at=at, ends_at=at + timedelta(hours=hours),
        reason="到市里培训",
    )  # fmt: skip
