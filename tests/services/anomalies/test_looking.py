"""From the tables to findings: what is found once, kept, opened again, and never decides anything by itself."""

from datetime import date, timedelta

import pytest
from django.core.exceptions import ValidationError
from django.utils import timezone

from services.anomalies.actions.answer import answer
from services.anomalies.actions.calls import draw, draw_calls, note_call
from services.anomalies.actions.look_for_signs import look_everywhere, look_for_signs
from services.anomalies.gathering import county_of, told
from services.anomalies.models import Call, Finding, Look, SignSettings
from services.anomalies.queries import open_about
from services.anomalies.signs.told import Limits
from services.cases.actors import member
from services.cases.errors import NotAccepted, NotAllowed, Overtaken
from services.cases.models import Case, CaseEvent, CaseLink
from tenants.actions.create_division import create_division
from tenants.cipher import fingerprint
from tenants.models import JournalEntry
from tenants.scope import in_tenant
from tests.services.anomalies.conftest import TEXT, settled

pytestmark = pytest.mark.django_db
PHONES = ("+8613800000001", "+8613800000001")


def look(tenant, **more):
    today = timezone.localdate()
    return look_for_signs(tenant, today - timedelta(days=365), today, **more)


@pytest.fixture
def copied(officer, mediator):
    return [settled(officer, mediator, text=TEXT.replace("三回", f"{n}回")) for n in (2, 3, 5)]


def test_what_was_copied_is_found_once_with_its_figures(inside_a, officer, mediator, copied):
    settled(
        officer,
        mediator,
        text="两家为了浇地的先后起了口角，队长排了轮次，双方都认可，从下一轮水开始按轮次浇，谁也不能半夜放水，违反的少浇一轮",
    )
    assert look(inside_a) == 1
    found = Finding.objects.get()
    assert (found.kind, found.strength, found.state) == ("copied", 3, "open")
    assert found.reason == "3件纠纷的经过和协议几乎一样：去掉姓名、数字和通用的格式文字，相同的占100%。"
    assert set(found.cases.all()) == set(copied)
    assert (found.mediator, found.organisation) == (mediator, mediator.organisation)
    assert (look(inside_a, anew=True), Finding.objects.count()) == (0, 1)


def test_nothing_is_opened_where_nothing_has_changed(inside_a, copied, django_assert_num_queries):
    look(inside_a)
    with django_assert_num_queries(5):
        assert look(inside_a) == 0


def test_the_queries_do_not_grow_with_the_cases(
    inside_a, officer, mediator, copied, django_assert_max_num_queries
):
    today = timezone.localdate()
    for _one in range(5):
        settled(officer, mediator, text=TEXT)
    with django_assert_max_num_queries(8):
        assert len(told(today - timedelta(days=365), today)) == 8


def test_a_finding_grows_keeps_its_key_and_is_opened_again_when_it_was_cleared(
    inside_a, officer, mediator, copied, supervisor
):
    look(inside_a)
    answer(Finding.objects.get(), "cleared", "三家是同一次冲突，已经核实", doer=supervisor)
    settled(officer, mediator, text=TEXT, opened=timezone.now() - timedelta(days=200))
    look(inside_a)
    assert [(one.state, one.cases.count()) for one in Finding.objects.all()] == [("cleared", 4)]
    for _one in range(2):
        settled(officer, mediator, text=TEXT)
    look(inside_a)
    found = Finding.objects.get()
    assert (found.state, found.cases.count(), found.notes.last().actor_name) == ("open", 6, "系统")


def test_it_changes_no_case_and_the_other_county_has_none(inside_a, county_b, copied):
    before = list(Case.objects.values("pk", "revision", "head", "state"))
    look_everywhere()
    assert list(Case.objects.values("pk", "revision", "head", "state")) == before
    with in_tenant(county_b):
        assert (Finding.objects.count(), Look.objects.get().cases) == (0, 0)
        assert open_about([one.pk for one in copied]) == {}


def test_phones_and_people_are_read_as_marks(inside_a, officer, mediator):
    case = settled(officer, mediator, phones=("+8613900000007", "+8613800000002"))
    today = timezone.localdate()
    (one,) = told(today - timedelta(days=365), today)
    assert [person.phone for person in one.people] == [
        fingerprint("+8613900000007"),
        fingerprint("+8613800000002"),
    ]
    look(inside_a)
    found = Finding.objects.get()
    assert (found.kind, found.mediator, found.reason) == (
        "phone_mediator", mediator, "1件纠纷里，登记的当事人电话是承办调解员赵守礼的电话。",
    )  # fmt: skip
    assert open_about([case.pk, 0]) == {case.pk: [found.reason]}


def test_weak_ones_are_told_to_nobody_who_pays_until_somebody_looks_into_them(
    inside_a, officer, mediator, supervisor
):
    case = settled(officer, mediator, phones=PHONES)
    look(inside_a)
    found = Finding.objects.get()
    assert (found.strength, open_about([case.pk])) == (1, {})
    answer(found, "visiting", "准备这个星期上门核实", doer=supervisor)
    assert list(open_about([case.pk])) == [case.pk]
    answer(found, "cleared", "上门问过，一家人共用电话", doer=supervisor)
    assert open_about([case.pk]) == {}


