import pytest
from hypothesis import given
from hypothesis import strategies as st

from home.numbering import Mark, find_mark, han_numeral, mark_text, parse_numeral


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("12", 12),
        ("１２", 12),
        ("十", 10),
        ("十二", 12),
        ("二十", 20),
        ("二十三", 23),
        ("廿三", 23),
        ("一百", 100),
        ("一百零三", 103),
        ("一百一十", 110),
        ("两千零一", 2001),
        ("二〇一〇", 2010),
        ("二○一○", 2010),
        ("", None),
        ("甲", None),
        ("一二百", None),
    ],
)
def test_a_numeral_is_read_in_every_written_form(text, number):
    assert parse_numeral(text) == number


@given(st.integers(min_value=1, max_value=9999))
def test_what_is_written_is_read_back(number):
    assert parse_numeral(han_numeral(number)) == number


@given(st.integers(min_value=0, max_value=999_999_999))
def test_arabic_digits_are_read_as_they_stand(number):
    assert parse_numeral(str(number)) == number


@given(st.text())
def test_no_text_breaks_the_reading_of_numerals_or_marks(text):
    number, mark = parse_numeral(text), find_mark(text)
    assert number is None or number >= 0
    assert mark is None or mark.value > 0


@pytest.mark.parametrize("number", [0, -1, 10000])
def test_numbers_that_no_clause_bears_are_refused(number):
    with pytest.raises(ValueError, match=str(number)):
        han_numeral(number)


@pytest.mark.parametrize(
    ("text", "kind", "value", "printed"),
    [
        ("第一编 总则", "book", 1, "第一编"),
        ("第二章 收费", "chapter", 2, "第二章"),
        ("第二章收费", "chapter", 2, "第二章"),
        ("第三节 期限", "section", 3, "第三节"),
        ("第十二条 茶农可以申请。", "article", 12, "第十二条"),
        ("第12条【目的】为了公平。", "article", 12, "第十二条"),
        ("一、总则", "han", 1, "一、"),
        ("十一、附则", "han", 11, "十一、"),
        ("（二）回访", "han_bracket", 2, "（二）"),
        ("(二)回访", "han_bracket", 2, "（二）"),
        ("( 二 ) 回访", "han_bracket", 2, "（二）"),
        ("3. 归档", "digit", 3, "3."),
        ("3、归档", "digit", 3, "3."),
        ("３．归档", "digit", 3, "3."),
        ("(4)评查", "digit_bracket", 4, "（4）"),
        ("4）评查", "digit_bracket", 4, "（4）"),
        ("⑤表彰", "circled", 5, "⑤"),
    ],
)
def test_the_mark_of_a_clause_is_recognised_in_every_form(text, kind, value, printed):
    mark = find_mark(text)
    assert mark is not None
    assert (mark.kind, mark.value, mark.text) == (kind, value, printed)
    assert text[mark.start :] == mark.rest


@pytest.mark.parametrize(
    "text",
    [
        "一、二审法院都可以调解。",
        "第三条规定的期限不变。",
        "第三条第二款适用于茶农。",
        "2.5万元以下的纠纷",
        "2021年3月",
        "（二〇二一）",
        "（试行）",
        "茶叶一、二级",
        "",
    ],
)
def test_numbers_inside_a_sentence_are_no_marks(text):
    assert find_mark(text) is None


def test_leading_blanks_do_not_hide_a_mark():
    assert find_mark("　　一、总则") == Mark("han", 1, "一、", "总则", 4)


def test_circled_numbers_end_at_twenty():
    assert mark_text("circled", 21) == "(21)"
