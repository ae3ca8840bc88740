"""The pages of duty rosters in the back office."""

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from services.booking.actions.plan_roster import plan_roster
from services.booking.actions.publish_roster import publish_roster
from services.booking.models import Roster, Shift
from tenants.models import JournalEntry
from tenants.scope import in_tenant
from tests.services.booking.conftest import MONDAY
from tests.services.booking.rosters.conftest import SUNDAY, make_roster, on

pytestmark = pytest.mark.django_db
MONTH = {"month": "2026-11"}


@pytest.fixture
def browser(browse, county_a):
    return browse(county_a, "jia-receptionist")


@pytest.fixture
def planned(roster, desk, person):
    first = roster.members.get(resource__name="张律师").resource
    first.user = person("jia-lawyer")
    first.save()
    plan_roster(roster, MONDAY, SUNDAY, actor=desk)
    return roster


def monday() -> Shift:
    return Shift.objects.get(starts_at=on(0))


def of_roster(roster) -> list[str]:
    names = ("rosters_month", "rosters_print", "rosters_summary")
    return [reverse(name, args=[roster.pk]) for name in names]


def test_the_desk_plans_and_hands_over_from_the_month(roster, browser):
    period = {"plan-first": "2026-11-23", "plan-last": "2026-11-29"}
    answer = browser.post(reverse("rosters_plan", args=[roster.pk]), period, follow=True)
    assert "排好2班" in answer.content.decode()
    assert "张律师" in answer.content.decode()
    period = {"publish-first": "2026-11-23", "publish-last": "2026-11-29"}
    answer = browser.post(reverse("rosters_publish", args=[roster.pk]), period, follow=True)
    text = answer.content.decode()
    assert "已抄送2班" in text
    assert "其中2班晚于规定时间" in text
    assert "晚抄送4天" in text
    assert {one.state for one in Shift.objects.all()} == {"published"}


def test_a_period_that_runs_backwards_is_said(roster, browser):
    period = {"plan-first": "2026-11-29", "plan-last": "2026-11-23"}
    answer = browser.post(reverse("rosters_plan", args=[roster.pk]), period, follow=True)
    assert "结束日期不能早于开始日期" in answer.content.decode()
    assert not Shift.objects.exists()


def test_the_list_names_date_time_person_and_office_phone(planned, browser):
    text = browser.get(reverse("rosters_print", args=[planned.pk]), MONTH).content.decode()
    for said in ("2026-11-23", "8:30–12:00", "张律师", "0000-7654321", "法院立案庭", "卫司发〔2017〕36号"):
        assert said in text


def test_the_summary_is_a_page_and_a_table(planned, browser, desk):
    address = reverse("rosters_summary", args=[planned.pk])
    assert "张律师" in browser.get(address, MONTH).content.decode()
    answer = browser.get(address, {**MONTH, "export": "csv"})
    assert answer["Content-Type"] == "text/csv; charset=utf-8"
    assert answer.content.decode().splitlines()[1:] == [
        "张律师,清源律师事务所,1,0,0,0,0.0",
        "李律师,清源律师事务所,1,0,0,0,0.0",
    ]


@pytest.mark.parametrize("month", ["", "x", "2026-13", "0001-01", "9999-12"])
def test_a_month_that_is_none_is_this_one(planned, browser, month):
    text = browser.get(reverse("rosters_month", args=[planned.pk]), {"month": month}).content.decode()
    assert "2026年11月" in text


def test_the_person_asks_for_a_change_and_the_desk_replaces(planned, browse, county_a, desk):
    publish_roster(planned, MONDAY, SUNDAY, actor=desk)
    lawyer, address = browse(county_a, "jia-lawyer"), reverse("rosters_shift", args=[monday().pk])
    assert "张律师" in lawyer.get(address).content.decode()
    refused = lawyer.post(address, {"what": "ask", "reason": ""})
    assert refused.status_code == 400
    assert "请写明原因" in refused.content.decode()
    lawyer.post(address, {"what": "ask", "reason": "开庭"})
    assert (monday().state, monday().note) == ("replacing", "开庭")
    lawyer.post(address, {"what": "replace"})
    assert monday().resource.name == "张律师"
    answer = browse(county_a, "jia-receptionist").post(
        address, {"what": "replace", "person": ""}, follow=True
    )
    assert "改由王律师值班" in answer.content.decode()
    assert monday().state == "published"
    assert lawyer.get(address).status_code == 404


def test_attendance_is_written_down_by_the_desk(planned, browse, county_a, monkeypatch):
    monkeypatch.setattr(timezone, "now", lambda: on(1, 9, 0))
    browser = browse(county_a, "jia-receptionist")
    address = reverse("rosters_shift", args=[monday().pk])
    browser.post(address, {"what": "record", "came": "08:30", "left": "11:30"})
    assert (monday().state, monday().came_at, monday().left_at) == ("done", on(0, 8, 30), on(0, 11, 30))
    assert browser.post(address, {"what": "record", "came": "", "left": "11:30"}).status_code == 400
    assert browser.post(address, {"what": "nonsense"}).status_code == 404


