from hypothesis import given
from hypothesis import strategies as st

from search.text.tokens import Run, runs, tokens


def test_characters_and_pairs():
    cut = tokens("甲县“枫桥”调解，20 日 ABC")
    assert cut.units == ["甲", "县", "枫", "桥", "调", "解", "20", "日", "abc"]
    assert cut.pairs == ["甲县", "县枫", "枫桥", "桥调", "调解", "20日", "日abc"]


def test_numbers_side_by_side_are_not_one_number():
    assert tokens("发〔2020〕24号").pairs == ["发2020", "2020_24", "24号"]


def test_a_space_parts_the_words_of_a_query_only():
    assert runs("法律援助 当日指派") == [Run(tuple("法律援助")), Run(tuple("当日指派"))]
    assert "助当" in tokens("法律援助 当日指派").pairs
    assert "助当" not in tokens("法律援助\n当日指派").pairs


@given(st.text(max_size=30), st.text("甲乙丙丁", min_size=2, max_size=6), st.text(max_size=30))
def test_a_word_of_han_is_cut_in_a_text_as_it_is_alone(before, word, after):
    assert set(runs(word)[0].pairs) <= set(tokens(f"{before}，{word}，{after}").pairs)