def test_passed_on_it_becomes_a_complaint_that_others_look_into(inside_a, copied, mediator, supervisor):
    look(inside_a)
    found = Finding.objects.get()
    answer(found, "passed_on", "问过两户，都说没有这回事", doer=supervisor)
    found.refresh_from_db()
    data = found.complaint.data
    assert (found.complaint.procedure_code, found.complaint.state) == ("COMPLAINT", "received")
    assert (data["complained"], data["complaint_field"], data["found_by"]) == (
        f"mediator-{mediator.pk}",
        "mediation",
        "dossier",
    )
    assert data["complaint_target"] == "赵守礼（甲县河口镇人民调解委员会）"
    assert [one in data["complaint_content"] for one in ("问过两户，都说没有这回事", copied[0].number)] == [
        True,
        True,
    ]
    assert CaseLink.objects.filter(case=found.complaint).count() == 3
    assert CaseEvent.objects.filter(case__in=copied).count() == 3
    with pytest.raises(Overtaken):
        answer(found, "passed_on", "问过以后，再移交一次", doer=supervisor)
    assert Case.objects.filter(procedure_code="COMPLAINT").count() == 1


def test_only_a_supervisor_who_had_nothing_to_do_with_it_decides(
    inside_a, copied, mediator, supervisor, officer, person
):
    look(inside_a)
    found = Finding.objects.get()
    for role in ("county_admin", "case_officer", "mediator"):
        with pytest.raises(NotAllowed, match="督导"):
            answer(found, "cleared", "没有问题", doer=member(person(f"jia-{role}"), None, frozenset({role})))
    with pytest.raises(NotAccepted, match="写明"):
        answer(found, "cleared", " 好 ", doer=supervisor)
    with pytest.raises(Overtaken):
        answer(found, "cleared", "已经上门问过，核实过", doer=supervisor, seen="visiting")
    copied[0].handlers.create(
        tenant=inside_a, role="recorder", user=supervisor.user, name="督导", since=timezone.now()
    )
    with pytest.raises(NotAllowed, match="办理过"):
        answer(found, "cleared", "已经上门问过，核实过", doer=supervisor)
    assert (found.notes.count(), Finding.objects.get().state) == (0, "open")


def test_what_is_said_is_sealed_and_stands_in_the_journal(inside_a, copied, supervisor):
    look(inside_a)
    found = Finding.objects.get()
    made = answer(found, "asked", "已请本人在本周书面说明", doer=supervisor)
    assert (made.text, made.state, made.actor_name) == ("已请本人在本周书面说明", "asked", supervisor.name)
    entry = JournalEntry.objects.get(verb="finding_answered")
    assert (entry.data, "书面说明" in str(entry.data)) == ({"standing": "已请说明"}, False)


def test_a_list_of_calls_follows_from_its_seed_alone(inside_a, officer, mediator, supervisor):
    for n in range(6):
        settled(officer, mediator, phones=(f"+861380000010{n}", ""))
    silent = settled(officer, mediator)
    today = timezone.localdate()
    made = draw_calls(today - timedelta(days=60), today, 3, seed="1122", doer=supervisor)
    drawn = [call.case.number for call in made.calls.all()]
    numbers = list(Case.objects.exclude(pk=silent.pk).values_list("number", flat=True))
    assert (drawn, made.drawn_from) == (draw(numbers, "1122")[:3], 6)
    assert draw(numbers, "1123")[:3] != drawn
    with pytest.raises(NotAccepted, match="换一个种子"):
        draw_calls(today - timedelta(days=60), today, 3, seed="1122", doer=supervisor)
    with pytest.raises(NotAccepted, match="没有办结"):
        draw_calls(date(2020, 1, 1), date(2020, 2, 1), 3, seed="1", doer=supervisor)
    with pytest.raises(NotAllowed):
        draw_calls(today - timedelta(days=60), today, 3, seed="9", doer=officer)


def test_who_knows_of_no_quarrel_is_a_finding_of_the_strongest_kind(inside_a, officer, mediator, supervisor):
    case = settled(officer, mediator, phones=PHONES)
    today = timezone.localdate()
    call = draw_calls(today - timedelta(days=60), today, 1, seed="7", doer=supervisor).calls.get()
    with pytest.raises(NotAccepted, match="怎么说"):
        note_call(call, "denied", "", doer=supervisor)
    note_call(call, "denied", "说从来没有和谁吵过", doer=supervisor)
    found = Finding.objects.get()
    assert (found.kind, found.strength, found.mediator, list(found.cases.all())) == (
        "denied",
        3,
        mediator,
        [case],
    )
    assert Call.objects.get().said == "说从来没有和谁吵过"
    look(inside_a)
    assert Finding.objects.get(kind="denied").state == "open"


def test_a_county_sets_its_own_limits_and_the_next_look_keeps_them(inside_a, copied):
    settings = SignSettings.for_site(inside_a.site)
    settings.alike, settings.inhabitants = 100, "河口村 1200\n990121199001：300"
    settings.full_clean()
    settings.save()
    found = county_of(inside_a)
    assert (found.limits, settings.people()) == (Limits(alike=1.0), {"河口村": 1200, "990121199001": 300})
    settings.inhabitants = "河口村有一千二百人"
    with pytest.raises(ValidationError, match="看不懂这一行"):
        settings.full_clean()


def test_villages_are_compared_by_inhabitants_where_a_name_is_one_villages(inside_a):
    township = create_division(f"{inside_a.division.code}188", "河口镇")
    villages = [
        create_division(f"{township.code}00{n}", name) for n, name in enumerate(("上村", "下村", "下村"), 1)
    ]
    settings = SignSettings.for_site(inside_a.site)
    settings.inhabitants = f"上村 800\n下村 500\n{villages[2].code} 300\n没有的村 1"
    settings.save()
    assert county_of(inside_a).inhabitants == {str(villages[0].pk): 800, str(villages[2].pk): 300}
