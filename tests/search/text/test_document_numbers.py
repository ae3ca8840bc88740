import pytest

from search.text.document_numbers import DocumentNumber, candidates, read

NUMBER = DocumentNumber("甲司发", "2020", "24")


@pytest.mark.parametrize(
    "written",
    ["甲司发〔2020〕24号", "甲司发[2020]24号", "甲司发【2020】24 号", "甲司发（2020）第24号", "甲司发﹝2020﹞024号",
     "甲司发2020年24号", "甲司发2020年第24号", "甲司发〔2020〕24", "甲司發〔二〇二〇〕24號"],
)  # fmt: skip
def test_every_written_form(written):
    assert read(written) == [NUMBER]


@pytest.mark.parametrize("text", ["2020年3月24日", "第24号令", "24号", "调解", ""])
def test_what_is_none(text):
    assert read(text) == []


def test_words_before_the_issuer():
    (number,) = read("关于甲司发〔2020〕24号")
    assert candidates(number)[2] == NUMBER.key
    assert number.tail == "2020/24"
