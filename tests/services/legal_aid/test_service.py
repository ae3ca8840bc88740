"""Duty statements that freeze, hours that add up, lawyers who come to the register."""

from collections.abc import Callable
from datetime import date, datetime, timedelta
from decimal import Decimal

import pytest
from django.test import Client
from django.utils import timezone

from services.booking.models import Resource, Shift
from services.calendar.half_years import last_finished
from services.directory.models import Lawyer
from services.legal_aid.actions.confirm_statement import confirm_statement
from services.legal_aid.actions.keep_hours import decide_hours, enter_hours
from services.legal_aid.actions.volunteer import answer_volunteer, volunteer
from services.legal_aid.duty import eligibility, rows, statement_of
from services.legal_aid.errors import NotAccepted, NotAllowed
from services.legal_aid.models import Consultation, HoursEntry, Statement
from services.legal_aid.own import own as own_work
from services.legal_aid.queries import hours
from services.voices.models import Survey
from tenants.models import Tenant, User
from tests.services.legal_aid.conftest import shift_of

pytestmark = pytest.mark.django_db
Make = Callable[..., Lawyer]
Person = Callable[[str], User]
MONTH = date(2026, 5, 1)
AFTER = timezone.make_aware(datetime(2026, 6, 3, 9))


def moment(day: int, hour: int) -> datetime:
    return timezone.make_aware(datetime(2026, 5, day, hour))


@pytest.fixture
def own(lawyer: Make, person: Person) -> Lawyer:
    return lawyer("甲律师", user=person("jia-lawyer"))


@pytest.fixture
def done(own: Lawyer) -> Shift:
    """One duty of three hours and one missed, with two consultations on duty and one outside."""
    there = shift_of(own, moment(4, 9), state="done", came_at=moment(4, 9), left_at=moment(4, 12))
    shift_of(own, moment(5, 9), roster=there.roster, state="absent")
    common = {"tenant": own.tenant, "lawyer": own}
    for channel in ("station", "phone"):
        Consultation.objects.create(**common, at=moment(4, 10), channel=channel, shift=there)
    Consultation.objects.create(**common, at=moment(6, 10), channel="online", minutes=30)
    return there


def test_a_month_in_figures(done: Shift, own: Lawyer) -> None:
    assert rows(done.roster, MONTH) == [{
        "lawyer": own.pk, "name": "甲律师", "office": "清源律师事务所", "shifts": 2, "done": 1, "absent": 1, "open": 0,
        "hours": "3.0", "counter": 0, "station": 1, "phone": 1, "online": 0, "asked": 2,
    }]  # fmt: skip


def test_a_confirmed_statement_stands(done: Shift, person: Person) -> None:
    officer = person("jia-case_officer")
    made = confirm_statement(done.roster, MONTH, actor=officer, now=AFTER)
    kept = made.rows
    Shift.objects.filter(pk=done.pk).update(left_at=moment(4, 18))
    assert rows(done.roster, MONTH)[0]["hours"] == "9.0"
    assert statement_of(done.roster, MONTH).rows == kept
    assert kept[0]["hours"] == "3.0"
    with pytest.raises(TypeError):
        made.save()
    with pytest.raises(NotAccepted, match="已经确认过"):
        confirm_statement(done.roster, MONTH, actor=officer, now=AFTER)
    assert Statement.objects.count() == 1


def test_what_is_not_over_or_not_recorded_is_not_confirmed(done: Shift, own: Lawyer, person: Person) -> None:
    officer = person("jia-case_officer")
    with pytest.raises(NotAccepted, match="没有过完"):
        confirm_statement(done.roster, MONTH, actor=officer, now=moment(31, 23))
    shift_of(own, moment(11, 9), roster=done.roster, state="published")
    with pytest.raises(NotAccepted, match="还有1班没有登记考勤"):
        confirm_statement(done.roster, MONTH, actor=officer, now=AFTER)


@pytest.mark.parametrize("who", ["jia-lawyer", "jia-supervisor", "yi-case_officer", "stranger"])
def test_others_confirm_nothing(who: str, done: Shift, person: Person) -> None:
    with pytest.raises(NotAllowed):
        confirm_statement(done.roster, MONTH, actor=person(who), now=AFTER)


def test_hours_add_up(done: Shift, own: Lawyer, person: Person) -> None:
    """Three on duty, half an hour outside it, two of a lecture; what waits or was returned counts nothing."""
    entries = [
        enter_hours(
            own, on=date(2026, 5, 9), kind="lecture", hours=Decimal(2), about="x", actor=own.user, now=AFTER
        )
        for _one in range(3)
    ]
    officer = person("jia-case_officer")
    decide_hours(entries[0], confirm=True, actor=officer)
    decide_hours(entries[1], confirm=False, answer="没有签到", actor=officer)
    assert hours(MONTH, date(2026, 5, 31)) == {own.pk: Decimal("5.5")}
    assert hours(date(2026, 5, 5), date(2026, 5, 8)) == {own.pk: Decimal("0.5")}
    assert own_work(own, own.tenant, date(2026, 6, 3)).hours.left == Decimal("44.5")


