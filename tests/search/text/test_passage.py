import html
import re

from hypothesis import given
from hypothesis import strategies as st

from search.text import tokens
from search.text.passage import marked, passage

PAIRS = set(tokens.tokens("二十日内完成调解").pairs)


def test_the_original_is_shown_not_the_normal_form():
    assert (
        passage("应当在二十日內完成<調解>。", set(), PAIRS) == "应当在<mark>二十日內完成&lt;調解</mark>&gt;。"
    )


def test_a_long_text_is_cut_at_the_start_of_the_sentence_that_answers():
    text = "甲。" * 100 + "申请后，应当在20日内完成调解。" + "乙。" * 100
    shown = passage(text, set(), PAIRS)
    assert shown.startswith("…申请后，应当在<mark>20日内完成调解</mark>。乙。")
    assert shown.endswith("…")


def test_a_text_without_the_words_shows_its_beginning():
    assert passage("甲" * 200, set(), PAIRS) == "甲" * 96 + "…"


def test_a_single_character_is_marked_when_it_was_asked_for():
    assert marked("调解", {"解"}, set()) == "调<mark>解</mark>"


@given(st.text(max_size=300), st.sampled_from(["调解", "20日", "a b", "<b>"]))
def test_nothing_but_mark_is_markup_and_no_character_is_invented(text, words):
    cut = tokens.tokens(words)
    shown = passage(text, set(cut.units), set(cut.pairs))
    bare = html.unescape(re.sub(r"</?mark>", "", shown)).strip("…")
    assert "<" not in re.sub(r"</?mark>", "", shown)
    assert bare.strip() in text
