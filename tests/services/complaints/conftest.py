from collections.abc import Callable

import pytest

from services.cases.actions.advance import advance
from services.cases.actions.name_handler import name_handler
from services.cases.actions.open_case import Opening, PartyData, open_case
from services.cases.actors import Doer, member
from services.cases.models import Case
from services.directory.models import Lawyer, Mediator, Organisation
from tenants.models import Tenant, User


@pytest.fixture
def officer(inside_a: Tenant, person: Callable[[str], User]) -> Doer:
    return member(person("jia-case_officer"), None, frozenset({"case_officer"}))


@pytest.fixture
def firm(inside_a: Tenant) -> Organisation:
    return organisation(inside_a, "甲县天平律师事务所", "law_firm")


@pytest.fixture
def committee(inside_a: Tenant) -> Organisation:
    return organisation(inside_a, "甲县河口镇人民调解委员会", "township_mediation_committee")


@pytest.fixture
def lawyer(firm: Organisation) -> Lawyer:
    return Lawyer.objects.create(
        tenant=firm.tenant, firm=firm, name="钱有度", licence="A1", licensed_on="2015-01-01", aid_roster=True,
        started_on="2020-01-01",
    )  # fmt: skip


@pytest.fixture
def mediator(committee: Organisation, person: Callable[[str], User]) -> Mediator:
    return Mediator.objects.create(
        tenant=committee.tenant, organisation=committee, name="赵守礼", user=person("jia-mediator"),
        started_on="2020-01-01",
    )  # fmt: skip


def organisation(tenant: Tenant, name: str, kind: str) -> Organisation:
    return Organisation.objects.create(tenant=tenant, name=name, kind=kind, division=tenant.division)


def complaint(doer: Doer, target: str = "钱律师", **values: str) -> Case:
    said = {"complaint_field": "legal_aid", "complaint_target": target, "complaint_content": "没有到庭"}
    opening = Opening("COMPLAINT", {**said, **values}, parties=(PartyData("诉小甲"),))
    return open_case(opening, doer=doer).case


TYPED = {
    "investigate": {},
    "decide": {"disposal": "责令改正", "investigation_result": "属实"},
    "clear": {"investigation_result": "不属实", "reply_text": "经核查不属实"},
}
JUDGED = {"decide": ["complaint_substantiated"], "clear": ["complaint_unsubstantiated"]}


def take(case: Case, *steps: str, doer: Doer) -> Case:
    for step in steps:
        first = {
            code: case.data[code] for code in ("complaint_field", "complaint_target", "complaint_content")
        }
        typed = first if step == "investigate" else TYPED[step]
        advance(case, step, doer=doer, data=typed, confirmed=JUDGED.get(step, ()))
    case.refresh_from_db()
    return case


@pytest.fixture
def case_of_mediator(officer: Doer, person: Callable[[str], User]) -> Case:
    case = open_case(Opening("PM_GENERAL", title="相邻纠纷"), doer=officer).case
    name_handler(case, "mediator", doer=officer, user=person("jia-mediator"))
    return case
