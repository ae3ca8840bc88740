from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest
from django.utils import timezone

from services.booking.models import BookableService, OpeningHours, Resource
from services.booking.ticks import tick
from services.directory.models import Organisation
from tenants.scope import in_tenant

ZONE = ZoneInfo("Asia/Shanghai")
# A Monday of an ordinary week; the clock of a test stands on the Friday before.
MONDAY = date(2026, 11, 23)
NOW = datetime(2026, 11, 20, 10, 0, tzinfo=ZONE)


def at(hour: int, minute: int = 0, day: date = MONDAY) -> int:
    """The tick of a time on the wall."""
    return tick(datetime.combine(day, time(hour, minute), ZONE))


@pytest.fixture
def friday(monkeypatch):
    """Now is the Friday before."""
    monkeypatch.setattr(timezone, "now", lambda: NOW)
    return NOW


@pytest.fixture
def office(inside_a):
    return Organisation.objects.create(
        tenant=inside_a, name="甲县公共法律服务中心", kind="public_legal_service_center",
        division=inside_a.division, address="人民路1号",
    )  # fmt: skip


@pytest.fixture
def booked_world(inside_a, office, friday):
    """Two mediators of one office, open on weekdays from nine to twelve and from two to five; one service."""
    return make_world(inside_a, office)


def make_world(tenant, office, *, people=("王调解员", "李调解员"), **values):
    with in_tenant(tenant):
        staff = [Resource.objects.create(tenant=tenant, name=name, organisation=office) for name in people]
        for day in range(5):
            for opens, closes in ((time(9), time(12)), (time(14), time(17))):
                OpeningHours.objects.create(
                    tenant=tenant, organisation=office, day=day, opens=opens, closes=closes
                )
        service = BookableService.objects.create(
            tenant=tenant, organisation=office,
            **{"code": "advice", "name": "法律咨询", "channels": ("in_person", "phone", "video"), **values},
        )  # fmt: skip
        service.resources.set(staff)
        return service


def days_after(count: int) -> date:
    return MONDAY + timedelta(days=count)
