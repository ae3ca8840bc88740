"""Dates, numbers, organs, titles: the small readings everything else rests on."""

from datetime import date, time

import pytest

from home.importer import titles
from home.importer.dates import date_line, find_date, find_deadlines, find_time
from home.importer.numbers import comparable, find_numbers, number_line
from home.importer.organs import leading_organs, organs_in


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("2021年3月5日", date(2021, 3, 5)),
        ("2021 年 3 月 5 日", date(2021, 3, 5)),
        ("２０２１年３月５日", date(2021, 3, 5)),
        ("二〇二一年三月五日", date(2021, 3, 5)),
        ("二○二一年十二月二十三日", date(2021, 12, 23)),
        ("二O二一年元月廿三日", date(2021, 1, 23)),
        ("（2021年3月5日）", date(2021, 3, 5)),
        ("2021年2月30日", None),
        ("3月5日", None),
        ("2021年3月5日前报送", None),
    ],
)
def test_a_line_that_is_a_date_is_read_in_both_numerals(text, day):
    assert date_line(text) == day


def test_a_date_is_found_inside_other_words():
    assert find_date("发布时间：2021-03-05 08:09:10") == date(2021, 3, 5)
    assert find_date("定于2021年3月5日开会") == date(2021, 3, 5)
    assert find_date("没有日期") is None
    assert find_time("2021-03-05 08:09:10") == time(8, 9, 10)
    assert find_time("比例1:10") == time(1, 10)
    assert find_time("25:99") is None


@pytest.mark.parametrize(
    ("text", "latest"),
    [
        ("2020年底，各站建成", [date(2020, 12, 31)]),
        ("2020年年底前完成", [date(2020, 12, 31)]),
        ("2020年2月前", [date(2020, 2, 29)]),
        ("2020年6月底前", [date(2020, 6, 30)]),
        ("2020年6月5日前", [date(2020, 6, 5)]),
        ("截至2020年底", []),
        ("2020年1月1日至2020年6月5日", []),
        ("2020年6月底前报名，2021年末验收", [date(2020, 6, 30), date(2021, 12, 31)]),
    ],
)
def test_a_deadline_is_the_last_day_its_wording_allows(text, latest):
    assert [deadline.latest for deadline in find_deadlines(text)] == latest


@pytest.mark.parametrize(
    ("text", "number", "year"),
    [
        ("云司〔2021〕3号", "云司〔2021〕3号", 2021),
        ("云司[2021]3号", "云司〔2021〕3号", 2021),
        ("云司【2021】3号", "云司〔2021〕3号", 2021),
        ("云司（2021）3号", "云司〔2021〕3号", 2021),
        ("云司 (2021) 3 号", "云司〔2021〕3号", 2021),
        ("云司［2021］3号", "云司〔2021〕3号", 2021),
        ("云司〔2021〕第111号", "云司〔2021〕第111号", 2021),
        ("（云司〔2021〕3号）", "云司〔2021〕3号", 2021),
        ("文 号：云司〔2021〕3号", "云司〔2021〕3号", 2021),
        ("发文字号 云府办（函）〔2021〕3-1号", "云府办（函）〔2021〕3-1号", 2021),
    ],
)
def test_every_form_of_a_document_number_becomes_one(text, number, year):
    found = number_line(text)
    assert found is not None
    assert (found.text, found.year) == (number, year)


@pytest.mark.parametrize("text", ["见云司〔2021〕3号。", "云司21年3号", "第3号", ""])
def test_other_lines_are_no_document_numbers(text):
    assert number_line(text) is None


def test_a_joint_text_has_several_numbers():
    assert [n.text for n in find_numbers("（云司〔2021〕3号）（云法[2021]4号）")] == [
        "云司〔2021〕3号",
        "云法〔2021〕4号",
    ]
    assert comparable("云司〔2021〕第3号") == comparable("云司〔2021〕3号")


@pytest.mark.parametrize(
    ("text", "organs"),
    [
        ("云溪县司法局", ("云溪县司法局",)),
        ("云溪县司法局    云溪县总工会", ("云溪县司法局", "云溪县总工会")),
        ("云溪县司法局（盖章）", ("云溪县司法局",)),
        ("司 法 局", ("司法局",)),
        ("经济发展局", ("经济发展局",)),
        ("各乡镇司法所", ()),
        ("请报县司法局", ()),
        ("茶叶由合作社保管。", ()),
        ("", ()),
    ],
)
def test_a_line_of_organs_is_told_from_other_lines(text, organs):
    assert organs_in(text) == organs


def test_the_organs_of_a_title_stand_before_guanyu():
    assert leading_organs("云溪县司法局 云溪县总工会关于做好调解的通知") == ("云溪县司法局", "云溪县总工会")
    assert leading_organs("云溪县调解办法") == ()


def test_the_lines_of_a_title_end_with_the_kind_of_the_document():
    assert titles.group(["云溪县司法局", "关于印发《茶叶", "调解办法》", "的通知", "调解办法"]) == [
        ["云溪县司法局", "关于印发《茶叶", "调解办法》", "的通知"],
        ["调解办法"],
    ]
    assert titles.group([]) == []


def test_a_title_keeps_only_the_blanks_between_joint_organs():
    assert (
        titles.tidy("云溪县司法局 关于印发《茶叶 调解办法》的通知")
        == "云溪县司法局关于印发《茶叶调解办法》的通知"
    )
    joint = "云溪县司法局 云溪县总工会关于做好调解 工作的通知"
    assert titles.tidy(joint) == "云溪县司法局 云溪县总工会关于做好调解工作的通知"


def test_two_names_of_one_text_have_one_core():
    assert (
        titles.core("关于印发〈茶叶“调解”办法〉的通知")
        == titles.core("印发茶叶调解办法的通知")
        == "茶叶调解办法"
    )
    assert titles.core("茶叶调解办法（试行）") == "茶叶调解办法"
    assert titles.named_in("关于印发《甲办法》和《乙规范》的通知") == ["甲办法", "乙规范"]
    assert titles.named_in("关于印发茶叶调解办法的通知") == ["茶叶调解办法"]
    assert titles.quoted("关于印发《甲办法》的通知") == "《关于印发〈甲办法〉的通知》"
