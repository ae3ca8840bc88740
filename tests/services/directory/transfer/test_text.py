import pytest

from services.directory.transfer import text


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("王　小明", "王小明"), ("王 小明", "王小明"), (" 王小明\n", "王小明"), ("阿依努尔·买买 提", "阿依努尔·买买提"),
        ("John  Smith", "John Smith"), ("王\u200b小明", "王小明"), ("王\u00a0小明", "王小明"),
    ],
)  # fmt: skip
def test_names_lose_the_spaces_between_characters(typed, meant):
    assert text.name(typed) == meant


def test_full_width_digits_become_plain_and_brackets_stay():
    assert text.line("人民路１２号Ａ座（东）") == "人民路12号A座（东）"


def test_lines_stay_apart_and_a_line_does_not():
    assert text.lines("一 \r\n 二\r三") == "一\n二\n三"
    assert text.line("一 \r\n 二") == "一 二"


def test_what_is_compared_knows_neither_width_nor_brackets_nor_spaces():
    assert text.fold("桥头镇 （东）Ａ-1") == text.fold("桥头镇(东)a1")


def test_a_heading_is_known_without_its_note():
    assert text.fold_heading("* 姓 名\n（必填）") == ("姓名(必填)", "姓名")


@pytest.mark.parametrize("cell", ["=1+1", "+86 10", "-5", "@here", "\t=1", "＝1"])
def test_a_formula_is_made_harmless_and_read_as_it_was(cell):
    assert text.harmless(cell) == f"'{cell}"
    assert text.as_meant(text.harmless(cell)) == cell


def test_an_apostrophe_of_a_text_stays():
    assert (text.harmless("'t"), text.as_meant("'t")) == ("'t", "'t")
