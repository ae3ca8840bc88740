"""Many processes want the same few places, at the same moment, on whichever database the suite runs."""

import json
import os
import subprocess
import sys
from datetime import time as hour
from datetime import timedelta

import pytest
from django.conf import settings
from django.utils import timezone

from services.booking.models import (
    Appointment,
    BookableService,
    DayKind,
    OpeningHours,
    Resource,
    Session,
)
from services.directory.models import Organisation
from tenants.scope import in_tenant
from tests.demo import ROOT
from tests.services.booking.conftest import make_world
from tests.services.booking.invariants import broken

pytestmark = [pytest.mark.slow, pytest.mark.django_db(transaction=True)]
FIGHTERS, SECONDS = 6, 120


@pytest.fixture
def arena(county_a):
    """Two mediators and one room for three services: alone, in a group of three, and with a pause."""
    with in_tenant(county_a):
        office = Organisation.objects.create(
            tenant=county_a, name="甲县中心", kind="public_legal_service_center", division=county_a.division
        )
        advice = make_world(county_a, office, most_open=1000, horizon_days=92, lead_minutes=0)
        room = Resource.objects.create(tenant=county_a, name="一号室", kind="room", organisation=office)
        people = list(advice.resources.all())
        for code, values in {"class": {"capacity": 3}, "talk": {"minutes": 45, "pause": 15}}.items():
            more = BookableService.objects.create(
                tenant=county_a, organisation=office, code=code, name=code, most_open=1000, horizon_days=92,
                lead_minutes=0, channels=("in_person", "phone"), **values,
            )  # fmt: skip
            more.resources.set(people)
            more.rooms.set([room])
        for day in DayKind:
            for whose in ({"resource": room}, {"organisation": office}):
                OpeningHours.objects.create(tenant=county_a, day=day, opens=hour(8), closes=hour(18), **whose)
        yield county_a


def send_in(verb):
    """The lines of the fighters. Their day lies ahead of the machine's clock."""
    command = [sys.executable, "-m", "tests.services.booking.fighters", verb]
    command += [
        str(settings.DATABASES["default"]["NAME"]),
        str(timezone.localdate() + timedelta(days=7)),
        str(FIGHTERS),
    ]
    environment = {**os.environ, "DJANGO_SETTINGS_MODULE": "portal.settings.testing"}
    done = subprocess.run(
        command, cwd=ROOT, env=environment, capture_output=True, text=True, timeout=SECONDS, check=True
    )
    assert done.stderr == ""
    return [json.loads(line) for line in done.stdout.splitlines()]


def test_nobody_is_booked_twice_however_many_fight(arena):
    told = send_in("fight")
    assert broken() == []
    confirmed = Appointment.objects.filter(state="confirmed").values_list("number", flat=True)
    assert sorted(confirmed) == sorted(number for one in told for number in one["mine"])
    assert (len(told), all(one["refused"] for one in told)) == (FIGHTERS, True)


def test_killing_them_in_the_middle_leaves_nothing_half_done(arena):
    assert send_in("kill") == []
    assert broken() == []
    assert Session.objects.exists()
