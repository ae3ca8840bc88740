import pytest

from services.cases.actions.advance import advance
from services.cases.models import Case, CaseEvent, Evidence, Handler
from tests.services.cases.stories import TO_AGREED, take, tell

pytestmark = pytest.mark.django_db

REVIEW = {
    "step-sent": "1", "step-application_form": "written", "step-applicant_name": "申甲", "step-respondent_name": "被乙",
    "step-dispute_summary": "屋檐滴水", "step-case_source": "application",
}  # fmt: skip


def step(case: Case, code: str) -> str:
    return f"/admin/cases/{case.pk}/do/{code}/"


def test_a_step_shows_what_is_known_and_is_confirmed(inside_a, desk, case):
    client = desk("case_officer")
    asked = client.get(step(case, "start_review"))
    assert 'name="revision" value="0"' in asked.content.decode()
    assert 'value="申甲"' in asked.content.decode()
    answer = client.post(step(case, "start_review"), {"revision": "0", **REVIEW})
    assert (answer.status_code, answer["Location"]) == (302, f"/admin/cases/{case.pk}/")
    case.refresh_from_db()
    assert (case.state, case.revision) == ("under_review", 1)


def test_a_step_asks_judgements_and_fields(inside_a, desk, case, officer):
    advance(case, "start_review", doer=officer)
    client = desk("case_officer")
    sent = {
        "revision": "1", "step-sent": "1", "step-accept_date": "2026-03-02", "step-dispute_type": "相邻",
        "step-difficulty": "general",
    }  # fmt: skip
    refused = client.post(step(case, "accept"), sent)
    assert refused.status_code == 200
    assert refused.context["bound"].complaints
    client.post(step(case, "accept"), sent | {"step-_confirmed": ["in_scope", "parties_willing"]})
    case.refresh_from_db()
    assert (case.state, case.data["accept_date"]) == ("accepted", "2026-03-02")


def test_a_step_names_the_mediator(inside_a, desk, case, officer, person):
    tell(case, officer, person("jia-mediator"), TO_AGREED[:2])
    mediator = person("jia-mediator")
    sent = {"revision": "2", "step-sent": "1", "step-mediator_names": str(mediator.pk)}
    assert step(case, "assign") in desk("case_officer").get(f"/admin/cases/{case.pk}/").content.decode()
    assert "disabled" not in desk("case_officer").get(step(case, "assign")).content.decode()
    desk("case_officer").post(step(case, "assign"), sent)
    assert [(one.role, one.user) for one in Handler.objects.filter(case=case)] == [("mediator", mediator)]


def test_the_second_of_two_is_told_and_loses_no_word(inside_a, desk, case, officer):
    advance(case, "start_review", doer=officer)
    client, late = (
        desk("case_officer"),
        {"revision": "1", "step-sent": "1", "step-_confirmed": ["in_scope", "parties_willing"]},
    )
    late |= {"step-accept_date": "2026-03-02", "step-dispute_type": "檐水之争", "step-difficulty": "general"}
    take(case, officer, officer.user, *TO_AGREED[1])
    answer = client.post(step(case, "accept"), late)
    shown = answer.content.decode()
    assert answer.status_code == 409
    assert "有人先办了一步" in shown
    assert "办理了“受理登记”" in shown
    assert "檐水之争" in shown
    assert CaseEvent.objects.filter(case=case, code="accept").count() == 1


def test_without_having_seen_the_case_nothing_moves(inside_a, desk, case):
    assert desk("case_officer").post(step(case, "start_review"), REVIEW).status_code == 409
    assert CaseEvent.objects.filter(case=case, kind="step").count() == 0


def test_a_step_of_somebody_else_leads_back(inside_a, desk, case):
    client = desk("case_officer")
    answer = client.get(step(case, "agree"))
    assert (answer.status_code, answer["Location"]) == (302, f"/admin/cases/{case.pk}/")
    assert client.get(step(case, "no_such_step")).status_code == 404
    refused = desk("supervisor").post(step(case, "start_review"), {"revision": "0", **REVIEW})
    assert refused.status_code == 409
    case.refresh_from_db()
    assert case.state == "registered"


def test_numbers_that_are_known_are_not_shown_to_be_typed_again(inside_a, desk, new_case):
    case = new_case(procedure="LA_CASE", values={"applicant_phone": "+8613800000001"}).case
    for way in ("pass_preliminary", "pass_special", "ask_supplement"):
        asked = desk("case_officer").get(step(case, way))
        assert "13800000001" not in asked.content.decode()


def test_uploads_of_a_step_become_material(inside_a, desk, new_case, settings, tmp_path):
    from django.core.files.uploadedfile import SimpleUploadedFile

    from services.cases.actions.take_step import file_uploads
    from services.cases.actors import member
    from services.inputs.actions.keep_file import keep_file
    from tenants.models import User

    case = new_case().case
    user = User.objects.get(username="jia-case_officer")
    kept = keep_file(SimpleUploadedFile("a.pdf", b"%PDF-1.4 x"), name="证明.pdf", owners=["o"])
    doer = member(user, case, frozenset({"case_officer"}))
    value = [{"name": "证明.pdf", "size": 10, "key": kept.key}]
    stored = file_uploads(case, "evidence_files", value, {kept.key: kept}, doer=doer)
    row = Evidence.objects.get(case=case)
    assert stored == [{"name": "证明.pdf", "size": 10, "evidence": row.pk}]
    assert file_uploads(case, "evidence_files", value, {kept.key: kept}, doer=doer) == stored
    assert Evidence.objects.filter(case=case).count() == 1
