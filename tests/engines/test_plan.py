import pytest

from search.engines.plan import least, plan
from search.types import Query


def of(text: str):
    return plan(Query(text=text, tenants=("jia",)))


@pytest.mark.parametrize(
    ("items", "number"), [(0, 0), (1, 1), (2, 2), (3, 2), (4, 2), (6, 3), (8, 4), (9, 2), (60, 2)]
)
def test_how_many_must_be_found(items, number):
    assert least(items) == number


def test_words_of_asking_make_nothing_a_hit():
    assert of("怎么申请").pairs == ("么申", "申请")
    assert of("怎么申请").asking == ("怎么",)
    assert (of("怎么").pairs, of("怎么").asking) == (("怎么",), ())


def test_an_expression_and_a_question():
    assert of("司法确认 三十日").phrases == (tuple("司法确认"), ("30", "日"))
    assert of("司法确认 三十日").is_question is False
    assert of("老板拖欠农民工的工资应当去哪里投诉才有用").is_question is True
    assert of("老板拖欠农民工的工资应当去哪里投诉才有用").phrases == ()


def test_letters_are_heard():
    assert of("flyz").initials == ("f", "l", "y", "z")
    assert of("falv").sounds == (("fa", "lv"),)
    assert (of("法律").sounds, of("2020").initials) == ((), ())


def test_a_very_long_query_is_cut():
    assert len(of("".join(map(chr, range(0x4E00, 0x4F00)))).units) == 64
