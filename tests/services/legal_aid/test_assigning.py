"""A case goes to a lawyer of the list; the list and the reason stay."""

from collections.abc import Callable

import pytest
from django.test import Client
from django.utils import timezone

from services.cases.actions.advance import advance
from services.cases.actions.name_handler import name_handler
from services.cases.actions.open_case import Opening, open_case
from services.cases.actors import Doer
from services.cases.models import Case, CaseClock, Handler
from services.directory.models import Lawyer
from services.legal_aid.actions.assign import assign
from services.legal_aid.actions.note_assignment import note_assignment
from services.legal_aid.assignments import concentration, out_of_order
from services.legal_aid.errors import NotAccepted
from services.legal_aid.facts import candidates
from services.legal_aid.models import Assignment
from tenants.models import Tenant
from tests.services.legal_aid.conftest import STEP, aid_case, at, office

pytestmark = pytest.mark.django_db
Make = Callable[..., Lawyer]
SAME = "+8613800000077"


def give(case: Case, officer: Doer, to: Lawyer, **more: object) -> Assignment:
    return assign(case, "assign", doer=officer, lawyer=to.pk, data=STEP, **more)


def test_the_first_needs_no_reason_and_the_list_is_kept(approved: Case, officer: Doer, lawyer: Make) -> None:
    lawyer("乙")
    first = lawyer("甲", kind="aid")
    made = give(approved, officer, first)
    approved.refresh_from_db()
    handler = Handler.objects.get(case=approved, role="legal_aid_lawyer")
    assert (approved.state, handler.lawyer, handler.name) == ("assigned", first, "甲")
    assert approved.data["assigned_firm"] == {"name": "清源律师事务所"}
    assert (made.place, made.out_of, made.reason, made.actor) == (1, 2, "", officer.user)
    kept = Assignment.objects.get().shown["candidates"]
    assert [(one["name"], one["place"]) for one in kept] == [("甲", 1), ("乙", 2)]
    assert kept[0]["reasons"][0] == "专职法律援助律师优先（R第四条）"


def test_leaving_the_order_takes_a_reason(approved: Case, officer: Doer, lawyer: Make) -> None:
    lawyer("甲", kind="aid")
    second = lawyer("乙")
    with pytest.raises(NotAccepted, match="乙排在第2位，第一位是甲"):
        give(approved, officer, second, reason="  ")
    with pytest.raises(NotAccepted, match="至少写10个字"):
        give(approved, officer, second, reason="合适")
    approved.refresh_from_db()
    assert (approved.state, Assignment.objects.count()) == ("approved", 0)
    made = give(approved, officer, second, reason="受援人要求熟悉本厂情况的律师")
    assert (made.place, made.reason) == (2, "受援人要求熟悉本厂情况的律师")
    assert list(out_of_order(made.at.date(), made.at.date())) == [made]


def test_who_acts_for_the_other_side_is_barred_with_the_firm(officer: Doer, lawyer: Make) -> None:
    other = aid_case(officer, applicant="被乙", respondent="申甲", phone=SAME)
    party = other.parties.get(side="applicant")
    type(party).objects.filter(pk=party.pk).update(phone_mark="x" * 64)
    acting, colleague = lawyer("甲"), lawyer("乙")
    free = lawyer("丙", firm=office("另一律师事务所"))
    Handler.objects.create(
        tenant=other.tenant,
        case=other,
        role="legal_aid_lawyer",
        lawyer=acting,
        name="甲",
        since=other.opened_at,
    )
    case = aid_case(officer, phone="+8613800000002")
    type(party).objects.filter(case=case, side="respondent").update(phone_mark="x" * 64)
    found = {one.key: one for one in candidates(case)}
    assert found[free.pk].place == 1
    assert found[acting.pk].excluded == (f"正在{other.number}中为对方办案",)
    assert found[colleague.pk].excluded == (f"同一执业机构的律师正在{other.number}中为对方办案",)
    with pytest.raises(NotAccepted, match="现在不能指派"):
        give(case, officer, acting, reason="熟悉")


