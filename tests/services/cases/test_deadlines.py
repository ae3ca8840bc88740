from collections.abc import Callable
from datetime import date, datetime, timedelta

import pytest
from django.utils import timezone

from services.calendar.models import CalendarDay
from services.cases.actions.advance import advance
from services.cases.actions.meet_deadlines import meet_deadlines
from services.cases.actions.open_case import Opening, open_case
from services.cases.actions.schedule import Line, remind_of_payments, schedule
from services.cases.actors import Doer, member
from services.cases.models import Case, CaseClock, CaseEvent
from services.cases.queries.promise import promise
from services.notices.models import Notice
from tenants.models import Tenant
from tenants.scope import in_tenant
from tests.services.cases.stories import TO_AGREED, TO_ARCHIVED, take

FILLED = {"applicant_name": "申丙", "respondent_name": "被丁", "dispute_summary": "争水"}

pytestmark = pytest.mark.django_db


def at(day: str, hour: int = 9) -> datetime:
    return timezone.make_aware(datetime.combine(date.fromisoformat(day), datetime.min.time())) + timedelta(
        hours=hour
    )


def told(kind: str) -> list[str]:
    return [notice.text for notice in Notice.objects.filter(kind=kind).order_by("pk")]


@pytest.fixture
def accepted(case: Case, officer: Doer, person) -> Case:
    """Accepted on 2026-03-02, so that the thirty days end on 2026-04-01."""
    for step, data, judged in TO_AGREED[:2]:
        take(case, officer, person("jia-mediator"), step, data, judged, now=at("2026-03-02"))
    case.refresh_from_db()
    return case


def test_a_limit_of_thirty_days(accepted: Case) -> None:
    clock = CaseClock.objects.get(case=accepted)
    assert (clock.code, clock.due_at, accepted.due_at) == (
        "overall",
        at("2026-04-02", 0),
        at("2026-04-02", 0),
    )
    limit = promise(accepted, at("2026-03-12")).limits[0]
    assert (limit.span, limit.used, limit.due_on, limit.days_left) == ("30日", 10, date(2026, 4, 1), 20)
    assert limit.clauses[0].document_number == "《人民调解工作若干规定》"
    assert limit.next_in_charge == "调委会主任、县（区）司法局"


def test_it_warns_once_however_often_it_runs(accepted: Case) -> None:
    assert meet_deadlines(at("2026-03-24")) == 0
    assert meet_deadlines(at("2026-03-26")) == 1
    assert meet_deadlines(at("2026-03-26", 10)) == 0
    words = told("case_warning")
    assert len(set(words)) == 1
    assert words[0].endswith("“调解总期限”将于2026-04-01届满。")


def test_nothing_is_lost_when_it_did_not_run_for_weeks(accepted: Case) -> None:
    """Seven, three, one day before, the lapse itself and both escalations: all are made up for, in order."""
    assert meet_deadlines(at("2026-04-20")) == 1
    assert len({row.pk for row in Notice.objects.filter(kind="case_escalation")}) > 0
    texts = [event.text for event in CaseEvent.objects.filter(case=accepted, kind="clock")]
    assert sum("请尽快办理" in text for text in texts) == 6
    assert sum("现报请您督办" in text for text in texts) == 2
    late = promise(accepted, at("2026-04-20")).late
    assert [limit.code for limit in late] == ["overall"]


def test_the_end_of_a_clock_takes_the_step_it_is_the_trigger_of(case: Case, officer: Doer, person) -> None:
    for one in TO_AGREED + TO_ARCHIVED:
        take(case, officer, person("jia-mediator"), *one, now=at("2026-03-02"))
    meet_deadlines(at("2026-05-01"))
    case.refresh_from_db()
    assert case.state == "performing"
    meet_deadlines(at("2026-05-02", 1))
    case.refresh_from_db()
    assert (case.state, case.waiting_for) == ("breached", "mediator")
    last = case.events.filter(kind="step").last()
    assert (last.code, last.actor, last.actor_name) == ("mark_breach", None, "期限届满")


def test_a_party_is_reminded_of_a_payment_once(case: Case, officer: Doer) -> None:
    case.parties.filter(side="respondent").update(invited_at=case.opened_at)
    schedule(case, [Line(date(2026, 5, 1), "第一期赔偿款")], doer=officer)
    assert remind_of_payments(at("2026-04-20")) == 0
    assert remind_of_payments(at("2026-04-28")) == 1
    assert remind_of_payments(at("2026-04-29")) == 0
    assert len(told("case_payment")) == 2


def test_a_pause_moves_the_end(case: Case, officer: Doer, person) -> None:
    mediator = person("jia-mediator")
    steps = [*TO_AGREED[:4]]
    for one in steps:
        take(case, officer, mediator, *one, now=at("2026-03-02"))
    take(
        case, officer, mediator, "suspend", {"measures": "鉴定"}, ("appraisal_needed",), now=at("2026-03-10")
    )
    clock = CaseClock.objects.get(case=case)
    assert (clock.status, clock.due_at, clock.unknown_because) == ("paused", None, "standing")
    take(case, officer, mediator, "resume", {}, ("materials_complete",), now=at("2026-03-20"))
    clock.refresh_from_db()
    assert (clock.status, timezone.localdate(clock.due_at)) == ("running", date(2026, 4, 14))


def test_the_deadlines_of_every_county(accepted: Case, county_b: Tenant, person) -> None:
    with in_tenant(county_b):
        doer = member(person("yi-case_officer"), None, frozenset({"case_officer"}))
        other = open_case(Opening(procedure="PM_GENERAL"), doer=doer, now=at("2026-03-02")).case
        advance(other, "start_review", doer=doer, data=FILLED, now=at("2026-03-02"))
        take(other, doer, person("yi-mediator"), *TO_AGREED[1], now=at("2026-03-02"))
        assert meet_deadlines(at("2026-04-20")) == 2
        assert CaseEvent.objects.filter(case=other, kind="clock").count() == 8


def test_an_edited_calendar_moves_the_end(accepted: Case, django_capture_on_commit_callbacks: Callable) -> None:
    """The thirtieth day, 2026-04-01, becomes a holiday: the limit ends on the next day that is worked."""
    day = {"tenant": accepted.tenant, "date": date(2026, 4, 1), "kind": "holiday", "name": "县庆"}
    with django_capture_on_commit_callbacks(execute=True):
        CalendarDay.objects.create(**day)
    accepted.refresh_from_db()
    clock = CaseClock.objects.get(case=accepted)
    assert (clock.due_at, accepted.due_at) == (at("2026-04-03", 0), at("2026-04-03", 0))


def test_beyond_the_known_calendar_the_end_says_so(case: Case, officer: Doer, person) -> None:
    for step, data, judged in TO_AGREED[:2]:
        take(case, officer, person("jia-mediator"), step, data, judged, now=at("2026-12-20"))
    clock = CaseClock.objects.get(case=case)
    assert (clock.assumed_from, timezone.localdate(clock.due_at)) == (date(2027, 1, 19), date(2027, 1, 20))