def test_a_lawyer_reads_sums_of_the_half_year_that_is_over(
    own: Lawyer, county_a: Tenant, browse: Callable[..., Client]
) -> None:
    half = last_finished(timezone.localdate())
    mine = browse(county_a, "jia-lawyer")
    for number, day in enumerate([half.since, half.until, half.following.since, half.until]):
        Survey.objects.create(
            tenant=county_a, about=f"consultation:{number}", title="咨询", lawyer=own, closed_on=day, grade="very",
            points=100, asked_at=AFTER, answered_at=AFTER,
        )  # fmt: skip
        page = mine.get("/admin/legal-aid/mine/").text
        assert (str(half) in page, "3份，平均100.0分" in page, "少于3份" in page) == (
            True,
            number == 3,
            number < 3,
        )


def test_nobody_confirms_their_own_and_only_once(own: Lawyer, person: Person) -> None:
    entry = enter_hours(
        own, on=date(2026, 5, 9), kind="lecture", hours=Decimal(2), about="x", actor=own.user, now=AFTER
    )
    with pytest.raises(NotAllowed):
        decide_hours(entry, confirm=True, actor=own.user)
    with pytest.raises(NotAccepted, match="写明原因"):
        decide_hours(entry, confirm=False, actor=person("jia-case_officer"))
    decide_hours(entry, confirm=True, actor=person("jia-case_officer"))
    with pytest.raises(NotAccepted, match="已经有人答复"):
        decide_hours(entry, confirm=False, answer="x", actor=person("jia-case_officer"))
    assert HoursEntry.objects.get().state == "confirmed"


def test_whoever_is_reliable_stands_first(done: Shift, own: Lawyer, lawyer: Make) -> None:
    other = shift_of(lawyer("乙律师"), moment(7, 9), roster=done.roster)
    for shift in (done, other):
        shift.roster.members.create(tenant=own.tenant, resource=shift.resource)
    found = eligibility(done.roster, date(2026, 6, 3))
    assert [(one["name"], one["absent"], one["asked"]) for one in found] == [
        ("乙律师", 0, 0),
        ("甲律师", 1, 3),
    ]


def test_a_lawyer_comes_to_the_register(lawyer: Make, person: Person) -> None:
    me = lawyer("乙律师", user=person("jia-lawyer"), aid_roster=False, languages=("mandarin",))
    asked = volunteer(me, matters=["labour"], languages=["miao"], about="", actor=me.user)
    with pytest.raises(NotAccepted, match="等待答复"):
        volunteer(me, matters=[], languages=[], about="", actor=me.user)
    with pytest.raises(NotAllowed):
        answer_volunteer(asked, accept=True, actor=me.user)
    answer_volunteer(asked, accept=True, actor=person("jia-case_officer"))
    me.refresh_from_db()
    assert (me.aid_roster, me.matters, me.languages) == (True, ("labour",), ("mandarin", "miao"))


def test_pages(
    done: Shift, own: Lawyer, county_a: Tenant, county_b: Tenant, browse: Callable[..., Client]
) -> None:
    officer, mine = browse(county_a, "jia-case_officer"), browse(county_a, "jia-lawyer")
    duty = f"/admin/legal-aid/duty/{done.roster_id}/?month=2026-05"
    done.roster.members.create(tenant=county_a, resource=done.resource)
    shown = officer.get(duty).text
    assert "甲律师" in shown and '<td data-label="缺勤">1</td>' in shown and "值班律师按责任心" in shown
    done.roster.members.update(resource=Resource.objects.create(
        tenant=county_a, name="接待员", organisation=done.roster.organisation
    ))  # fmt: skip
    assert "值班律师按责任心" not in officer.get(duty).text
    for month, said in (("2026-05", "没有确认"), ("2026-04", "这个月没有排班。")):
        assert f'统计">{said}</td>' in officer.get(f"/admin/legal-aid/duty/?month={month}").text
    assert "甲律师,清源律师事务所,2,1,1,0,3.0" in officer.get(f"{duty}&export=csv").text
    assert browse(county_b, "yi-case_officer").get(duty).status_code == 404
    assert mine.get(duty).status_code == 403
    assert "我的法律援助" in mine.get("/admin/legal-aid/mine/").text
    day = timezone.localdate() - timedelta(days=1)
    sent = {"what": "hours", "on": day.isoformat(), "kind": "lecture", "hours": "1.5", "note": "赶集普法"}
    assert mine.post("/admin/legal-aid/mine/", sent).status_code == 302
    assert "赶集普法" in officer.get("/admin/legal-aid/service/").text
    entry = HoursEntry.objects.get()
    officer.post(f"/admin/legal-aid/service/hours/{entry.pk}/", {"confirm": "1"})
    entry.refresh_from_db()
    assert entry.state == "confirmed"
    assert officer.get("/admin/legal-aid/mine/").status_code == 403
    public = browse(county_a).get(f"/directory/lawyers/{own.pk}/").text
    assert "公益法律服务" in public and "5小时" in public
