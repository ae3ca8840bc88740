from datetime import date, timedelta

import pytest
from django.utils import timezone

from services.booking.actions.plan_roster import Planned, plan_roster
from services.booking.actions.publish_roster import Published, publish_roster
from services.booking.errors import NotAllowed, RosterRefused
from services.booking.models import HoursException, RosterMember, RosterTime, Shift
from services.booking.roster_queries import not_handed
from services.booking.roster_rules import days_late
from services.calendar.models import CalendarDay
from services.notices.models import Notice
from tenants.models import JournalEntry
from tests.services.booking.conftest import MONDAY
from tests.services.booking.rosters.conftest import SUNDAY, make_lawyer, make_roster, on

pytestmark = pytest.mark.django_db


def plan(roster, desk, first=MONDAY, last=SUNDAY):
    return plan_roster(roster, first, last, actor=desk)


def lined_up() -> list[tuple]:
    rows = Shift.objects.order_by("starts_at", "place")
    return [(one.starts_at, one.resource.name if one.resource else None, one.state) for one in rows]


def test_two_weeks_go_round_the_people(roster, desk):
    assert plan(roster, desk, last=SUNDAY + timedelta(days=7)) == Planned(made=4, empty=0)
    assert lined_up() == [
        (on(0), "张律师", "planned"),
        (on(2), "李律师", "planned"),
        (on(7), "王律师", "planned"),
        (on(9), "张律师", "planned"),
    ]
    assert JournalEntry.objects.filter(verb="roster_planned").count() == 1


def test_a_second_run_changes_nothing(roster, desk):
    plan(roster, desk)
    before = list(Shift.objects.values())
    assert plan(roster, desk) == Planned(made=0, empty=0)
    assert list(Shift.objects.values()) == before


def test_what_was_set_by_hand_stands_and_counts(roster, desk):
    last = roster.members.get(resource__name="王律师").resource
    Shift.objects.create(
        tenant=roster.tenant, roster=roster, starts_at=on(0), ends_at=on(0, 12), resource=last
    )
    plan(roster, desk, last=SUNDAY + timedelta(days=7))
    assert [name for _start, name, _state in lined_up()] == ["王律师", "张律师", "李律师", "王律师"]


def test_holidays_drop_out_and_a_make_up_day_has_its_own_row(roster, desk):
    tenant = roster.tenant
    CalendarDay.objects.create(tenant=tenant, date=MONDAY, kind="holiday", name="节日")
    CalendarDay.objects.create(tenant=tenant, date=MONDAY + timedelta(days=5), kind="makeup", name="补班")
    plan(roster, desk)
    assert [start for start, _name, _state in lined_up()] == [on(2)]
    RosterTime.objects.create(tenant=tenant, roster=roster, day=7, opens="09:00", closes="11:00")
    plan(roster, desk)
    assert [start for start, _name, _state in lined_up()] == [on(2), on(5, 9, 0)]


def test_nobody_is_on_duty_at_a_place_that_is_shut(roster, desk):
    HoursException.objects.create(
        tenant=roster.tenant,
        organisation=roster.organisation,
        kind="closed",
        starts_at=on(0, 0, 0),
        ends_at=on(1, 0, 0),
    )
    plan(roster, desk)
    assert [start for start, _name, _state in lined_up()] == [on(2)]


def test_who_is_on_leave_is_passed_over(roster, desk):
    first = roster.members.get(resource__name="张律师").resource
    HoursException.objects.create(
        tenant=roster.tenant, resource=first, kind="leave", starts_at=on(0, 0, 0), ends_at=on(1, 0, 0)
    )
    plan(roster, desk)
    assert [name for _start, name, _state in lined_up()] == ["李律师", "张律师"]


@pytest.mark.parametrize(
    "changes",
    [
        {"lawyer": {"pool_since": None}},
        {"lawyer": {"pool_since": MONDAY + timedelta(days=30)}},
        {"lawyer": {"licensed_on": date(2024, 1, 1)}},
        {"lawyer": {"ended_on": MONDAY}},
        {"lawyer": {"started_on": MONDAY + timedelta(days=30)}},
        {"member": {"until": MONDAY - timedelta(days=1)}},
        {"member": {"since": MONDAY + timedelta(days=30)}},
        {"resource": {"active": False}},
    ],
    ids=str,
)
def test_who_may_not_is_not_planned(roster, desk, changes):
    member = roster.members.get(resource__name="张律师")
    rows = {"lawyer": member.resource.lawyer, "member": member, "resource": member.resource}
    for name, values in changes.items():
        type(rows[name]).objects.filter(pk=rows[name].pk).update(**values)
    plan(roster, desk)
    assert [name for _start, name, _state in lined_up()] == ["李律师", "王律师"]


