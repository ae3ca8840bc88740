"""What comes in lands on a desk, also before anybody is named."""

import pytest

from services.cases.actions.advance import advance
from services.cases.actions.name_handler import name_handler, release_handler
from services.cases.actions.open_case import Opening, PartyData, open_case
from services.cases.actors import Doer, member
from services.cases.errors import CaseError, NotAllowed
from services.cases.holders import CITIZEN, NAMED, OUTSIDE
from services.cases.models import Case, CaseLink
from services.cases.queries.worklist import in_tab
from services.notices.models import Notice
from services.procedures.library import shipped
from tenants.roles import CASE_OFFICER

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _inside(inside_a):
    return inside_a


@pytest.fixture
def officer(person):
    return person("jia-case_officer")


@pytest.fixture
def mediator(person):
    return person("jia-mediator")


def sent(code: str) -> Case:
    """As an application from outside."""
    return open_case(Opening(procedure=code, parties=(PartyData("申甲"),)), doer=Doer("申甲")).case


@pytest.mark.parametrize("code", sorted(shipped()))
def test_an_application_lands_on_a_desk_of_the_house(code):
    assert sent(code).waiting_for not in {"", OUTSIDE, *NAMED}


@pytest.mark.parametrize("code", ["PM_LABOUR", "PM_PETITION", "PM_TRAFFIC", "LAWYER_PETITION_CASE"])
def test_the_officer_finds_it_and_is_told(code, officer):
    case = sent(code)
    assert list(in_tab("mine", officer, {CASE_OFFICER})) == [case]
    assert Notice.objects.filter(kind="case_turn", to_user=officer, about=f"case:{case.number}").count() == 1


def test_the_officer_takes_the_step_while_nobody_is_named(officer):
    case = sent("PM_LABOUR")
    said = {"accept_date": "2026-03-02", "dispute_type": "工资"}
    doer = member(officer, case, frozenset({CASE_OFFICER}))
    advance(case, "accept_application", doer=doer, data=said, confirmed=("in_scope", "parties_willing"))
    case.refresh_from_db()
    assert case.state == "accepted"


def test_from_the_naming_on_it_is_for_who_is_named(officer, mediator):
    case = sent("PM_LABOUR")
    doer = member(officer, case, frozenset({CASE_OFFICER}))
    handler = name_handler(case, "mediation_studio", doer=doer, user=mediator)
    assert list(in_tab("mine", mediator, {"mediator"})) == [case]
    assert list(in_tab("mine", officer, {CASE_OFFICER})) == []
    assert ["已指派给您" in one.text for one in Notice.objects.filter(to_user=mediator)] == [True]
    with pytest.raises(CaseError):
        advance(case, "accept_application", doer=member(officer, case, frozenset({CASE_OFFICER})))
    release_handler(handler, doer=doer, reason="调离")
    assert list(in_tab("mine", officer, {CASE_OFFICER})) == [case]


def test_a_name_without_an_account_leaves_the_seat_to_the_officer(officer):
    case = sent("PM_LABOUR")
    doer = member(officer, case, frozenset({CASE_OFFICER}))
    name_handler(case, "mediation_studio", doer=doer, name="村里的老张")
    assert list(in_tab("mine", officer, {CASE_OFFICER})) == [case]


def test_nobody_else_takes_an_empty_seat(person):
    case = sent("PM_LABOUR")
    for name, role in (("jia-mediator", "mediator"), ("jia-receptionist", "receptionist")):
        doer = member(person(name), case, frozenset({role}))
        with pytest.raises(CaseError):
            advance(case, "accept_application", doer=doer)


def test_a_case_that_waits_for_its_party_waits_for_it():
    assert sent("PAYMENT_ORDER").waiting_for == CITIZEN


def test_a_complaint_is_for_the_supervisor_and_not_for_whom_it_is_about(officer, person):
    about, complaint = sent("PM_LABOUR"), sent("COMPLAINT")
    assert complaint.waiting_for == "supervisor"
    assert list(in_tab("mine", person("jia-supervisor"), {"supervisor"})) == [complaint]
    said = {"accept_date": "2026-03-02", "dispute_type": "工资"}
    doer = member(officer, about, frozenset({CASE_OFFICER}))
    advance(about, "accept_application", doer=doer, data=said, confirmed=("in_scope", "parties_willing"))
    CaseLink.objects.create(tenant=complaint.tenant, case=complaint, other=about, kind=CaseLink.Kind.RELATED)
    with pytest.raises(NotAllowed, match="请由别的人核查"):
        advance(complaint, "refuse", doer=member(officer, complaint, frozenset({CASE_OFFICER})))
