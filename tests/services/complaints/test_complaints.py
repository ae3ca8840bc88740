"""Whom a complaint is about, who may say so, and what counts."""

from datetime import date, timedelta

import pytest
from django.utils import timezone

from services.cases.actions.advance import advance
from services.cases.actions.bring_in import Concluded, bring_in
from services.cases.actions.name_handler import name_handler
from services.cases.actions.open_case import Opening, open_case
from services.cases.actions.relate import link
from services.cases.actions.take_up import take_up
from services.cases.actors import member
from services.cases.errors import NotAccepted, NotAllowed
from services.cases.models import Case, CaseEvent, FollowUpOffer
from services.cases.rules import may_see, visible
from services.cases.suspended import lawyer_not_suspended
from services.complaints.actions.name_complained import name_complained
from services.complaints.actions.take_note import note_decision, note_left_over, take_note
from services.complaints.models import Complained
from services.complaints.queries import substantiated, suspended
from services.directory.models import OrganisationMember
from tenants.scope import in_tenant
from tests.services.complaints.conftest import complaint, organisation, take

pytestmark = pytest.mark.django_db
EVER = (date(2000, 1, 1), date(2100, 1, 1))


def counts(since=EVER[0], until=EVER[1]):
    return [dict(substantiated(kind, since, until)) for kind in ("lawyer", "mediator", "organisation")]


def test_a_complaint_counts_from_the_day_it_is_decided_and_never_before(officer, lawyer):
    case = complaint(officer)
    name_complained(case, lawyer=lawyer, doer=officer)
    take(case, "investigate", doer=officer)
    note_decision(case)
    assert counts() == [{}, {}, {}]
    take(case, "decide", doer=officer)
    note_decision(case)
    today = timezone.localdate()
    assert counts() == [{lawyer.pk: 1}, {}, {lawyer.firm_id: 1}]
    assert counts(today, today)[0] == {lawyer.pk: 1}
    assert counts(today + timedelta(days=1))[0] == counts(until=today - timedelta(days=1))[0] == {}


def test_what_was_not_true_is_not_counted(officer, lawyer):
    case = complaint(officer)
    name_complained(case, lawyer=lawyer, doer=officer)
    take(case, "investigate", "clear", doer=officer)
    assert note_left_over() == 0
    assert (case.outcome, counts()) == ("cleared", [{}, {}, {}])


def test_whoever_is_named_after_the_decision_counts_on_its_day(officer, mediator):
    case = take(complaint(officer), "investigate", "decide", doer=officer)
    row = name_complained(case, mediator=mediator, doer=officer)
    assert row.substantiated_on == timezone.localdate()
    assert counts()[1] == {mediator.pk: 1}


def test_a_complaint_of_an_old_register_counts_on_its_last_day(officer, lawyer):
    when = timezone.make_aware(timezone.datetime(2026, 3, 5, 10))
    lines = [
        Concluded(f"旧{place}", "COMPLAINT", "投诉", state, when - timedelta(days=9), when)
        for place, state in enumerate(("closed", "unsubstantiated"))
    ]
    for case in bring_in(lines, doer=officer):
        name_complained(case, lawyer=lawyer, doer=officer)
    assert counts(date(2026, 3, 5), date(2026, 3, 5))[0] == {lawyer.pk: 1}


def test_the_other_county_counts_nothing(officer, lawyer, county_b):
    case = take(complaint(officer), "investigate", "decide", doer=officer)
    name_complained(case, lawyer=lawyer, doer=officer)
    with in_tenant(county_b):
        assert counts() == [{}, {}, {}]
        theirs = organisation(county_b, "乙县天平律师事务所", "law_firm")
    with pytest.raises(NotAccepted, match="名册"):
        name_complained(case, organisation=theirs, doer=officer)


def test_a_lost_process_leaves_nothing_undone(officer, lawyer):
    case = complaint(officer, complained=f"lawyer-{lawyer.pk}")
    take(case, "investigate", "decide", doer=officer)
    assert (note_left_over(), note_left_over()) == (1, 0)
    row = Complained.objects.get(case=case)
    assert (row.lawyer, row.made_by, row.substantiated_on) == (lawyer, None, timezone.localdate())


def test_the_handler_is_named_only_where_the_words_name_him(officer, mediator, person):
    matter = open_case(Opening("PM_GENERAL", title="相邻纠纷"), doer=officer).case
    name_handler(matter, "mediator", doer=officer, user=person("jia-mediator"))
    mediator.name = matter.handlers.get().name
    mediator.save()
    named = complaint(officer, f"{mediator.name}（河口镇）", related_case=matter.number)
    other = complaint(officer, "窗口的人")
    for case in (named, other):
        link(case, matter, doer=officer)
    assert [take_note(case).about for case in (named, other)] == [("mediator", mediator.pk), None]
    assert Complained.objects.get(case=named).related == matter.number