def test_a_name_alone_only_warns(officer: Doer, lawyer: Make) -> None:
    other = aid_case(officer, applicant="被乙", respondent="申甲")
    acting = lawyer("甲")
    Handler.objects.create(
        tenant=other.tenant,
        case=other,
        role="legal_aid_lawyer",
        lawyer=acting,
        name="甲",
        since=other.opened_at,
    )
    type(other.parties.first()).objects.filter(case=other).update(phone_mark="")
    found = candidates(aid_case(officer))[0]
    assert (found.place, len(found.warnings), other.number in found.warnings[0]) == (1, 1, True)


def test_who_may_be_a_party_is_barred(officer: Doer, lawyer: Make) -> None:
    namesake = lawyer("被乙")
    assert candidates(aid_case(officer))[0].excluded == ("与本案当事人可能是同一人，应当回避",)
    with pytest.raises(NotAccepted):
        give(aid_case(officer), officer, namesake, reason="熟悉")


def test_a_team_is_named_at_once(approved: Case, officer: Doer, lawyer: Make) -> None:
    first, second = lawyer("甲"), lawyer("乙")
    made = give(approved, officer, first, team=[second.pk, first.pk])
    seated = Handler.objects.filter(case=approved, role="legal_aid_lawyer").values_list("name", flat=True)
    assert (made.team, sorted(seated)) == ("乙", ["乙", "甲"])


def test_whoever_gave_the_case_back_is_replaced(approved: Case, officer: Doer, lawyer: Make) -> None:
    first, second = lawyer("甲"), lawyer("乙")
    give(approved, officer, first)
    case = at(approved, "reassigning")
    assert {one.name: one.excluded for one in candidates(case)} == {"甲": ("本案原来由其办理",), "乙": ()}
    assign(case, "reassign", doer=officer, lawyer=second.pk, data={"assigned_on": "2026-03-05"})
    assert [one.name for one in Handler.objects.filter(case=case, until=None)] == ["乙"]


def test_naming_past_the_list_is_kept_as_such(approved: Case, officer: Doer, lawyer: Make) -> None:
    named = lawyer("甲")
    typed = {
        **STEP,
        "assigned_firm": {"name": "x"},
        "assigned_lawyer": [{"ref": f"lawyer-{named.pk}", "name": "甲"}],
    }
    event = advance(approved, "assign", doer=officer, data=typed)
    note_assignment(event)
    assert note_assignment(event) is None
    made = Assignment.objects.get()
    assert (made.place, made.lawyer, made.name) == (None, named, "甲")
    assert out_of_order(made.at.date(), made.at.date()).count() == 1


def test_concentration(officer: Doer, lawyer: Make) -> None:
    people = [lawyer(name) for name in "甲乙丙丁"]
    for to in (people[0], people[0], *people):
        give(aid_case(officer), officer, to, reason="受援人要求由这位律师办理")
    day = Assignment.objects.first().at.date()
    found = concentration(day, day)
    assert (found.total, found.lawyers, found.share) == (6, 4, 83)
    assert found.top[0] == ("甲", 3)


def test_two_hundred_lawyers_cost_as_many_queries_as_two(
    approved: Case, lawyer: Make, django_assert_num_queries: object
) -> None:
    for number in range(200):
        lawyer(f"律师{number}")
    with django_assert_num_queries(15):
        assert len(candidates(approved)) == 200


def address(case: Case) -> str:
    return f"/admin/legal-aid/cases/{case.pk}/assign/assign/"


