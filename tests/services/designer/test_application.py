"""The application form of a draft, made in the form editor."""

import json

import pytest
from django.urls import reverse

from services.cases.actions.open_case import Opening, open_case
from services.cases.actors import member
from services.cases.application import application_form
from services.cases.models import ProcedureVersion
from services.cases.queries.procedures import in_force
from services.designer.actions.copy_entry import copy_entry
from services.designer.actions.decide_draft import approve_draft
from services.designer.actions.enact_draft import enact_draft
from services.designer.actions.save_draft import save_draft
from services.designer.actions.submit_draft import submit_draft
from services.designer.compare import form_changes
from services.designer.models import Draft
from services.designer.queries import drafts, faults
from services.procedures.library import shipped
from tests.services.designer.test_story import TODAY

OWN = {
    "code": "pm_land_application",
    "name": "土地纠纷申请表",
    "fields": {"dispute_summary": {"label": "地界怎么争起来的", "type": "long_text", "required": True}},
}


@pytest.fixture
def with_form(draft, admin):
    text = json.dumps(OWN, ensure_ascii=False)
    return save_draft(draft, drafts.data_of(draft.text), actor=admin, what="申请表", revision=1, form=text)


def test_the_shipped_form_stands_in_the_editor(browse, county_a, draft):
    page = browse(county_a, "jia-county_admin").get(reverse("designer_draft_form", args=[draft.pk]))
    assert page.status_code == 200
    assert "人民调解申请书" in page.content.decode()


@pytest.mark.parametrize("code", shipped())
def test_the_form_of_every_procedure_can_be_edited(code, browse, county_a, admin):
    address = reverse("designer_draft_form", args=[copy_entry(code, actor=admin).pk])
    assert browse(county_a, "jia-county_admin").get(address).status_code == 200


def test_a_form_is_made_from_blocks(browse, county_a, draft):
    client = browse(county_a, "jia-county_admin")
    value = {
        "label": "争议地块", "help": "", "required": "on", "shortest": "", "longest": "", "pattern": "",
        "pattern_message": "", "message": "", "code": "", "shown_if-how": "all", "shown_if-parts-count": "0",
    }  # fmt: skip
    posted = {f"fields_-0-value-{name}": said for name, said in value.items()}
    posted |= {
        "fields_-count": "1",
        "fields_-0-type": "text",
        "fields_-0-order": "0",
        "fields_-0-deleted": "",
    }
    posted |= {"fields_-0-id": "", "name": "土地纠纷申请表", "help": "", "revision": "1"}
    answer = client.post(reverse("designer_draft_form", args=[draft.pk]), posted)
    assert answer.status_code == 302, answer.context["form"].errors
    found = json.loads(Draft.objects.get(pk=draft.pk).form)
    assert [entry["label"] for entry in found["fields"].values()] == ["争议地块"]


def test_what_is_wrong_with_the_form_is_a_fault_of_the_draft(with_form, admin):
    broken = {**OWN, "fields": {"x": {"label": "选一个", "type": "choice"}}}
    save_draft(
        with_form, drafts.data_of(with_form.text), actor=admin, what="坏", revision=2, form=json.dumps(broken)
    )
    assert {one.section for one in faults.judged(with_form, with_form.tenant).findings} == {"form"}


def test_a_form_alone_makes_a_version_that_cases_keep(with_form, admin, colleague, county_a):
    told = drafts.differences(with_form, faults.judged(with_form, county_a).procedure)
    said = [one.sentence for one in told]
    (label,) = (entry["label"] for entry in drafts.data_of(with_form.form)["fields"].values())
    assert said[0] == "改用本县的申请表"
    assert "申请表删去“谁在填写”" in said
    assert [one for one in said if f"“{label}”" in one] != []
    submit_draft(with_form, actor=admin, reason="问得更清楚")
    approve_draft(with_form, actor=colleague)
    enact_draft(with_form, TODAY(), actor=admin)
    version = ProcedureVersion.objects.get()
    assert version.digest != in_force(county_a, "PM_LAND").digest
    assert application_form(county_a, "PM_LAND")[1].fields[0].label == "地界怎么争起来的"
    doer = member(admin, None, frozenset({"case_officer"}))
    assert open_case(Opening(procedure="PM_LAND"), doer=doer).case.version == version
    assert ProcedureVersion.objects.count() == 1


def test_a_changed_question_is_told_by_itself():
    old = {
        "fields": {
            "wish": {"label": "您希望怎样解决", "type": "text"},
            "day": {"label": "日期", "type": "date"},
        }
    }
    new = {
        "fields": {
            "wish": {"label": "您想要什么结果", "type": "text", "required": True},
            "day": {"label": "日期", "type": "date", "most": "today"},
        }
    }
    assert [one.sentence for one in form_changes(old, new)] == [
        "申请表的“您希望怎样解决”改名为“您想要什么结果”",
        "申请表的“您想要什么结果”改为必填",
        "申请表的“日期”由“日期”改为“日期；most=today”",
    ]
    assert list(form_changes(new, new)) == []
