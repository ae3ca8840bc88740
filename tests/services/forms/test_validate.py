"""What is accepted and what it becomes; what is refused and with which words."""

from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from services.forms.load import assemble
from services.forms.validate import Cleaned, Errors, validate
from tests.services.forms.sample import CREDIT, NEEDED, PERSON, form

FORM = form()
TODAY = date(2026, 6, 1)
FILE = {"name": "照片.JPG", "size": 1000, "key": "k1"}


def answer(**data):
    return validate(FORM, {**NEEDED, **data}, TODAY)


def cleaned(field, value):
    found = answer(**{field: value})
    assert isinstance(found, Cleaned), found.said()
    return found.values.get(field)


def said(field, value):
    found = answer(**{field: value})
    assert isinstance(found, Errors), found
    assert [*found.sentences] == [field]
    return found.said()[field]


@pytest.mark.parametrize(
    ("field", "value", "expected"),
    [
        ("about", "  一行\r\n二行 ", "一行\n二行"),
        ("title", " 树　木\n纠纷\x00 ", "树 木 纠纷"),
        ("heads", "１２", 12),
        ("heads", 3, 3),
        ("heads", "5.0", 5),
        ("share", "0.5", "0.50"),
        ("amount", "¥1,200.5元", "1200.50"),
        ("amount", "１２００", "1200.00"),
        ("happened", "2026年1月2日", "2026-01-02"),
        ("happened", "2026/1/2", "2026-01-02"),
        ("happened", "20260102", "2026-01-02"),
        ("happened", date(2026, 6, 1), "2026-06-01"),
        ("hour", "9:5", "09:05"),
        ("hour", "9点", "09:00"),
        ("hour", "14时30分", "14:30"),
        ("meeting", "2026-06-01T09:30", "2026-06-01T09:30"),
        ("meeting", "2026年6月1日9点30分", "2026-06-01T09:30"),
        ("meeting", "2026-06-01 9:30", "2026-06-01T09:30"),
        ("channels", ["b", "a", "b"], ["b", "a"]),
        ("channels", "c", ["c"]),
        ("applicant", " 甲 某 ", {"name": "甲 某"}),
        ("applicant", {"name": "甲", "ref": 7, "identity_number": PERSON.lower(), "phone": ""}, {"name": "甲", "ref": "7", "identity_number": PERSON}),
        ("helpers", "甲、乙，丙", [{"name": "甲"}, {"name": "乙"}, {"name": "丙"}]),
        ("home", "某村 三组", {"address": "某村 三组"}),
        ("home", {"address": "某村", "division": "640500"}, {"address": "某村", "division": "640500"}),
        ("id", " 110105 19491231 002x ", PERSON),
        ("id", "330106190001010017", "330106190001010017"),
        ("credit", CREDIT.lower(), CREDIT),
        ("phone", "138 0013 8000", "+8613800138000"),
        ("phone", "010-65251234", "+861065251234"),
        ("mobile", "１３８００１３８０００", "+8613800138000"),
        ("papers", [FILE], [FILE]),
        ("papers", FILE, [FILE]),
        ("signed", {"way": "drawn", "key": "k2", "x": 1}, {"way": "drawn", "key": "k2"}),
        ("signed", {"way": "typed", "name": "甲", "confirmed": True}, {"way": "typed", "name": "甲"}),
        ("items", [{"what": "树苗", "cost": "12"}, {}, {"what": "", "cost": None}, {"what": "工钱"}], [{"what": "树苗", "cost": "12.00"}, {"what": "工钱"}]),
        ("heads", "  ", None),
        ("channels", [], None),
        ("items", [{}], None),
    ],
)  # fmt: skip
def test_values_are_brought_into_one_form(field, value, expected):
    assert cleaned(field, value) == expected


