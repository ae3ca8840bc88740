"""How much each signal counts. The same numbers for every engine; measured with `manage.py evaluate_search`."""

from typing import NamedTuple

from search.engines.plan import Plan


class Weights(NamedTuple):
    unit: float = 0.7
    pair: float = 1.0
    title_unit: float = 0.4
    title_pair: float = 0.8
    # An expression found exactly as it was typed.
    phrase: float = 2.0
    title_phrase: float = 3.0
    synonym: float = 0.5
    # A meaning found in a title, by words that were not typed.
    title_written: float = 1.5
    # What a word of the query means, held in any words: the same for rare and for long ones.
    meaning: float = 4.0
    title_meaning: float = 1.5
    # In a question the meaning only helps.
    hint: float = 0.5
    # Once more what each word gives, when all of them are held: in the text; some of them in the title only.
    all_words: float = 4.0
    all_words_with_title: float = 1.0
    sound: float = 3.0
    # Beyond any sum of words: the number that was asked for stands first.
    number: float = 1000.0
    number_tail: float = 5.0


EXPRESSION = Weights()
# A whole question shares many characters with any long title; there the text must answer.
QUESTION = EXPRESSION._replace(title_unit=0.1, title_pair=0.2)


def weights(plan: Plan) -> Weights:
    return QUESTION if plan.is_question else EXPRESSION
