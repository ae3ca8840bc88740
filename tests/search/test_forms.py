import pytest

from search.asked import Asked
from search.forms import read

KNOWN = {"kinds": ("policy",), "counties": ("jia",)}


def test_everything_understood():
    asked = read(
        {
            "q": " 法律  援助 ",
            "kind": "policy",
            "issuer": "甲局",
            "year": "2020",
            "validity": "valid",
            "county": "jia",
            "page": "3",
        },
        **KNOWN,
    )
    assert asked == Asked("法律 援助", "policy", "甲局", 2020, "valid", "jia", "", 3)
    assert asked.filters == {
        "kind": "policy",
        "issuer": "甲局",
        "year": "2020",
        "validity": "valid",
        "county": "jia",
    }


@pytest.mark.parametrize(
    "bad",
    [
        {"kind": "secret"},
        {"year": "abc"},
        {"year": "99999999999"},
        {"year": "1"},
        {"validity": "'"},
        {"county": "yi"},
        {"year": "²"},
    ],
)
def test_a_filter_that_is_not_understood_is_left_out_and_said(bad):
    assert read({"q": "调解", **bad}, **KNOWN) == Asked("调解", notes=("有的筛选条件不能识别，没有采用。",))


@pytest.mark.parametrize(
    ("page", "number"),
    [("abc", 1), ("-1", 1), ("0", 1), ("", 1), ("1.5", 1), ("9" * 40, 1), ("99999", 50), ("２", 1)],
)
def test_page(page, number):
    assert read({"page": page}, **KNOWN).page == number


def test_long_and_dirty_words():
    assert read({"q": "调\x00解\x1b\ud800\n\t案"}, **KNOWN).text == "调 解 案"
    long = read({"q": "长" * 5000}, **KNOWN)
    assert (long.text, long.notes) == ("长" * 100, ("检索词太长，只用了前 100 个字。",))
