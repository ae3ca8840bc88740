"""From the form to the receipt."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from services.cases.models import Case, Evidence, Party, Receipt
from services.directory.models import Organisation
from services.inputs.models import FormDraft, KeptFile
from services.notices.models import Notice
from tests.services.cases.public.conftest import FILLED, citizen, fill_in, send

pytestmark = pytest.mark.django_db

PHOTO = b"\xff\xd8\xff\xe0 a photo"


def photo(name: str = "现场.jpg", content: bytes = PHOTO) -> SimpleUploadedFile:
    return SimpleUploadedFile(name, content, "image/jpeg")


@pytest.fixture(autouse=True)
def _items(items, inside_a):
    return items


def test_nothing_is_sent_before_it_is_confirmed(visitor):
    fill_in(visitor)
    page = visitor.get("/services/mediation/apply/?check=1").content.decode()
    assert "还没有提交" in page
    assert "屋檐的水滴到我家墙上" in page
    assert Case.objects.count() == 0


def test_a_confirmed_application_is_a_case_with_its_people(visitor):
    case, code = send(visitor)
    assert (case.procedure_code, case.state, case.channel, case.title) == (
        "PM_GENERAL",
        "registered",
        "online",
        "邻里纠纷",
    )
    assert case.data["dispute_summary"] == "屋檐的水滴到我家墙上"
    assert case.data["dispute_type"] == "邻里"
    parties = [(one.name, one.side, one.role, one.phone) for one in case.parties.all()]
    assert parties == [
        ("申小甲", "applicant", "party", "+8613800000001"),
        ("被小乙", "respondent", "party", "+8613800000002"),
    ]
    assert len(code) == 8
    assert FormDraft.objects.count() == 0


def test_the_receipt_says_number_code_and_head(visitor):
    token = fill_in(visitor)
    visitor.post("/services/mediation/apply/", {"confirm": "1", "token": token})
    case = Case.objects.get()
    page = visitor.get(f"/receipts/{token}/").content.decode()
    assert case.number in page
    assert case.events.get(position=1).hash in page


def test_the_receipt_is_for_who_sent_it(visitor, browse, county_a):
    token = fill_in(visitor)
    visitor.post("/services/mediation/apply/", {"confirm": "1", "token": token})
    assert browse(county_a).get(f"/receipts/{token}/").status_code == 404


def test_the_code_is_gone_after_half_an_hour(visitor):
    token = fill_in(visitor)
    visitor.post("/services/mediation/apply/", {"confirm": "1", "token": token})
    receipt = Receipt.objects.get()
    receipt.made_at = receipt.made_at.replace(year=receipt.made_at.year - 1)
    receipt.save()
    page = visitor.get(f"/receipts/{token}/").content.decode()
    assert "查询码只在提交后三十分钟内显示" in page
    send(visitor)
    receipt.refresh_from_db()
    assert receipt.sealed_code == ""


def test_confirming_twice_opens_one_case(visitor):
    token = fill_in(visitor)
    answers = [visitor.post("/services/mediation/apply/", {"confirm": "1", "token": token}) for _ in range(2)]
    assert [answer["Location"] for answer in answers] == [f"/receipts/{token}/"] * 2
    assert Case.objects.count() == 1


def test_confirming_nothing_leads_back_to_the_form(visitor):
    answer = visitor.post("/services/mediation/apply/", {"confirm": "1", "token": "x" * 32})
    assert (answer.status_code, answer["Location"]) == (302, "/services/mediation/apply/")
    assert Case.objects.count() == 0


def test_what_is_missing_is_said_near_its_field(visitor):
    answer = visitor.post("/services/mediation/apply/", {**FILLED, "form-applicant_name": ""}, follow=True)
    assert answer.redirect_chain == [("/services/mediation/apply/", 302)]
    page = answer.content.decode()
    assert 'id="form-applicant_name-error"' not in visitor.get("/services/mediation/apply/").content.decode()
    assert 'id="form-applicant_name-error"' in page
    assert "屋檐的水滴到我家墙上" in page
    assert Case.objects.count() == 0


def test_too_much_text_is_refused_in_words(visitor, monkeypatch):
    monkeypatch.setattr("services.inputs.actions.save_draft.LONGEST", 100)
    answer = visitor.post("/services/mediation/apply/", FILLED)
    assert "填写的内容太多" in answer.content.decode()
    assert Case.objects.count() == 0


def test_the_summary_shows_a_phone_as_it_is_dialled(visitor):
    fill_in(visitor)
    page = visitor.get("/services/mediation/apply/?check=1").content.decode()
    assert (">13800000001</dd>" in page, "+86" in page) == (True, False)


def test_a_file_becomes_evidence_and_is_not_kept_twice(visitor):
    case, _code = send(visitor, **{"form-evidence_files": [photo(), photo("又一张.jpg")]})
    row = Evidence.objects.get()
    with row.file.open("rb") as file:
        assert (row.case, row.name, row.party.name, file.read()) == (case, "现场.jpg", "申小甲", PHOTO)
    assert KeptFile.objects.count() == 0


def test_a_step_that_asks_for_the_file_knows_it(visitor, items):
    fields = {
        "form-id_copy": [photo()],
        "form-aid_form": "civil_agency",
        "form-aid_requests": "讨要工钱",
        "form-applicant_id_no": "11010519491231002X",
    }
    case, _code = send(visitor, "legal-aid", **fields)
    evidence = case.evidence.get()
    assert case.data["id_copy"] == {"name": evidence.name, "size": evidence.size, "evidence": evidence.pk}


def test_a_file_that_is_not_what_it_says_sends_nothing(visitor):
    token = fill_in(visitor, **{"form-evidence_files": [photo(content=b"MZ program")]})
    answer = visitor.post("/services/mediation/apply/", {"confirm": "1", "token": token})
    assert answer["Location"] == "/services/mediation/apply/?check=1"
    assert "内容与格式不符" in visitor.get(answer["Location"]).content.decode()
    assert (Case.objects.count(), Receipt.objects.count()) == (0, 0)


def test_a_refused_file_is_named_after_the_redirect(visitor):
    fields = {**FILLED, "form-evidence_files": [photo("a.exe"), photo()]}
    page = visitor.post("/services/mediation/apply/", fields, follow=True).content.decode()
    assert "“a.exe”不是能上传的那几种文件" in page
    assert "现场.jpg" in page


def test_what_is_saved_for_later_says_how_long(visitor):
    page = visitor.post(
        "/services/mediation/apply/", {**FILLED, "form-keep": "1"}, follow=True
    ).content.decode()
    assert "已经保存，还没有提交。30天内" in page
    assert "屋檐的水滴到我家墙上" in page


def test_a_helper_needs_the_consent_of_whom_they_help(visitor):
    by_helper = {"form-filled_by": "helper", "form-helper_name": "代大姐", "form-helper_relation": "邻居"}
    refused = visitor.post("/services/mediation/apply/", {**FILLED, **by_helper}, follow=True)
    assert 'id="form-helper_consent-error"' in refused.content.decode()
    files = {"form-helper_consent": "yes", "form-evidence_files": [photo()]}
    case, _code = send(visitor, **by_helper, **files)
    helper = case.parties.get(role=Party.Role.HELPER)
    assert (helper.name, helper.acts_for.name) == ("代大姐", "申小甲")
    assert "同意" in helper.consent
    assert case.events.get(position=1).actor_name == "代大姐"
    assert Evidence.objects.get(case=case).party == helper


def test_the_other_side_of_a_legal_aid_application_is_no_party(visitor):
    fields = {
        "form-applicant_id_no": "11010519491231002X",
        "form-aid_form": "civil_agency",
        "form-aid_requests": "要回工钱",
    }
    case, _code = send(visitor, "legal-aid", **fields)
    assert [one.name for one in case.parties.all()] == ["申小甲"]
    assert case.data["respondent_name"] == "被小乙"


def test_a_text_message_goes_where_it_is_safe(visitor):
    case, code = send(visitor)
    notice = Notice.objects.get(kind="case_receipt")
    assert notice.to_phone == "+8613800000001"
    assert case.number in notice.text
    assert code in notice.text


def test_who_asks_for_care_gets_no_text_message(visitor):
    case, _code = send(visitor, **{"form-safe_to_call": "no", "form-contact_care": "只在上午打"})
    assert case.parties.first().careful == "只在上午打"
    assert not Notice.objects.filter(kind="case_receipt").exists()


def test_a_text_message_may_say_nothing_of_the_matter(visitor):
    case, code = send(visitor, **{"form-safe_to_call": "neutral"})
    assert case.parties.first().reach == "neutral"
    outside = Notice.objects.get(kind="case_receipt").outside
    assert (case.number in outside, code in outside, "新消息" in outside) == (False, False, True)


def test_who_is_signed_in_finds_it_among_their_own(visitor):
    user = citizen()
    visitor.force_login(user)
    case, _code = send(visitor)
    assert case.parties.first().user == user
    assert case.number in visitor.get("/my/").content.decode()


def test_who_applies_for_another_is_not_taken_for_them(visitor):
    user = citizen("+8613800000009", "代大姐")
    visitor.force_login(user)
    by_helper = {
        "form-filled_by": "helper", "form-helper_name": "代大姐", "form-helper_relation": "邻居", "form-helper_consent": "yes",
    }  # fmt: skip
    case, _code = send(visitor, **by_helper)
    assert [(one.name, one.user) for one in case.parties.all()] == [
        ("申小甲", None),
        ("代大姐", user),
        ("被小乙", None),
    ]


def test_an_anonymous_complaint_is_taken(visitor):
    fields = {
        "form-complaint_field": "mediation", "form-complaint_target": "某调委会", "form-complaint_content": "态度不好",
    }  # fmt: skip
    case, code = send(visitor, "complaint", **fields)
    assert [one.name for one in case.parties.all()] == ["匿名"]
    answer = visitor.post("/track/", {"number": case.number, "code": code})
    assert answer["Location"] == f"/track/{case.pk}/"


def test_an_item_of_another_county_is_not_there(browse, county_b):
    assert browse(county_b).get("/services/mediation/apply/").status_code == 404


def test_the_form_is_never_kept_in_a_cache(visitor):
    for address in ("/services/mediation/apply/", "/track/"):
        answer = visitor.get(address)
        assert "no-store" in answer["Cache-Control"]
        assert "X-Page-Cache" not in answer


def test_who_asks_for_a_committee_goes_to_it(visitor, inside_a):
    made = {
        name: Organisation.objects.create(
            tenant=inside_a, name=name, kind=kind, division=inside_a.division, standing=standing
        )
        for name, kind, standing in (
            ("甲县中心", "mediation_center", "operating"),
            ("桥头镇调委会", "township_mediation_committee", "operating"),
            ("旧镇调委会", "township_mediation_committee", "revoked"),
            ("甲县公证处", "notary_office", "operating"),
        )
    }
    page = visitor.get("/services/mediation/apply/").content.decode()
    assert [name for name in made if f">{name}</" in page or f"{name}</label" in page] == [
        "甲县中心",
        "桥头镇调委会",
    ]
    routed, _code = send(visitor)
    assert routed.organisation == made["桥头镇调委会"]
    chosen, _code = send(visitor, **{"form-taken_by": str(made["甲县中心"].pk)})
    assert chosen.organisation == made["甲县中心"]
    assert "taken_by" not in chosen.data
    strange = {**FILLED, "form-taken_by": str(made["甲县公证处"].pk)}
    assert visitor.post("/services/mediation/apply/", strange)["Location"] == "/services/mediation/apply/"
