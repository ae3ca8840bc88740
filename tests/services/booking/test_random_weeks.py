"""A week told at random – holds, confirmations, moves, cancellations, groups, rooms – and what must be true all along."""

from datetime import datetime, time, timedelta

import pytest
from django.db import transaction
from django.utils import timezone
from hypothesis import Phase, settings
from hypothesis import strategies as st
from hypothesis.stateful import (
    RuleBasedStateMachine,
    invariant,
    precondition,
    rule,
    run_state_machine_as_test,
)

from services.booking.actions.cancel import cancel
from services.booking.actions.confirm import Who, confirm
from services.booking.actions.hold import HELD, hold
from services.booking.actions.lapse import lapse
from services.booking.actions.reschedule import reschedule
from services.booking.errors import BookingError, Lapsed, TimeTaken
from services.booking.free import free
from services.booking.models import (
    Appointment,
    BookableService,
    DayKind,
    HoursException,
    OpeningHours,
    Resource,
)
from services.booking.ticks import moment, tick
from services.calendar.models import CalendarDay, CalendarYear
from services.directory.models import Organisation
from tests.services.booking.conftest import MONDAY, NOW, ZONE
from tests.services.booking.invariants import broken

pytestmark = [pytest.mark.slow, pytest.mark.django_db]
STARTS = st.builds(
    lambda day, hour, half: tick(datetime.combine(MONDAY + timedelta(days=day), time(hour, 30 * half), ZONE)),
    st.sampled_from([0, 0, 1, 2, 5, -1, 7]), st.sampled_from([9, 9, 9, 10, 10, 11, 14, 22, 23, 0]), st.integers(0, 1),
)  # fmt: skip
WAYS = st.sampled_from(["in_person", "phone"])


class Office:
    """A worked Saturday, a holiday in the middle of the week, night hours, somebody on leave."""

    def __init__(self, tenant):
        self.tenant = tenant
        home = Organisation.objects.create(
            tenant=tenant, name="中心", kind="public_legal_service_center", division=tenant.division
        )
        own = {"tenant": tenant, "organisation": home}
        people = [Resource.objects.create(name=name, **own) for name in "甲乙"]
        room = Resource.objects.create(name="室", kind="room", **own)
        for day in (*range(5), DayKind.MAKEUP):
            OpeningHours.objects.create(day=day, opens=time(9), closes=time(12), **own)
        night = {"tenant": tenant, "resource": people[1], "opens": time(22), "closes": time(2)}
        for day in (0, 1, 2):
            OpeningHours.objects.create(day=day, **night)
        for day in range(9):
            OpeningHours.objects.create(tenant=tenant, resource=room, day=day, opens=time(0), closes=time(0))
        CalendarYear.objects.update_or_create(tenant=tenant, year=2026, defaults={"source": "editor"})
        for count, kind in ((2, "holiday"), (5, "makeup")):
            CalendarDay.objects.update_or_create(
                tenant=tenant, date=MONDAY + timedelta(days=count), defaults={"kind": kind, "name": "改"}
            )
        leave = datetime.combine(MONDAY + timedelta(days=1), time(10), ZONE)
        HoursException.objects.create(
            tenant=tenant,
            resource=people[0],
            kind="leave",
            starts_at=leave,
            ends_at=leave + timedelta(hours=1),
        )
        self.services = [
            self.offer(own, people, room, code="alone", minutes=30, every=30),
            self.offer(own, people, room, code="long", minutes=45, every=15, pause=15),
            self.offer(own, people, room, code="group", minutes=60, every=30, capacity=3),
        ]

    def offer(self, own, people, room, **values):
        service = BookableService.objects.create(
            name=values["code"],
            channels=("in_person", "phone"),
            most_open=99,
            lead_minutes=0,
            **own,
            **values,
        )
        service.resources.set(people)
        service.rooms.set([room])
        return service


class Week(RuleBasedStateMachine):
    tenant = clock = None

    def __init__(self):
        super().__init__()
        self.savepoint = transaction.atomic()
        self.savepoint.__enter__()
        Week.clock = NOW
        self.office = Office(self.tenant)
        self.held, self.booked = [], []

    def teardown(self):
        transaction.set_rollback(True)
        self.savepoint.__exit__(None, None, None)

    @rule(which=st.sampled_from([0, 1, 2, 2]), start=STARTS, way=WAYS)
    def somebody_holds(self, which, start, way):
        service = self.office.services[which]
        day = timezone.localtime(moment(start)).date()
        offered = {slot.start for slot in free(service, way, day).slots}
        try:
            self.held.append(hold(service, start, way))
            assert start in offered
        except TimeTaken:
            assert start not in offered

    @precondition(lambda self: self.held)
    @rule(data=st.data())
    def somebody_confirms(self, data):
        one = self.held.pop(data.draw(st.integers(0, len(self.held) - 1)))
        try:
            confirm(one, Who("某人"))
            assert one.starts_at
            self.booked.append(one)
        except Lapsed:
            assert Appointment.objects.get(pk=one.pk).expires_at <= Week.clock

    @precondition(lambda self: self.booked)
    @rule(data=st.data(), start=STARTS)
    def somebody_moves(self, data, start):
        one = data.draw(st.sampled_from(self.booked))
        before = (one.session_id, one.starts_at)
        try:
            reschedule(one, start, actor=None)
        except BookingError:
            one.refresh_from_db()
            assert (one.session_id, one.starts_at) == before

    @precondition(lambda self: self.booked)
    @rule(data=st.data())
    def somebody_cancels(self, data):
        cancel(self.booked.pop(data.draw(st.integers(0, len(self.booked) - 1))), actor=None)

    @rule()
    def the_holds_run_out(self):
        Week.clock += HELD + timedelta(seconds=1)
        lapse()
        assert not Appointment.objects.filter(state="held").exists()

    @invariant()
    def nothing_is_broken(self):
        assert broken() == []
        assert set(Appointment.objects.filter(state="confirmed")) == set(self.booked)


def test_a_week_told_at_random_breaks_nothing(inside_a, monkeypatch):
    monkeypatch.setattr(timezone, "now", lambda: Week.clock)
    Week.tenant = inside_a
    run_state_machine_as_test(
        Week,
        settings=settings(
            max_examples=20, stateful_step_count=25, deadline=None, database=None, phases=[Phase.generate]
        ),
    )
