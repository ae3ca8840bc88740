import pytest

from services.cases.models import Case, CaseEvent
from tenants import codes

pytestmark = pytest.mark.django_db

URL = "/admin/cases/register/"
SAID = {
    "channel": "phone", "case-sent": "1", "case-filled_by": "self", "case-applicant_kind": "person",
    "case-applicant_name": "申甲", "case-applicant_phone": "13800000001", "case-safe_to_call": "yes",
    "case-respondent_kind": "person", "case-respondent_name": "被乙", "case-matter": "land",
    "case-dispute_summary": "田埂被挖",
}  # fmt: skip


def test_the_procedures_in_force_stand_by_family(inside_a, desk):
    found = dict(desk("receptionist").get(URL).context["families"])
    assert "PM_GENERAL" in [one.code for one in found["人民调解"]]
    assert "LA_CASE" in [one.code for one in found["法律援助"]]
    assert not any(name.isascii() for name in found)


def test_a_call_becomes_a_case_with_a_receipt(inside_a, desk):
    client = desk("receptionist")
    answer = client.post(f"{URL}PM_GENERAL/", SAID)
    assert answer.status_code == 302, [vars(one) for one in answer.context["bound"].complaints]
    case = Case.objects.get()
    assert (case.channel, case.matter, case.opened_by.username) == ("phone", "land", "jia-receptionist")
    assert sorted(party.name for party in case.parties.all()) == ["申甲", "被乙"]
    assert answer["Location"] == f"/admin/cases/{case.pk}/receipt/"
    first = client.get(answer["Location"])
    code = first.context["code"]
    assert codes.hashed(case.number, code) == case.lookup_hash
    assert f"{code[:4]} {code[4:]}" in first.content.decode()
    assert "no-store" in first["Cache-Control"]
    assert client.get(answer["Location"]).context["code"] == ""


def test_what_is_wrong_is_named_and_nothing_is_opened(inside_a, desk):
    answer = desk("receptionist").post(f"{URL}PM_GENERAL/", SAID | {"case-applicant_name": ""})
    assert answer.status_code == 200
    assert "田埂被挖" in answer.content.decode()
    assert Case.objects.count() == 0


def test_a_lost_code_is_given_anew_for_a_reason(inside_a, desk, case, opened):
    client, address = desk("receptionist"), f"/admin/cases/{case.pk}/receipt/"
    assert client.post(address, {"reason": ""}).status_code == 400
    answer = client.post(address, {"reason": "核对了身份证原件"})
    case.refresh_from_db()
    assert answer.context["code"] != opened.code
    assert codes.hashed(case.number, answer.context["code"]) == case.lookup_hash
    assert "核对了身份证原件" in CaseEvent.objects.get(case=case, kind="code").text
    assert desk("supervisor").post(address, {"reason": "核对了身份证原件"}).status_code == 400


@pytest.mark.parametrize("role", ["lawyer", "supervisor", "county_admin", "editor"])
def test_who_does_not_register(role, inside_a, desk):
    assert desk(role).get(URL).status_code == 403
    assert desk(role).post(f"{URL}PM_GENERAL/", SAID).status_code == 403
    assert Case.objects.count() == 0


def test_an_unknown_procedure_is_not_there(inside_a, desk):
    assert desk("receptionist").get(f"{URL}NO_SUCH/").status_code == 404


def test_the_officer_of_b_registers_at_home(inside_a, browse, county_a, county_b):
    assert browse(county_a, "yi-receptionist").get(URL).status_code == 403
    assert browse(county_b, "yi-receptionist").get(URL).status_code == 200


def test_the_window_asks_in_its_own_words_and_shows_the_usual_procedures_first(inside_a, desk):
    client = desk("receptionist")
    page = client.get(f"{URL}PM_GENERAL/").content.decode()
    assert ("谁来申请" in page, "谁在填写" in page, "您希望怎样解决" in page) == (True, False, False)
    chosen = client.get(URL).context
    first = {one.code for _name, procedures in chosen["families"] for one in procedures}
    rest = {one.code for _name, procedures in chosen["others"] for one in procedures}
    assert ("PM_GENERAL" in first, "LA_RANKING" in rest, first & rest) == (True, True, set())
