"""What a browser sends for each type, and what services.forms makes of it."""

import pytest

from tenants.actions.create_division import create_division
from tests.services.forms.sample import CREDIT, PERSON
from tests.services.inputs.sending import NEEDED, pdf

# Field: what is typed, what comes out.
TYPED = {
    "about": ({"form-about": " 树挡光\r\n了 "}, "树挡光\n了"),
    "title": ({"form-title": "邻里  纠纷"}, "邻里 纠纷"),
    "heads": ({"form-heads": "１２"}, 12),
    "share": ({"form-share": "3.5"}, "3.50"),
    "amount": ({"form-amount": "1,200元"}, "1200.00"),
    "happened": ({"form-happened": "2026-01-31"}, "2026-01-31"),
    "hour": ({"form-hour": "09:30"}, "09:30"),
    "meeting": ({"form-meeting": "2026-01-31T09:30"}, "2026-01-31T09:30"),
    "kind": ({"form-kind": "family"}, "family"),
    "channels": ({"form-channels": ["a", "c"]}, ["a", "c"]),
    "applicant": (
        {"form-applicant-name": "孙某", "form-applicant-identity_number": PERSON, "form-applicant-phone": "13800138000"},
        {"name": "孙某", "identity_number": PERSON, "phone": "+8613800138000"},
    ),
    "helpers": ({"form-helpers": "甲、乙"}, [{"name": "甲"}, {"name": "乙"}]),
    "home": ({"form-home-division": "990121001", "form-home": "一号"}, {"address": "一号", "division": "990121001"}),
    "id": ({"form-id": PERSON.lower()}, PERSON),
    "credit": ({"form-credit": CREDIT}, CREDIT),
    "phone": ({"form-phone": "010-59000000"}, "+861059000000"),
    "items": (
        {"form-items-0-what": "树", "form-items-0-cost": "5", "form-items-2-what": "墙"},
        [{"what": "树", "cost": "5.00"}, {"what": "墙"}],
    ),
    "signed": ({"form-signed-way": "typed", "form-signed-typed": "孙某", "form-signed-confirmed": "yes"}, {"way": "typed", "name": "孙某"}),
}  # fmt: skip


@pytest.mark.parametrize("code", TYPED)
def test_each_type_is_read(code, bound):
    create_division("990121001", "东镇")
    typed, wanted = TYPED[code]
    found = bound({**NEEDED, **typed})
    assert found.valid, found.complaints
    assert found.cleaned.values[code] == wanted


def test_what_is_shown_only_for_work_is_read_then_and_dropped_otherwise(bound):
    typed = {"form-employer": "某厂", "form-wages": "300"}
    work = bound({**NEEDED, **typed, "form-kind": "work"}).cleaned.values
    assert (work["employer"], work["wages"]) == ({"name": "某厂"}, "300.00")
    assert bound({**NEEDED, **typed}).cleaned.values == {"about": "邻居的树挡光", "kind": "family"}


def test_an_upload_is_read_with_its_key(bound):
    found = bound({**NEEDED, "form-papers": [pdf()]})
    (paper,) = found.cleaned.values["papers"]
    assert (paper["name"], paper["size"]) == ("合同.pdf", 10)
    with found.files[paper["key"]].file.open() as file:
        assert file.read() == b"%PDF-1.4 x"


def test_an_empty_form_says_what_is_needed(bound):
    found = bound({"form-sent": "1"})
    assert not found.valid
    assert [(one.anchor, one.sentence) for one in found.complaints] == [
        ("form-about", "请填写“纠纷情况”"),
        ("form-kind-0", "请选择“类型”"),
    ]


def test_a_division_elsewhere_cannot_be_chosen(bound, inside_a):
    create_division("990121001", "东镇")
    typed = {**NEEDED, "form-home": "一号"}
    assert bound({**typed, "form-home-division": "990121001"}).valid
    foreign = bound({**typed, "form-home-division": "990122001"})
    assert (foreign.valid, [one.line for one in foreign.complaints]) == (
        False,
        ["住址：请从列出的乡镇、村里选择。"],
    )


def test_another_form_of_the_page_does_not_bind_this_one(bound):
    found = bound({"other-about": "x"})
    assert (found.valid, found.checked, found.complaints) == (False, None, [])


def test_a_locked_field_is_never_taken_from_the_browser(bound):
    found = bound({**NEEDED, "form-amount": "9"}, initial={"amount": "100.00"}, locked=["amount"])
    assert found.cleaned.values["amount"] == "100.00"
