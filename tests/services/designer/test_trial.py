"""A draft tried on cases that are over."""

from datetime import datetime, timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from services.cases.actions.advance import advance
from services.cases.actions.open_case import Opening, PartyData, open_case
from services.cases.actors import member
from services.cases.models import Case, CaseEvent, Party
from services.designer import parts
from services.designer.actions.copy_entry import copy_entry
from services.designer.actions.save_draft import save_draft
from services.designer.queries import drafts, faults
from services.designer.queries.trial import trial
from tenants.scope import in_tenant
from tests.services.cases.stories import take

MONDAY = timezone.make_aware(datetime(2026, 3, 2, 9))
REFUSED = {"reject_reason": "法院已经受理", "other_route_advice": "到法院"}


@pytest.fixture
def mediator(person):
    return person("jia-mediator")


@pytest.fixture
def cases(admin, inside_a, person):
    """Three requests refused after two, four and six days."""
    officer = member(person("jia-case_officer"), None, frozenset({"case_officer"}))
    return [refused_after(days, officer, person("jia-mediator")) for days in (2, 4, 6)]


def refused_after(days, officer, mediator) -> Case:
    parties = (PartyData("申甲"), PartyData("被乙", side=Party.Side.RESPONDENT))
    opening = Opening("PM_LAND", {"dispute_summary": "地界"}, parties, place=None)
    case = open_case(opening, doer=officer, now=MONDAY).case
    take(case, officer, mediator, "start_review", {}, (), MONDAY)
    day = MONDAY + timedelta(days=days)
    advance(case, "reject", doer=officer, data=REFUSED, confirmed=("out_of_scope",), now=day)
    case.refresh_from_db()
    return case


def procedure_of(draft):
    return faults.judged(draft, draft.tenant).procedure


def changed(draft, admin, data):
    return save_draft(draft, data, actor=admin, what="试", revision=draft.revision)


def test_the_same_procedure_gives_what_happened(draft, cases, county_a):
    found = trial(procedure_of(draft), county_a)
    assert len(found.cases) == 3
    assert [case.stuck for case in found.cases] == ["", "", ""]
    assert (found.late, found.late_now, found.empty) == (2, 2, ())


def test_a_shorter_limit_makes_more_of_them_late(draft, admin, cases, county_a):
    data = drafts.data_of(draft.text)
    number = {**data["numbers"]["accept_limit"], "amount": 1}
    changed(draft, admin, parts.put(data, "numbers", "accept_limit", number))
    found = trial(procedure_of(draft), county_a)
    assert found.sentence() == ("已试算3件：3件会逾期（按现行程序2件），0个必填项有案件没有填写，0件走不通")
    (clock,) = [one for one in found.clocks if one.name == "受理期限"]
    assert (clock.span, clock.ran, clock.late, clock.late_now, clock.longest) == ("1日", 3, 3, 2, 5)
    assert found.cases[0].late == (("受理期限", 5),)


def test_a_new_required_field_was_empty_in_all_of_them(draft, admin, cases, county_a):
    data = drafts.data_of(draft.text)
    step = data["transitions"]["reject"]
    wanted = {**step, "requires": [*parts.texts(step["requires"]), "risk_level"]}
    changed(draft, admin, parts.put(data, "transitions", "reject", wanted))
    found = trial(procedure_of(draft), county_a)
    assert [count for _name, count in found.empty] == [3]
    assert found.cases[0].empty == ("风险等级（不予受理并说明理由）",)


def test_a_step_that_is_gone_stops_them(draft, admin, cases, county_a):
    data = parts.remove(drafts.data_of(draft.text), "transitions", "reject")
    data = parts.remove(parts.remove(data, "states", "not_accepted"), "outcomes", "not_accepted")
    clock = data["clocks"]["accept"]
    until = [code for code in clock["until"] if code != "not_accepted"]
    changed(draft, admin, parts.put(data, "clocks", "accept", {**clock, "until": until}))
    found = trial(procedure_of(draft), county_a)
    assert [case.stuck for case in found.cases] == ["新程序里没有步骤“不予受理并说明理由”"] * 3


def test_a_new_judgement_is_told_and_stops_nobody(draft, admin, cases, county_a):
    data = drafts.data_of(draft.text)
    step = data["transitions"]["start_review"]
    changed(draft, admin, parts.put(data, "transitions", "start_review", {**step, "guards": ["in_scope"]}))
    found = trial(procedure_of(draft), county_a)
    assert [count for _name, count in found.unconfirmed] == [3]
    assert [case.stuck for case in found.cases] == ["", "", ""]


def test_it_writes_nothing_and_asks_little(draft, cases, county_a, django_assert_max_num_queries, browse):
    before = list(Case.objects.values()), CaseEvent.objects.count()
    with django_assert_max_num_queries(10):
        trial(procedure_of(draft), county_a)
    page = browse(county_a, "jia-county_admin").get(reverse("designer_draft_trial", args=[draft.pk]))
    assert "已试算3件" in page.content.decode()
    assert "申甲" not in page.content.decode()
    assert (list(Case.objects.values()), CaseEvent.objects.count()) == before


def test_the_other_county_tries_on_its_own_cases(draft, cases, county_b, person):
    with in_tenant(county_b):
        theirs = copy_entry("PM_LAND", actor=person("yi-county_admin"))
        assert trial(faults.judged(theirs, county_b).procedure, county_b).cases == ()
