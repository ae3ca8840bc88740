"""A lawyer whose assignment is suspended gets no case, and the sentence says why."""

from collections.abc import Callable
from datetime import timedelta

import pytest
from django.utils import timezone

from services.cases.actions.advance import advance
from services.cases.actions.name_handler import name_handler
from services.cases.actions.open_case import Opening, open_case
from services.cases.actors import Doer
from services.cases.errors import StepRefused
from services.cases.models import Case, Handler
from services.cases.step_form import step_form, taken
from services.cases.suspended import lawyer_not_suspended
from services.procedures.library import shipped
from tenants.models import Tenant, User

pytestmark = pytest.mark.django_db


def suspend(officer: Doer, lawyer: dict[str, str], **more: object) -> Case:
    case = open_case(Opening(procedure="LA_LAWYER_SUSPENSION"), doer=officer).case
    typed = {"complaint_target": "x", "complaint_content": "x", "suspension_ground": "refusal"}
    advance(case, "investigate", doer=officer, data=typed)
    decided = {"disposal": "x", "date": "2026-03-02", "suspended_lawyer": lawyer, **more}
    advance(case, "suspend", doer=officer, data=decided, confirmed=["complaint_substantiated"])
    return case


def approved(officer: Doer) -> Case:
    case = open_case(Opening(procedure="LA_CASE"), doer=officer).case
    Case.objects.filter(pk=case.pk).update(state="approved")
    case.refresh_from_db()
    return case


def assign(case: Case, officer: Doer, lawyer: dict[str, str]) -> None:
    typed = {"assigned_firm": {"name": "x"}, "assigned_on": "2026-03-02", "assistant_name": {"name": "x"}}
    advance(case, "assign", doer=officer, data={**typed, "assigned_lawyer": [lawyer]})


@pytest.fixture
def lawyer(person: Callable[[str], User]) -> dict[str, str]:
    found = person("jia-lawyer")
    return {"ref": str(found.pk), "name": found.name}


def test_whoever_is_suspended_is_not_assigned_and_is_again_after_it(
    inside_a: Tenant, officer: Doer, lawyer: dict[str, str]
) -> None:
    suspension, case = suspend(officer, lawyer), approved(officer)
    with pytest.raises(StepRefused, match="暂停指派"):
        assign(case, officer, lawyer)
    case.refresh_from_db()
    assert (case.state, Handler.objects.filter(case=case).count()) == ("approved", 0)
    advance(suspension, "lift", doer=officer, data={"date": "2026-03-20"}, confirmed=["standard_met"])
    assign(case, officer, lawyer)
    case.refresh_from_db()
    assert case.state == "assigned"


@pytest.mark.parametrize(("days", "free"), [(-1, True), (0, False), (1, False)])
def test_the_last_day_counts(
    days: int, free: bool, inside_a: Tenant, officer: Doer, lawyer: dict[str, str]
) -> None:
    until = (timezone.localdate() + timedelta(days=days)).isoformat()
    suspend(officer, lawyer, suspended_until=until)
    case = approved(officer)
    name_handler(case, "legal_aid_lawyer", doer=officer, user=User.objects.get(pk=lawyer["ref"]))
    assert lawyer_not_suspended(case) is free


def test_another_lawyer_is_assigned(inside_a: Tenant, officer: Doer, lawyer: dict[str, str]) -> None:
    suspend(officer, {"ref": "", "name": "别人"})
    case = approved(officer)
    assign(case, officer, lawyer)
    case.refresh_from_db()
    assert case.state == "assigned"


def test_the_decision_names_a_member(inside_a: Tenant, officer: Doer, lawyer: dict[str, str]) -> None:
    procedure = shipped()["LA_LAWYER_SUSPENSION"]
    form = step_form(procedure, procedure.by_transition["suspend"])
    assert dict(form.by_code["suspended_lawyer"].options) == {lawyer["ref"]: lawyer["name"]}
    assert taken(form, {"suspended_lawyer": lawyer["ref"]})[0] == {"suspended_lawyer": lawyer}