def test_the_own_page_shows_ones_own_shifts_alone(planned, browse, county_a):
    text = browse(county_a, "jia-lawyer").get(reverse("rosters_own")).content.decode()
    assert text.count("2026-11-23") == 1
    assert "2026-11-25" not in text


@pytest.mark.parametrize("username", ["jia-lawyer", "jia-mediator", "jia-editor", "jia-supervisor"])
def test_only_the_desk_reads_whole_rosters(planned, browse, county_a, username):
    client = browse(county_a, username)
    for address in (
        *of_roster(planned),
        reverse("rosters_list"),
        reverse("rosters_left_open"),
        reverse("rosters_new"),
    ):
        assert client.get(address).status_code == 403
    assert client.post(reverse("rosters_plan", args=[planned.pk]), {}).status_code == 403


def test_a_mediator_who_is_not_on_duty_sees_no_shift(planned, browse, county_a):
    answer = browse(county_a, "jia-mediator").get(reverse("rosters_shift", args=[monday().pk]))
    assert answer.status_code == 404


def test_strangers_do_not_enter(planned, browse, county_a):
    for client in (browse(county_a), browse(county_a, "stranger")):
        answer = client.get(reverse("rosters_month", args=[planned.pk]))
        assert answer.status_code in (302, 403)
        assert "张律师" not in answer.content.decode()


def test_the_other_countys_desk_finds_nothing(planned, browse, county_b):
    client = browse(county_b, "yi-county_admin")
    for address in (
        *of_roster(planned),
        reverse("rosters_shift", args=[monday().pk]),
        reverse("rosters_setup", args=[planned.pk]),
    ):
        assert client.get(address).status_code == 404
    for name in ("rosters_plan", "rosters_publish"):
        assert client.post(reverse(name, args=[planned.pk]), {}).status_code == 404
    assert "法院律师值班" not in client.get(reverse("rosters_list")).content.decode()


def test_the_administrator_sets_a_roster_up_with_its_times_and_people(planned, browse, county_a):
    client, resource = browse(county_a, "jia-county_admin"), planned.members.first().resource
    sent = {
        "name": "中心值班", "organisation": planned.organisation_id, "days_ahead": "3", "active": "on", "public": "on",
        "handed_to": "", "handed_phone": "", "basis": "",
        "times-TOTAL_FORMS": "2", "times-INITIAL_FORMS": "0",
        "times-0-day": "0", "times-0-opens": "09:00", "times-0-closes": "11:00", "times-0-headcount": "1",
        "times-1-headcount": "1",
        "members-TOTAL_FORMS": "1", "members-INITIAL_FORMS": "0", "members-0-resource": resource.pk,
    }  # fmt: skip
    assert client.get(reverse("rosters_new")).status_code == 200
    answer = client.post(reverse("rosters_new"), sent)
    made = Roster.objects.get(name="中心值班")
    assert answer.url == reverse("rosters_month", args=[made.pk])
    assert (made.public, made.times.count(), made.members.get().resource) == (True, 1, resource)
    assert JournalEntry.objects.filter(verb="create", subject_name="中心值班").count() == 1
    again = client.post(reverse("rosters_new"), sent)
    assert again.status_code == 400
    assert "已有同名值班表" in again.content.decode()


def test_nobody_of_another_county_is_offered_or_taken(planned, county_b, browse, county_a):
    with in_tenant(county_b):
        foreign = make_roster(county_b, names=("外县律师",)).members.get().resource
    client = browse(county_a, "jia-county_admin")
    address = reverse("rosters_setup", args=[planned.pk])
    assert "外县律师" not in client.get(address).content.decode()
    sent = {
        "name": planned.name, "organisation": planned.organisation_id, "days_ahead": "7", "active": "on",
        "times-TOTAL_FORMS": "0", "times-INITIAL_FORMS": "0",
        "members-TOTAL_FORMS": "1", "members-INITIAL_FORMS": "0", "members-0-resource": foreign.pk,
    }  # fmt: skip
    assert client.post(address, sent).status_code == 400
    assert not planned.members.filter(resource=foreign).exists()


def test_a_receptionist_sets_nothing_up(planned, browser):
    assert browser.get(reverse("rosters_setup", args=[planned.pk])).status_code == 403


def test_the_month_costs_the_same_whatever_it_holds(planned, browser, desk, django_assert_max_num_queries):
    address = reverse("rosters_month", args=[planned.pk])
    browser.get(address, MONTH)
    with django_assert_max_num_queries(60) as few:
        browser.get(address, MONTH)
    plan_roster(planned, MONDAY, MONDAY + timedelta(days=60), actor=desk)
    with django_assert_max_num_queries(len(few.captured_queries)):
        browser.get(address, {"month": "2026-12"})
