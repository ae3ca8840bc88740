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


def test_a_question_particle_is_no_word():
    assert of("协议有效吗").pairs == ("协议", "议有", "有效")
    assert of("协议有效吗").asking == ()


def test_what_is_understood_is_demanded_in_any_words():
    made = of("人民调解是免费的吗")
    assert (made.pairs, made.minimum) == (("人民", "民调", "调解"), 2)
    (fee,) = made.meanings
    assert fee.typed == (("免", "费"),)
    assert tuple("任何费用") in fee.written
    assert made.words == ((tuple("人民调解"),), fee.phrases)
    assert made.can_be_loosened is True
    assert (made.loosened().minimum, made.loosened().can_be_loosened) == (1, False)


def test_what_is_understood_does_not_make_a_question_long():
    assert of("申请法律援助需要多长时间").is_question is False
    long = of("我想申请法律援助打官司大概需要多长时间才能批下来")
    assert (long.is_question, long.meanings, long.words) == (True, (), ())
    assert [meaning.typed for meaning in long.hints] == [(tuple("多长时间"),)]


def test_letters_are_heard():
    assert of("flyz").initials == ("f", "l", "y", "z")
    assert of("falv").sounds == (("fa", "lv"),)
    assert (of("法律").sounds, of("2020").initials) == ((), ())


def test_a_very_long_query_is_cut():
    assert len(of("".join(map(chr, range(0x4E00, 0x4F00)))).units) == 64
