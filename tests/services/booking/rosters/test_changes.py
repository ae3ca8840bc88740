"""Somebody cannot come, or comes, or a holiday comes between."""

from datetime import timedelta

import pytest
from django.utils import timezone

from services.booking.actions.attend import come, leave, mark_absent, record
from services.booking.actions.confirm import Who, confirm
from services.booking.actions.follow_calendar import follow_calendar
from services.booking.actions.hold import hold
from services.booking.actions.plan_roster import plan_roster
from services.booking.actions.publish_roster import publish_roster
from services.booking.actions.remind_of_rosters import remind_of_rosters
from services.booking.actions.replace import replace, request_change
from services.booking.errors import NotAllowed, RosterRefused
from services.booking.models import Appointment, HoursException, RosterTime, Shift
from services.booking.roster_queries import stranded
from services.booking.roster_summary import summary
from services.calendar.models import CalendarDay
from services.notices.models import Notice
from tests.services.booking.conftest import MONDAY, at
from tests.services.booking.rosters.conftest import SUNDAY, make_lawyer, on

pytestmark = pytest.mark.django_db


@pytest.fixture
def published(roster, desk, person):
    """Monday with 张律师, who has an account, and Wednesday with 李律师."""
    first = roster.members.get(resource__name="张律师").resource
    first.user = person("jia-lawyer")
    first.save()
    plan_roster(roster, MONDAY, SUNDAY, actor=desk)
    publish_roster(roster, MONDAY, SUNDAY, actor=desk)
    Notice.objects.all().delete()
    return roster


def monday() -> Shift:
    return Shift.objects.select_related("roster", "resource__user").get(starts_at=on(0))


def kinds() -> list[str]:
    return sorted(Notice.objects.values_list("kind", flat=True))


def test_the_person_asks_and_another_is_found_by_the_rule(published, desk, person):
    request_change(monday(), actor=person("jia-lawyer"), reason="开庭")
    assert (monday().state, monday().note) == ("replacing", "开庭")
    assert kinds() == ["booking.duty_admin"]
    shift = monday()
    assert replace(shift, actor=desk).person.name == "王律师"
    assert (monday().state, monday().resource.name, monday().note) == ("published", "王律师", "")
    assert kinds() == ["booking.duty_admin", "booking.duty_changed", "booking.duty_list_changed"]
    corrected = Notice.objects.get(kind="booking.duty_list_changed")
    assert "王律师" in corrected.text
    assert "11月23日" in corrected.text


def test_a_person_may_be_chosen_by_hand_if_they_can(published, desk):
    second = published.members.get(resource__name="李律师").resource
    assert replace(monday(), actor=desk, person=second).person == second
    HoursException.objects.create(
        tenant=published.tenant, resource=published.members.get(resource__name="王律师").resource, kind="leave",
        starts_at=on(0, 0, 0), ends_at=on(1, 0, 0),
    )  # fmt: skip
    with pytest.raises(RosterRefused, match="王律师"):
        replace(monday(), actor=desk, person=published.members.get(resource__name="王律师").resource)
    with pytest.raises(RosterRefused):
        replace(monday(), actor=desk, person=make_lawyer(published.tenant, "外人"))
    assert monday().resource == second


def test_nobody_else_left_is_said(published, desk):
    published.members.exclude(resource__name="张律师").delete()
    with pytest.raises(RosterRefused, match="没有别人"):
        replace(monday(), actor=desk)


def test_a_shift_that_was_never_handed_over_stays_planned(roster, desk):
    plan_roster(roster, MONDAY, SUNDAY, actor=desk)
    replace(monday(), actor=desk)
    assert (monday().state, kinds()) == ("planned", [])


@pytest.mark.parametrize("username", ["stranger", "jia-mediator", "yi-lawyer", "yi-receptionist"])
def test_strangers_and_the_other_county_change_nothing(published, person, username):
    for act in (
        lambda: request_change(monday(), actor=person(username), reason="x"),
        lambda: replace(monday(), actor=person(username)),
        lambda: mark_absent(monday(), actor=person(username)),
        lambda: leave(monday(), actor=person(username)),
    ):
        with pytest.raises(NotAllowed):
            act()
    assert monday().state == "published"


def test_the_person_may_ask_and_not_choose(published, person):
    with pytest.raises(NotAllowed):
        replace(monday(), actor=person("jia-lawyer"))


def test_what_citizens_booked_goes_along(published, duty_service, desk):
    first = hold(duty_service, at(9), "in_person")
    confirm(first, Who("张三", "+8619900000101"))
    assert first.person.name == "张律师"
    done = replace(monday(), actor=desk)
    first.refresh_from_db()
    assert (done.moved, done.left, first.person.name, first.starts_at) == (1, [], "王律师", on(0, 9, 0))
    assert stranded(published).count() == 0


def test_what_cannot_go_along_is_listed(published, duty_service, desk):
    first = hold(duty_service, at(9), "in_person")
    confirm(first, Who("张三", "+8619900000101"))
    third = published.members.get(resource__name="王律师").resource
    duty_service.resources.remove(third)
    done = replace(monday(), actor=desk, person=third)
    assert (done.moved, done.left) == (0, [first])
    assert list(stranded(published)) == [first]
    assert Appointment.objects.get().state == "confirmed"


