import html
import re

from hypothesis import given
from hypothesis import strategies as st

from search.text import tokens
from search.text.passage import Marks, marked, passage

PAIRS = Marks(pairs=set(tokens.tokens("二十日内完成调解").pairs))


def test_the_original_is_shown_not_the_normal_form():
    assert passage("应当在二十日內完成<調解>。", PAIRS) == "应当在<mark>二十日內完成&lt;調解</mark>&gt;。"


def test_a_long_text_is_cut_at_the_start_of_the_sentence_that_answers():
    text = "甲。" * 100 + "申请后，应当在20日内完成调解。" + "乙。" * 100
    shown = passage(text, PAIRS)
    assert shown.startswith("…申请后，应当在<mark>20日内完成调解</mark>。乙。")
    assert shown.endswith("…")


def test_a_text_without_the_words_shows_its_beginning():
    assert passage("甲" * 200, PAIRS) == "甲" * 96 + "…"


def test_a_single_character_is_marked_when_it_was_asked_for():
    assert marked("调解", Marks(units={"解"})) == "调<mark>解</mark>"


def test_a_phrase_is_marked_only_where_it_stands_whole():
    fee = Marks(pairs={"调解"}, phrases={tuple("不收费"), tuple("收费")})
    assert marked("调解不收费，不收钱", fee) == "<mark>调解不收费</mark>，不收钱"


def test_a_passage_with_another_word_is_better_than_one_that_says_the_same_again():
    asked = Marks(pairs={"司法", "法确", "确认", "30日"})
    text = "司法确认。司法确认。" + "甲。" * 90 + "三十日内可以申请司法确认。"
    assert passage(text, asked).endswith("<mark>三十日</mark>内可以申请<mark>司法确认</mark>。")


@given(st.text(max_size=300), st.sampled_from(["调解", "20日", "a b", "<b>"]))
def test_nothing_but_mark_is_markup_and_no_character_is_invented(text, words):
    cut = tokens.tokens(words)
    shown = passage(text, Marks(set(cut.units), set(cut.pairs)))
    bare = html.unescape(re.sub(r"</?mark>", "", shown)).strip("…")
    assert "<" not in re.sub(r"</?mark>", "", shown)
    assert bare.strip() in text