@pytest.mark.parametrize(
    ("field", "value", "sentence"),
    [
        ("about", "", "请填写“纠纷情况”"),
        ("about", "长" * 51, "最多50个字，现有51个"),
        ("about", {"a": 1}, "这里应填写文字"),
        ("title", "短", "至少2个字，现有1个"),
        ("title", "第3号", "标题里不要写数字"),
        ("heads", "许多", "请填写数字"),
        ("heads", "1.5", "请填写整数"),
        ("heads", 0, "不能小于1"),
        ("heads", "501", "不能大于500"),
        ("heads", "9" * 40, "请填写数字"),
        ("heads", "NaN", "请填写数字"),
        ("heads", True, "这里应填写文字"),
        ("share", "0.125", "最多2位小数"),
        ("amount", "-1", "金额不能是负数"),
        ("amount", "1.001", "金额最多两位小数"),
        ("amount", "很多", "请填写金额，如 1200 或 1200.50"),
        ("amount", "1000000.01", "不能大于1000000"),
        ("happened", "2026-02-30", "请填写日期，如 2026-01-31"),
        ("happened", "昨天", "请填写日期，如 2026-01-31"),
        ("happened", "2026-06-02", "不能晚于2026-06-01"),
        ("happened", "1949-12-31", "不能早于1950-01-01"),
        ("hour", "25:00", "请填写时间，如 09:30"),
        ("meeting", "2026-06-01", "请填写时间，如 09:30"),
        ("meeting", "9:30", "请填写日期，如 2026-01-31"),
        ("kind", "other", "请从所列选项中选择"),
        ("channels", ["a", "x"], "请从所列选项中选择"),
        ("channels", ["a", "b", "c"], "最多2项，现有3项"),
        ("applicant", {"name": " "}, "请填写姓名或名称"),
        ("applicant", "长" * 101, "最多100个字，现有101个"),
        ("helpers", "甲、乙、丙、丁", "最多3项，现有4项"),
        ("home", {"address": ""}, "请填写地址"),
        ("home", {"address": "某村", "division": "北"}, "请选择行政区划"),
        ("id", "1101051949123100", "身份证号应为18位，现有16位"),
        ("id", "110105194912310021", "身份证号码不对，请对照身份证一位一位核对"),
        ("id", "11010519491231002Y", "身份证号码不对，请对照身份证一位一位核对"),
        ("id", "110105194913310021", "身份证号里的出生日期不对，请核对"),
        ("credit", "9111", "统一社会信用代码应为18位，现有4位"),
        ("credit", "91640000MA7DEM0000", "统一社会信用代码不对，请核对每一位"),
        ("phone", "12345", "电话号码不对，请核对；固定电话请加区号"),
        ("phone", "没有", "请填写电话号码，固定电话请加区号"),
        ("mobile", "010-65251234", "请填写能收短信的手机号"),
        ("papers", [{**FILE, "name": "a.exe"}], "“a.exe”不是能上传的那几种文件，请换一个"),
        ("papers", [{**FILE, "size": 1048577}], "“照片.JPG”太大了，每个文件不能超过1MB；照片拍小一点、录像截短一点再传"),
        ("papers", [{**FILE, "size": 0}], "“照片.JPG”是空的，请重新选一个"),
        ("papers", ["x"], "请上传文件"),
        ("signed", {"way": "typed", "name": "甲"}, "请确认以输入姓名的方式签名"),
        ("signed", {"way": "drawn"}, "请签名"),
        ("signed", "甲", "请签名"),
        ("items", "x", "这里应是表格"),
        ("items", [{"what": "甲"}] * 4, "最多3项，现有4项"),
    ],
)  # fmt: skip
def test_refused_in_words(field, value, sentence):
    assert said(field, value) == [sentence]


def test_a_cell_is_named_by_row_and_column():
    found = answer(items=[{}, {"cost": "x"}, {"what": "甲", "cost": "-1"}])
    assert found.said() == {
        "items.1.what": ["请填写“项目”"],
        "items.1.cost": ["请填写金额，如 1200 或 1200.50"],
        "items.2.cost": ["金额不能是负数"],
    }


def test_all_that_is_wrong_is_said_at_once_and_nothing_typed_is_lost():
    typed = {"about": "", "kind": "x", "heads": "7", "unknown": [1]}
    found = validate(FORM, typed, TODAY)
    assert isinstance(found, Errors)
    assert found.said() == {"about": ["请填写“纠纷情况”"], "kind": ["请从所列选项中选择"]}
    assert (found.typed, found.values) == (typed, {"heads": 7})


def test_sentences_are_translated_by_whoever_shows_them():
    found = validate(FORM, {}, TODAY)
    assert found.said(
        {
            "请填写“%(label)s”": "Please fill in “%(label)s”",
            "请选择“%(label)s”": "Please choose “%(label)s”",
        }.get
    ) == {
        "about": ["Please fill in “纠纷情况”"],
        "kind": ["Please choose “类型”"],
    }


def test_hidden_fields_are_dropped_but_stay_typed():
    typed = {**NEEDED, "employer": "某厂", "wages": "x", "home": "某村"}
    found = validate(FORM, typed, TODAY)
    assert found == Cleaned({**NEEDED, "home": {"address": "某村"}}, typed)


def test_what_is_hidden_hides_what_depends_on_it():
    found = validate(FORM, {**NEEDED, "kind": "work", "employer": "", "wages": "x", "home": "某村"}, TODAY)
    assert found.said() == {"employer": ["请填写“单位”"]}
    found = validate(FORM, {**NEEDED, "kind": "work", "employer": "某厂", "wages": "3"}, TODAY)
    assert found.values == {**NEEDED, "kind": "work", "employer": {"name": "某厂"}, "wages": "3.00"}


def test_without_a_today_its_bound_is_open():
    assert isinstance(validate(FORM, {**NEEDED, "happened": "2999-01-01"}), Cleaned)


def test_a_form_of_a_step_asks_for_what_the_step_requires():
    declared = {"a": {"label": "甲", "type": "text", "required": True}, "b": {"label": "乙", "type": "text"}}
    assert validate(assemble("step", "步骤", declared, required=["b"]), {}).said() == {"b": ["请填写“乙”"]}


anything = st.recursive(
    st.none()
    | st.booleans()
    | st.integers()
    | st.floats()
    | st.text(max_size=12)
    | st.dates()
    | st.binary(max_size=3),
    lambda inner: (
        st.lists(inner, max_size=3)
        | st.dictionaries(
            st.sampled_from(["name", "size", "key", "way", "what", "cost", "address", "x"]), inner, max_size=4
        )
    ),
    max_leaves=6,
)


@settings(deadline=None, max_examples=300)
@given(st.dictionaries(st.sampled_from([*FORM.by_code, "x"]), anything, max_size=8))
def test_it_never_raises_and_what_is_clean_stays_clean(typed):
    found = validate(FORM, {**NEEDED, **typed}, TODAY)
    if isinstance(found, Cleaned):
        again = validate(FORM, found.values, TODAY)
        assert isinstance(again, Cleaned), again.said()
        assert again.values == found.values
    else:
        assert all(found.said().values())