def test_the_page(approved: Case, lawyer: Make, county_a: Tenant, browse: Callable[..., Client]) -> None:
    lawyer("甲", kind="aid")
    second = lawyer("乙")
    officer = browse(county_a, "jia-case_officer")
    assert address(approved) in officer.get(f"/admin/cases/{approved.pk}/").text
    CaseClock.objects.create(
        tenant=county_a, case=approved, code="assign", number="assign", started_at=timezone.now()
    )
    supervisor = browse(county_a, "jia-supervisor")
    waits = [
        f'href="{address(approved)}"' in one.get("/admin/legal-aid/").text for one in (officer, supervisor)
    ]
    assert waits == [True, False]
    CaseClock.objects.all().delete()
    page = officer.get(address(approved)).text
    assert "专职法律援助律师优先" in page and page.index("甲") < page.index("乙")
    sent = {
        "revision": approved.revision, "lawyer": second.pk, "step-assigned_on": "2026-03-02",
        "step-assistant_name": "助理",
    }  # fmt: skip
    refused = officer.post(address(approved), sent)
    assert (refused.status_code, "不按次序指派，请写明理由" in refused.text) == (409, True)
    done = officer.post(address(approved), {**sent, "reason": "受援人指定的律师，熟悉本案"})
    assert (done.status_code, Assignment.objects.get().reason) == (302, "受援人指定的律师，熟悉本案")
    shown = officer.get(f"/admin/cases/{approved.pk}/").text
    assert "候选2位中的第2位" in shown and "受援人指定" in shown
    assert "乙没有登录账号，由您代为登记。" in shown and "还没有指派" not in shown
    assert "受援人指定" in supervisor.get("/admin/legal-aid/").text


def test_a_language_preselects_nobody_and_is_a_reason(
    approved: Case, officer: Doer, lawyer: Make, county_a: Tenant, browse: Callable[..., Client]
) -> None:
    lawyer("甲", kind="aid")
    mute, speaks = lawyer("乙", matters=("labour",)), lawyer("丙", languages=("miao",))
    lawyer("丁", aid_roster=False)
    shown = browse(county_a, "jia-case_officer").get(f"{address(approved)}?language=miao&matter=wages")
    told = shown.context_data
    ready = "受援人要说苗语，需要会说的律师。"
    assert (told["chosen"], told["reason"], told["off_the_list"]) == (None, ready, 1)
    assert "后面有会说的，请您选定" in shown.text and "另有1名律师不在法律援助名册" in shown.text
    said = {"language": "miao", "matter": "wages", "reason": ready}
    with pytest.raises(NotAccepted, match="乙没有登记会说苗语"):
        give(approved, officer, mute, **said)
    made = give(approved, officer, speaks, **said)
    assert made.shown["need"] == {"matter": "拖欠工资", "language": "苗语"}
    assert "专长拖欠工资" in made.shown["candidates"][2]["reasons"]


@pytest.mark.parametrize(("who", "status"), [("jia-lawyer", 404), ("yi-case_officer", 403), ("", 302)])
def test_strangers(
    who: str, status: int, approved: Case, county_a: Tenant, browse: Callable[..., Client]
) -> None:
    assert browse(county_a, who).get(address(approved)).status_code == status


def test_the_other_county_has_no_such_case(
    approved: Case, county_b: Tenant, browse: Callable[..., Client]
) -> None:
    assert browse(county_b, "yi-case_officer").get(address(approved)).status_code == 404


def test_a_lawyer_named_before_keeps_the_place(approved: Case, officer: Doer, lawyer: Make) -> None:
    one = lawyer("甲")
    name_handler(approved, "legal_aid_lawyer", doer=officer, name="外援")
    assert candidates(approved)[0].key == one.pk


def test_who_is_suspended_is_barred(approved: Case, officer: Doer, lawyer: Make) -> None:
    one = lawyer("甲", kind="aid")
    suspension = open_case(Opening(procedure="LA_LAWYER_SUSPENSION"), doer=officer).case
    data = {"suspended_lawyer": {"ref": f"lawyer-{one.pk}", "name": "甲"}}
    Case.objects.filter(pk=suspension.pk).update(state="suspended", data=data)
    assert candidates(approved)[0].excluded == ("暂不指派期间（R第十九条）",)
