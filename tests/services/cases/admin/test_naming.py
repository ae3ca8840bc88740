"""Who can be named, and what the page says while nobody is."""

import pytest

from services.cases.actions.open_case import Opening, PartyData, open_case
from services.cases.actors import Doer
from services.cases.models import Case, Handler

pytestmark = pytest.mark.django_db


@pytest.fixture
def sent(inside_a) -> Case:
    return open_case(Opening(procedure="PM_LABOUR", parties=(PartyData("申甲"),)), doer=Doer("申甲")).case


def offered(client, case: Case, field: str) -> list[str]:
    form = client.get(f"/admin/cases/{case.pk}/").context["forms"]["handler"]
    return [str(label) for _value, label in form.fields[field].choices]


def test_only_who_works_on_cases_is_offered_with_what_they_do(sent, desk):
    people = offered(desk("case_officer"), sent, "user")
    assert "甲县mediator（调解员）" in people
    assert [one for one in people if "editor" in one or "reviewer" in one or "supervisor" in one] == []


def test_the_role_whose_turn_it_is_stands_first(sent, desk):
    assert offered(desk("case_officer"), sent, "role")[0] == "人民调解工作室（现在轮到）"


def test_a_seat_is_given_to_who_can_work_in_it(sent, desk, person):
    for name, named in (("jia-lawyer", []), ("jia-mediator", ["甲县mediator"])):
        said = {"role": "mediation_studio", "user": str(person(name).pk), "name": ""}
        desk("case_officer").post(f"/admin/cases/{sent.pk}/deeds/handler/", said)
        assert [one.name for one in Handler.objects.filter(case=sent)] == named


def test_while_nobody_is_named_the_page_says_so_and_giving_up_stands_last(sent, desk):
    found = desk("case_officer").get(f"/admin/cases/{sent.pk}/")
    page = found.content.decode().split('id="steps"')[1].split("</section>")[0]
    assert "还没有指派人民调解工作室" in page
    codes = [one.offer.transition.code for one in found.context["doors"]]
    assert codes[0] == "accept_application"
    assert set(codes[-2:]) == {"reject", "withdraw"}
    assert page.count("cases-ending") == 2
