import pytest

from services.cases.actions.name_handler import name_handler
from services.cases.actions.relate import hand_up
from services.cases.actions.send_message import send_message
from services.cases.models import Case, CaseEvent, Party
from tenants.models import JournalEntry

pytestmark = pytest.mark.django_db


def page(case: Case) -> str:
    return f"/admin/cases/{case.pk}/"


@pytest.mark.parametrize(
    ("role", "status"),
    [
        ("county_admin", 200), ("case_officer", 200), ("supervisor", 200), ("receptionist", 200),
        ("mediator", 404), ("lawyer", 404), ("editor", 403), ("reviewer", 403),
    ],
)  # fmt: skip
def test_who_opens_a_new_case(role, status, inside_a, desk, case):
    assert desk(role).get(page(case)).status_code == status


def test_who_is_named_opens_it(inside_a, desk, case, officer, person):
    handler = name_handler(case, "mediator", doer=officer, user=person("jia-mediator"))
    assert desk("mediator").get(page(case)).status_code == 200
    handler.until = case.opened_at
    handler.save()
    assert desk("mediator").get(page(case)).status_code == 404


def test_reception_lets_go_of_what_it_passed_on(inside_a, desk, case):
    Case.objects.filter(pk=case.pk).update(waiting_for="case_officer")
    assert desk("receptionist").get(page(case)).status_code == 404


def test_numbers_of_people_are_masked(inside_a, desk, new_case):
    case = new_case().case
    shown = desk("case_officer").get(page(case)).content.decode()
    for said in ("138****0001", "110101********123X", "甲县青石镇"):
        assert said in shown
    for hidden in ("13800000001", "199003", "石桥村"):
        assert hidden not in shown


def test_a_look_needs_a_reason_and_is_shown_once(inside_a, desk, new_case):
    case = new_case().case
    party = Party.objects.get(case=case, side="applicant")
    client = desk("case_officer")
    refused = client.post(f"{page(case)}look/", {"party": party.pk, "reason": "想看"})
    assert refused.status_code == 400
    assert "13800000001" not in refused.content.decode()
    seen = client.post(f"{page(case)}look/", {"party": party.pk, "reason": "电话通知调解时间"})
    assert "no-store" in seen["Cache-Control"]
    assert "+8613800000001" in seen.content.decode()
    assert "石桥村3组12号" in seen.content.decode()
    assert "13800000002" not in seen.content.decode()
    event = CaseEvent.objects.get(case=case, kind="look")
    assert (event.shown, event.actor.username) == (True, "jia-case_officer")
    assert "电话通知调解时间" in event.text
    assert JournalEntry.objects.get(verb="look").data["reason"] == "电话通知调解时间"
    assert "13800000001" not in client.get(page(case)).content.decode()


def test_a_party_of_another_case_is_not_looked_at_here(inside_a, desk, new_case):
    here, there = new_case().case, new_case().case
    party = Party.objects.filter(case=there).first()
    answer = desk("case_officer").post(
        f"{page(here)}look/", {"party": party.pk, "reason": "电话通知调解时间"}
    )
    assert answer.status_code == 400
    assert CaseEvent.objects.filter(kind="look").count() == 0


def test_the_buttons_are_those_of_the_person(inside_a, desk, case, officer, person):
    found = desk("case_officer").get(page(case))
    assert [one.offer.transition.code for one in found.context["doors"]] == [
        "start_review",
        "accept_proactive",
        "withdraw",
    ]
    assert f"{page(case)}do/start_review/" in found.content.decode()
    watched = desk("supervisor").get(page(case))
    assert [one.offer.transition.code for one in watched.context["doors"]] == []
    assert "轮到" in watched.content.decode()
    assert watched.context["works"] is False
    assert "<textarea" not in watched.content.decode()


def test_what_is_in_the_way_stands_beside_the_button(inside_a, desk, new_case):
    case = new_case(procedure="LA_CASE").case
    found = desk("case_officer").get(page(case))
    refused = [one.offer for one in found.context["doors"] if one.offer.refused]
    shown = found.content.decode()
    assert refused
    for one in refused:
        assert str(one.refused) in shown
        assert f"do/{one.transition.code}/" not in shown


def test_an_intact_chain_says_so_and_a_broken_one_is_loud(inside_a, desk, case):
    client = desk("case_officer")
    whole = client.get(page(case)).content.decode()
    assert "1条记录，逐条校验通过" in whole
    assert "校验没有通过" not in whole
    CaseEvent.objects.filter(case=case, position=1).update(text="改过")
    broken = client.get(page(case)).content.decode()
    assert 'role="alert"' in broken
    assert "第1条记录：记录本身被改动" in broken
    assert "逐条校验通过" not in broken


def test_notes_stay_inside_and_questions_go_out(inside_a, desk, case, officer):
    send_message(case, "note", "只给我们看", doer=officer)
    shown = desk("case_officer").get(page(case)).content.decode()
    assert "只给我们看" in shown
    assert CaseEvent.objects.get(case=case, kind="note").shown is False


def test_nobody_of_another_county_opens_anything_of_it(
    inside_a, browse, county_b, county_a, case, officer, person
):
    grant = hand_up(case, doer=officer, reason="请协调")
    addresses = [
        "", "do/start_review/", "look/", "deeds/message/", "evidence/1/", "papers/1/pdf/", "papers/1/sign/party-1/", "dossiers/1/", "whole/", "receipt/",
    ]  # fmt: skip
    before = CaseEvent.objects.filter(case=case).count()
    for role in ("county_admin", "case_officer", "supervisor", "mediator"):
        at_home, here = browse(county_b, f"yi-{role}"), browse(county_a, f"yi-{role}")
        for rest in addresses:
            for client, refused in ((at_home, {404}), (here, {403})):
                said = {"reason": "我想看一看", "text": "x", "kind": "note", "revision": "0"}
                assert client.get(page(case) + rest).status_code in refused
                assert client.post(page(case) + rest, said).status_code in refused
        assert at_home.get(f"/admin/cases/handed-up/{grant.pk}/").status_code == 404
    for client in (browse(county_a, "stranger"), browse(county_a)):
        for rest in addresses:
            assert client.get(page(case) + rest).status_code in (302, 403)
    assert CaseEvent.objects.filter(case=case).count() == before
