"""What the form editor holds and what services.forms reads are the same form."""

import pytest
from wagtail.blocks import StreamBlockValidationError

from services.forms.load import read
from services.forms.spec import TYPES
from services.inputs.blocks import TYPE_NAMES, form_stream
from services.inputs.stream import faults, to_declaration, to_stream
from services.inputs.stream_conditions import ConditionTooDeepError
from services.procedures.library import vocabulary
from tests.services.forms import sample

HEAD = {"code": "application", "name": "调解申请书", "help": "请如实填写"}


def through_the_editor(declaration):
    """As Wagtail loads, checks, stores and loads it again."""
    editor = form_stream()
    value = editor.clean(editor.to_python(to_stream(declaration)))
    stored = editor.get_prep_value(value)
    head = {key: declaration[key] for key in ("code", "name", "help") if key in declaration}
    assert to_declaration(stored, **head) == to_declaration(value, **head)
    return to_declaration(editor.to_python(stored), **head)


def test_the_sample_with_every_type_goes_round(db):
    declaration = sample.form().source
    assert {entry["type"] for entry in declaration["fields"].values()} == set(TYPES) == set(TYPE_NAMES)
    found = through_the_editor(declaration)
    assert found == declaration
    assert read(found, "f").by_code == sample.form().by_code


def test_every_field_of_the_library_goes_round(db):
    fields = {code: dict(entry) for code, entry in vocabulary().entries["fields"].items()}
    found = through_the_editor({"code": "all", "name": "全部", "fields": fields})["fields"]
    assert {
        code: (found.get(code), entry) for code, entry in fields.items() if found.get(code) != entry
    } == {}


CONDITIONS = [
    {"field": "kind", "is": "work"},
    {"field": "kind", "is_not": "work"},
    {"field": "kind", "in": ["work", "family"]},
    {"field": "channels", "contains": "a"},
    {"field": "heads", "is": 3},
    {"field": "heads", "in": [1, 2]},
    {"field": "heads", "at_least": 10},
    {"field": "amount", "at_most": 0.5},
    {"field": "happened", "before": "2026-01-01"},
    {"field": "happened", "after": "2026-01-01"},
    {"field": "title", "is": "甲，乙"},
    {"field": "title", "filled": True},
    {"field": "title", "filled": False},
    {"all": [{"field": "heads", "at_least": 10}, {"any": [{"field": "title", "filled": True}, {"field": "kind", "is": "work"}]}]},
    {"any": [{"field": "kind", "is": "work"}, {"field": "heads", "at_most": 2}]},
]  # fmt: skip
LOOKED_AT = {
    "kind": {"label": "类型", "type": "choice", "options": {"family": "婚姻家庭", "work": "劳动"}},
    "channels": {"label": "渠道", "type": "several", "options": {"a": "甲", "b": "乙"}},
    "heads": {"label": "人数", "type": "number"},
    "amount": {"label": "金额", "type": "money"},
    "happened": {"label": "日期", "type": "date"},
    "title": {"label": "标题", "type": "text"},
}


@pytest.mark.parametrize("condition", CONDITIONS, ids=str)
def test_conditions_go_round(condition, db):
    fields = {**LOOKED_AT, "last": {"label": "最后", "type": "text", "shown_if": condition}}
    declaration = {"fields": fields, "groups": [{"title": "甲组", "fields": ["last"], "shown_if": condition}]}
    assert through_the_editor(declaration) == declaration


def test_a_person_writes_labels_and_no_codes():
    said = {
        "how": "all",
        "parts": [
            {"type": "comparison", "value": {"field": "纠纷类型", "operator": "is", "value": "劳动争议"}}
        ],
    }
    stream = [
        {
            "type": "choice",
            "value": {"label": "纠纷类型", "options": [{"label": "婚姻家庭"}, {"label": "劳动争议"}]},
        },
        {"type": "text", "value": {"label": "单位名称", "required": True, "shown_if": said}},
        {"type": "text", "value": {"label": "单位名称"}},
        {"type": "text", "value": {"label": "No. 1"}},
    ]
    assert to_declaration(stream)["fields"] == {
        "jiu_fen_lei_xing": {
            "label": "纠纷类型", "type": "choice", "options": {"hun_yin_jia_ting": "婚姻家庭", "lao_dong_zheng_yi": "劳动争议"},
        },
        "dan_wei_ming_cheng": {
            "label": "单位名称", "type": "text", "required": True,
            "shown_if": {"field": "jiu_fen_lei_xing", "is": "lao_dong_zheng_yi"},
        },
        "dan_wei_ming_cheng_2": {"label": "单位名称", "type": "text"},
        "field": {"label": "No. 1", "type": "text"},
    }  # fmt: skip
    assert faults(stream) == []


def test_what_cannot_be_used_is_said_in_words(db):
    looks_nowhere = {
        "how": "all",
        "parts": [{"type": "comparison", "value": {"field": "年龄", "operator": "at_least", "value": "18"}}],
    }
    stream = [
        {"type": "number", "value": {"code": "heads", "label": "人数", "least": 5, "most": 1}},
        {"type": "text", "value": {"code": "heads", "label": "人头"}},
        {"type": "text", "value": {"label": "编号", "pattern": "(a+)+"}},
        {"type": "text", "value": {"label": "监护人", "shown_if": looks_nowhere}},
        {"type": "choice", "value": {"label": "类型", "options": []}},
    ]
    told = [
        "代码“heads”用在了两个字段上。",
        "“编号”的格式太复杂",
        "“编号”有格式要求，要用 pattern_message 说明",
        "“监护人”的显示条件只能看它前面的字段",
        "“类型”缺少“options”",
    ]
    assert faults(stream) == told
    editor = form_stream()
    with pytest.raises(StreamBlockValidationError) as refused:
        editor.clean(editor.to_python(stream[:4]))
    assert [str(error) for error in refused.value.non_block_errors.as_data()[0].messages] == told[:1] or told[
        :4
    ]


def test_a_field_may_look_at_one_that_is_drawn_below():
    stream = [
        {"type": "group", "value": {"title": "甲组", "fields": [{"type": "text", "value": {
            "code": "why", "label": "原因",
            "shown_if": {"how": "all", "parts": [{"type": "comparison", "value": {"field": "late", "operator": "filled"}}]},
        }}]}},
        {"type": "text", "value": {"code": "late", "label": "迟到"}},
    ]  # fmt: skip
    found = to_declaration(stream, code="f", name="表")
    assert [*found["fields"]] == ["late", "why"]
    assert [group.fields for group in read(found, "f").groups] == [("why",)]


def test_a_condition_deeper_than_the_editor_is_left_in_its_file():
    deep = {"all": [{"any": [{"all": [{"field": "title", "filled": True}, {"field": "heads", "is": 1}]}]}]}
    with pytest.raises(ConditionTooDeepError):
        to_stream({"fields": {**LOOKED_AT, "last": {"label": "最后", "type": "text", "shown_if": deep}}})
