"""On the page of a case: what was sent to whom, and how a party wants to be reached."""

import pytest

from services.cases.models import Party
from services.notices.actions.queue import queue
from services.notices.models import Delivery

pytestmark = pytest.mark.django_db


def section(page):
    return page.content.decode().partition('<section id="sent">')[2].partition("</section>")[0]


def test_what_was_sent_with_the_number_masked(inside_a, desk, case):
    queue(
        "case_question",
        to_phone="+8613800000001",
        values={"number": case.number},
        about=f"case:{case.number}",
    )
    Delivery.objects.update(state="failed", error="网关不通")
    shown = section(desk("case_officer").get(f"/admin/cases/{case.pk}/"))
    wanted = ("请您补充", "138****0001", "短信", "未送达", "网关不通")
    assert [word for word in wanted if word not in shown] == []
    assert "13800000001" not in shown


def test_a_way_to_reach_somebody_is_typed_on_the_page(inside_a, desk, case):
    party = case.parties.get(side="applicant")
    address = f"/admin/cases/{case.pk}/deeds/contact/"
    said = {"party": party.pk, "reach": "neutral", "since": "09:00", "until": "17:00", "careful": "先响一声"}
    assert desk("case_officer").post(address, said).status_code == 302
    page = desk("case_officer").get(f"/admin/cases/{case.pk}/").content.decode()
    assert "可以发，但不提是什么事，只在09:00到17:00之间" in page
    assert "联系时注意：先响一声" in page
    refused = desk("case_officer").post(address, said | {"until": ""})
    assert (refused.status_code, "起止时间要么都填" in refused.content.decode()) == (400, True)
    assert Party.objects.get(pk=party.pk).reach == "neutral"


def test_a_party_of_another_case_is_not_reached_from_here(inside_a, desk, case, new_case):
    other = new_case("别的案").case.parties.first()
    answer = desk("case_officer").post(
        f"/admin/cases/{case.pk}/deeds/contact/", {"party": other.pk, "reach": "email"}
    )
    other.refresh_from_db()
    assert (answer.status_code, other.reach) == (400, "")