def test_coming_and_going_by_the_person(published, person, monkeypatch):
    lawyer = person("jia-lawyer")
    with pytest.raises(RosterRefused):
        come(monday(), actor=lawyer)
    monkeypatch.setattr(timezone, "now", lambda: on(0, 8, 20))
    come(monday(), actor=lawyer)
    with pytest.raises(RosterRefused):
        come(monday(), actor=lawyer)
    monkeypatch.setattr(timezone, "now", lambda: on(0, 12, 5))
    leave(monday(), actor=lawyer)
    assert (monday().state, monday().came_at, monday().left_at) == ("done", on(0, 8, 20), on(0, 12, 5))


def test_the_desk_writes_down_afterwards_also_over_an_absence(published, desk, person, monkeypatch):
    with pytest.raises(RosterRefused):
        mark_absent(monday(), actor=desk)
    monkeypatch.setattr(timezone, "now", lambda: on(1, 10, 0))
    mark_absent(monday(), actor=desk)
    with pytest.raises(NotAllowed):
        record(monday(), on(0, 8, 30), on(0, 12, 0), actor=person("jia-lawyer"))
    with pytest.raises(RosterRefused):
        record(monday(), on(0, 12, 0), on(0, 8, 30), actor=desk)
    record(monday(), on(0, 8, 30), on(0, 11, 0), actor=desk)
    assert monday().state == "done"


def test_the_monthly_summary_counts_by_person(published, desk, monkeypatch):
    monkeypatch.setattr(timezone, "now", lambda: on(3, 10, 0))
    record(monday(), on(0, 8, 30), on(0, 11, 0), actor=desk)
    lines = summary(Shift.objects.select_related("resource__organisation"))
    assert [(one.name, one.shifts, one.worked, one.absent, one.unrecorded, one.hours) for one in lines] == [
        ("张律师", 1, 1, 0, 0, "2.5"),
        ("李律师", 1, 0, 0, 1, "0.0"),
    ]


def test_a_holiday_declared_later_calls_the_duty_off(published, django_capture_on_commit_callbacks, desk):
    with django_capture_on_commit_callbacks(execute=True):
        CalendarDay.objects.create(tenant=published.tenant, date=MONDAY, kind="holiday", name="节日")
    assert {one.starts_at: one.state for one in Shift.objects.all()} == {on(0): "void", on(2): "published"}
    assert kinds() == ["booking.duty_admin", "booking.duty_changed", "booking.duty_list_changed"]
    assert follow_calendar() == 0
    with django_capture_on_commit_callbacks(execute=True):
        CalendarDay.objects.get(date=MONDAY).delete()
    plan_roster(published, MONDAY, SUNDAY, actor=desk)
    assert [one.state for one in Shift.objects.order_by("starts_at")] == ["planned", "published"]


def test_a_duty_that_is_held_on_holidays_stands(published, django_capture_on_commit_callbacks):
    RosterTime.objects.create(tenant=published.tenant, roster=published, day=8, opens="08:30", closes="12:00")
    with django_capture_on_commit_callbacks(execute=True):
        CalendarDay.objects.create(tenant=published.tenant, date=MONDAY, kind="holiday", name="节日")
    assert {one.state for one in Shift.objects.all()} == {"published"}


def test_only_planned_duties_fall_away_in_silence(roster, desk, django_capture_on_commit_callbacks):
    plan_roster(roster, MONDAY, SUNDAY, actor=desk)
    with django_capture_on_commit_callbacks(execute=True):
        CalendarDay.objects.create(tenant=roster.tenant, date=MONDAY, kind="holiday", name="节日")
    assert (monday().state, kinds()) == ("void", ["booking.duty_admin"])


def test_the_other_countys_calendar_calls_nothing_off(
    published, county_b, django_capture_on_commit_callbacks
):
    from tenants.scope import in_tenant  # noqa: PLC0415 (only this test)

    with in_tenant(county_b), django_capture_on_commit_callbacks(execute=True):
        CalendarDay.objects.create(tenant=county_b, date=MONDAY, kind="holiday", name="节日")
    assert {one.state for one in Shift.objects.all()} == {"published"}


def test_the_administrator_is_reminded_once_a_day_of_a_list_that_is_not_there(roster, desk, monkeypatch):
    assert (remind_of_rosters(), remind_of_rosters()) == (1, 0)
    told = Notice.objects.get()
    assert told.to_user.username == "jia-county_admin"
    assert "已经晚了4天" in told.text
    assert "卫司发〔2017〕36号" in told.text
    monkeypatch.setattr(timezone, "now", lambda: on(-2, 9, 0))
    assert remind_of_rosters() == 1


def test_nobody_is_reminded_when_all_lists_are_there(roster, desk):
    plan_roster(roster, MONDAY, SUNDAY + timedelta(days=7), actor=desk)
    publish_roster(roster, MONDAY, SUNDAY + timedelta(days=7), actor=desk)
    Notice.objects.all().delete()
    assert (remind_of_rosters(), Notice.objects.count()) == (0, 0)
