"""What stands on the page: names, labels, complaints beside their fields, everything typed still there."""

import re

from django.utils import translation

from services.forms.load import parse
from services.inputs.bound import Bound
from tenants.actions.create_division import create_division
from tests.services.inputs.sending import NEEDED, attributes, drawn, pdf


def test_labels_say_what_is_needed(bound):
    page = drawn(bound())
    assert '纠纷情况 <span class="inputs-need">（必填）</span>' in page
    assert '标题 <span class="inputs-need">（选填）</span>' in page


def test_every_label_and_every_description_leads_to_something(bound):
    page = drawn(bound({"form-sent": "1", "form-heads": "x", "form-items-0-cost": "x"}))
    ids = re.findall(r'\bid="([^"]+)"', page)
    assert sorted(ids) == sorted(set(ids))
    leading = re.findall(r'\b(?:for|aria-describedby)="([^"]+)"', page) + re.findall(r'href="#([^"]+)"', page)
    assert [one for each in leading for one in each.split() if one not in ids] == []


def test_a_complaint_stands_at_its_field_and_on_top(bound):
    page = drawn(bound({**NEEDED, "form-heads": "很多"}))
    assert '<a href="#form-heads">人数：请填写数字</a>' in page
    assert '<ul class="errorlist" id="form-heads-error"><li>请填写数字</li></ul>' in page
    told = attributes(page, "form-heads")
    assert (told["aria-describedby"], told["aria-invalid"], told["value"]) == (
        "form-heads-error",
        "true",
        "很多",
    )


def test_a_complaint_of_a_cell_names_row_and_column(bound):
    found = bound({**NEEDED, "form-items-1-cost": "x"})
    assert [(one.anchor, one.label, one.sentence) for one in found.complaints] == [
        ("form-items-1-what", "明细 第2行 项目", "请填写“项目”"),
        ("form-items-1-cost", "明细 第2行 金额", "请填写金额，如 1200 或 1200.50"),
    ]


def test_everything_typed_is_still_there(bound):
    typed = {
        **NEEDED, "form-heads": "x", "form-channels": ["b"], "form-applicant-name": "孙某", "form-happened": "2026年1月3日",
        "form-home": "一号", "form-items-0-what": "树", "form-signed-typed": "孙某",
    }  # fmt: skip
    page = drawn(bound(typed))
    for value in ("孙某", "2026年1月3日", "一号", "树"):
        assert f'value="{value}"' in page
    assert 'value="b" checked' in page and 'value="family" checked' in page
    assert attributes(page, "form-happened")["type"] == "text"
    assert attributes(drawn(bound()), "form-happened")["type"] == "date"


def test_a_row_is_added_without_a_script_and_nothing_is_complained_of(bound):
    found = bound({"form-items-1-what": "墙", "form-add": "form-items"})
    assert (found.valid, found.complaints) == (False, [])
    assert drawn(found).count("data-row") == 1 + 3  # the list itself and its rows


def test_an_upload_survives_a_failed_submission(bound):
    first = bound({"form-papers": [pdf()], "form-about": ""})
    (kept,) = re.findall(r'name="form-papers-kept" value="(\w+)"', drawn(first))
    second = bound({**NEEDED, "form-papers-kept": [kept]})
    assert [one["name"] for one in second.cleaned.values["papers"]] == ["合同.pdf"]
    third = bound({**NEEDED, "form-papers-kept": [kept], "form-papers-drop": [kept]})
    assert "papers" not in third.cleaned.values


def test_a_refused_upload_is_named_and_not_kept(bound):
    found = bound({**NEEDED, "form-papers": [pdf("病毒.exe")]})
    assert [one.sentence for one in found.complaints] == ["“病毒.exe”不是能上传的那几种文件，请换一个"]
    assert "-kept" not in drawn(found)


def test_help_for_phones_and_browsers(asked):
    form = parse(
        'code = "f"\nname = "表"\n[fields]\n'
        'applicant_phone = {label = "电话", type = "phone"}\nmediator_phone = {label = "调解员电话", type = "phone"}\n'
        'amount = {label = "金额", type = "money"}\nheads = {label = "人数", type = "number"}',
        "f.toml",
    )
    page = drawn(Bound.of(asked(), form))
    told = {
        code: [attributes(page, f"form-{code}").get(key) for key in ("type", "inputmode", "autocomplete")]
        for code in ("applicant_phone", "mediator_phone", "amount", "heads")
    }
    assert told == {
        "applicant_phone": ["tel", "tel", "tel"],
        "mediator_phone": ["tel", "tel", "off"],
        "amount": ["text", "decimal", "off"],
        "heads": ["text", "numeric", "off"],
    }


def test_conditions_are_said_in_words_and_given_to_the_script(bound):
    page = drawn(bound())
    assert "仅在“类型”是“劳动”时填写。" in page
    assert "仅在“类型”是“劳动”，并且填写了“单位”时填写。" in page
    assert 'data-shown-if="{&quot;field&quot;: &quot;kind&quot;, &quot;is&quot;: &quot;family&quot;}"' in page


def test_a_locked_field_is_read_not_written(bound):
    page = drawn(bound(None, initial={"kind": "work", "amount": "9.00"}, locked=["kind", "amount"]))
    assert '<p class="inputs-locked" id="form-kind">劳动</p>' in page
    assert "9.00元" in page
    assert 'name="form-kind"' not in page


def test_the_division_is_chosen_from_those_below_the_county(bound, inside_a):
    for code, name in (("990121001", "东镇"), ("990121001001", "一村"), ("990122001", "西镇")):
        create_division(code, name)
    page = drawn(bound(None, initial={"home": {"address": "一号", "division": "990121001001"}}))
    assert re.findall(r'<option value="(99\d+)"( selected)?>(\w+)<', page) == [
        ("990121001", "", "东镇"),
        ("990121001001", " selected", "东镇一村"),
    ]
    assert attributes(page, "form-home")["value"] == "一号"


def test_what_is_declared_says_in_english_that_it_is_chinese(bound):
    with translation.override("en"):
        english = drawn(bound())
    assert '<span lang="zh-Hans">纠纷情况</span> <span class="inputs-need">' in english
    assert 'lang="zh-Hans"' not in drawn(bound())