def test_a_roster_that_asks_for_no_pool_takes_anybody(inside_a, friday, desk):
    roster = make_roster(inside_a, names=("赵主任",), pool_only=False)
    roster.members.get().resource.lawyer.delete()
    plan(roster, desk)
    assert [name for _start, name, _state in lined_up()] == ["赵主任", "赵主任"]


def test_nobody_stands_in_two_rosters_at_one_time(roster, desk, inside_a):
    other = make_roster_beside(roster)
    plan(roster, desk)
    assert plan(other, desk) == Planned(made=1, empty=1)
    assert [(one.starts_at, one.resource) for one in other.shifts.order_by("starts_at")] == [
        (on(0, 9, 0), None),
        (on(2, 9, 0), roster.members.get(resource__name="张律师").resource),
    ]


def make_roster_beside(roster):
    """Half an hour later on the same days, with the first of the same lawyers."""
    from services.booking.models import Roster  # noqa: PLC0415 (only this test)

    other = Roster.objects.create(tenant=roster.tenant, name="中心值班", organisation=roster.organisation)
    for day in (0, 2):
        RosterTime.objects.create(tenant=roster.tenant, roster=other, day=day, opens="09:00", closes="11:00")
    first = roster.members.get(resource__name="张律师").resource
    RosterMember.objects.create(tenant=roster.tenant, roster=other, resource=first)
    return other


def test_a_turn_nobody_can_take_stays_empty_until_somebody_can(roster, desk):
    roster.members.all().delete()
    assert plan(roster, desk) == Planned(made=0, empty=2)
    assert not_handed(roster, MONDAY, SUNDAY) != []
    new = make_lawyer(roster.tenant, "周律师")
    RosterMember.objects.create(tenant=roster.tenant, roster=roster, resource=new)
    assert plan(roster, desk) == Planned(made=2, empty=0)
    assert Shift.objects.count() == 2


def test_what_is_over_is_not_planned(roster, desk, monkeypatch):
    monkeypatch.setattr(timezone, "now", lambda: on(1, 10, 0))
    plan(roster, desk)
    assert [start for start, _name, _state in lined_up()] == [on(2)]


@pytest.mark.parametrize(("first", "last"), [(SUNDAY, MONDAY), (MONDAY, MONDAY + timedelta(days=300))])
def test_a_period_that_makes_no_sense_is_refused(roster, desk, first, last):
    with pytest.raises(RosterRefused):
        plan(roster, desk, first, last)


@pytest.mark.parametrize(
    "username", ["stranger", "jia-lawyer", "jia-supervisor", "yi-county_admin", "yi-receptionist"]
)
def test_only_the_desk_of_this_county_plans_and_publishes(roster, person, username):
    with pytest.raises(NotAllowed):
        plan(roster, person(username))
    with pytest.raises(NotAllowed):
        publish_roster(roster, MONDAY, SUNDAY, actor=person(username))


def test_publishing_hands_the_list_over_once(roster, desk):
    plan(roster, desk, last=SUNDAY + timedelta(days=7))
    assert publish_roster(roster, MONDAY, SUNDAY, actor=desk) == Published(count=2, late=2, empty=0)
    assert [state for _start, _name, state in lined_up()] == ["published", "published", "planned", "planned"]
    to_court = Notice.objects.get(kind="booking.duty_list")
    assert to_court.to_phone == "+8619900000901"
    assert "张律师 0000-7654321" in to_court.text
    assert publish_roster(roster, MONDAY, SUNDAY, actor=desk) == Published(count=0, late=0, empty=0)
    assert Notice.objects.filter(kind="booking.duty_list").count() == 1


def test_a_list_in_time_is_not_late_and_one_day_after_is(roster, desk):
    """Friday the 20th: the list of Wednesday the 2nd is due on Wednesday the 25th, that of Monday the 23rd was."""
    plan(roster, desk, last=SUNDAY + timedelta(days=7))
    late = {one.starts_at: days_late(one) for one in Shift.objects.select_related("roster")}
    assert late == {on(0): 4, on(2): 2, on(7): 0, on(9): 0}


def test_people_are_told_of_their_shifts_by_account_and_phone(roster, desk, person):
    member = roster.members.get(resource__name="张律师").resource
    member.user = person("jia-lawyer")
    member.save()
    plan(roster, desk)
    publish_roster(roster, MONDAY, SUNDAY, actor=desk)
    told = Notice.objects.filter(kind="booking.duty")
    assert [(one.to_user.username, "11月23日" in one.text) for one in told] == [("jia-lawyer", True)]


def test_an_empty_turn_is_not_handed_over(roster, desk):
    roster.members.all().delete()
    plan(roster, desk)
    assert publish_roster(roster, MONDAY, SUNDAY, actor=desk) == Published(count=0, late=0, empty=2)
    assert not Notice.objects.filter(kind="booking.duty_list").exists()