def test_the_complained_person_neither_sees_nor_decides_it(officer, mediator, person, inside_a):
    case = complaint(officer)
    user = person("jia-mediator")
    both = frozenset({"case_officer", "mediator"})
    with pytest.raises(NotAllowed, match="您本人"):
        name_complained(case, mediator=mediator, doer=member(user, case, both))
    assert visible(Case.objects.all(), user, both).filter(pk=case.pk).exists()
    name_complained(case, mediator=mediator, doer=officer)
    doer = member(user, case, both)
    assert not visible(Case.objects.all(), user, both).filter(pk=case.pk).exists()
    assert not may_see(case, doer)
    with pytest.raises(NotAllowed):
        take(case, "investigate", doer=doer)
    assert visible(Case.objects.all(), officer.user, {"case_officer"}).filter(pk=case.pk).exists()


def test_who_worked_on_the_matter_or_belongs_to_the_office_works_on_no_complaint_about_it(
    officer, person, committee, inside_a
):
    admin = member(person("jia-county_admin"), None, frozenset({"county_admin"}))
    matter = open_case(Opening("PM_GENERAL", title="相邻纠纷"), doer=officer).case
    name_handler(matter, "mediator", doer=admin, user=officer.user)
    case = complaint(admin, related_case=matter.number)
    take_note(case)
    with pytest.raises(NotAllowed, match="办理过"):
        name_complained(case, organisation=committee, doer=officer)
    with pytest.raises(NotAllowed, match="办理过"):
        take(case, "investigate", doer=officer)
    OrganisationMember.objects.create(tenant=inside_a, organisation=committee, user=admin.user, name="主任")
    name_complained(
        case, organisation=committee, doer=member(person("jia-supervisor"), case, frozenset({"supervisor"}))
    )
    with pytest.raises(NotAllowed, match="所在的单位"):
        take(case, "investigate", doer=admin)
    assert CaseEvent.objects.filter(case=case, kind=CaseEvent.Kind.STEP).count() == 0


@pytest.mark.parametrize("role", ["mediator", "lawyer", "receptionist"])
def test_only_who_looks_into_complaints_names_anybody(role, officer, lawyer, person):
    with pytest.raises(NotAllowed, match="核查"):
        name_complained(
            complaint(officer), lawyer=lawyer, doer=member(person(f"jia-{role}"), None, frozenset({role}))
        )


@pytest.mark.parametrize("account", [True, False])
def test_a_suspension_is_prefilled_found_by_the_guard_and_by_the_query(account, officer, lawyer, person):
    if account:
        lawyer.user = person("jia-lawyer")
        lawyer.save()
    case = complaint(officer)
    name_complained(case, lawyer=lawyer, doer=officer)
    take(case, "investigate", "decide", doer=officer)
    offer = FollowUpOffer.objects.get(case=case, procedure_code="LA_LAWYER_SUSPENSION")
    opened = take_up(offer, doer=officer).case
    assert opened.data["complaint_target"] == "钱有度"
    ref = str(lawyer.user_id) if account else f"lawyer-{lawyer.pk}"
    assert opened.data["suspended_lawyer"]["ref"] == ref
    typed = {"complaint_target": "钱有度", "complaint_content": "x", "suspension_ground": "complaint"}
    advance(opened, "investigate", doer=officer, data=typed)
    today = timezone.localdate()
    assert suspended(today) == frozenset()
    day = {"disposal": "x", "date": today.isoformat()}
    advance(opened, "suspend", doer=officer, data=day, confirmed=["complaint_substantiated"])
    assert (suspended(today), suspended(today - timedelta(days=1))) == (frozenset({lawyer.pk}), frozenset())
    aid = open_case(Opening("LA_CASE"), doer=officer).case
    free = open_case(Opening("LA_CASE"), doer=officer).case
    aid.handlers.create(
        tenant=aid.tenant,
        role="legal_aid_lawyer",
        lawyer=lawyer,
        user=lawyer.user,
        name="钱有度",
        since=timezone.now(),
    )
    free.handlers.create(tenant=aid.tenant, role="legal_aid_lawyer", name="孙有度", since=timezone.now())
    assert (lawyer_not_suspended(aid), lawyer_not_suspended(free)) == (False, True)
    advance(opened, "lift", doer=officer, data={"date": today.isoformat()}, confirmed=["standard_met"])
    assert (suspended(today), lawyer_not_suspended(aid)) == (frozenset(), True)
