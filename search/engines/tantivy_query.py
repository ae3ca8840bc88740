"""The plan in tantivy's words."""

from collections.abc import Iterable, Sequence
from itertools import chain

import tantivy
from tantivy import Occur

from search.engines.fields import object_hash
from search.engines.plan import Plan
from search.engines.weights import Weights, weights
from search.types import Query

Tantivy = tantivy.Query


def build(schema: tantivy.Schema, query: Query, plan: Plan) -> Tantivy:
    required = [(Occur.Must, clause) for clause in _filters(schema, query)]
    if plan.is_empty:
        required.append((Occur.Must, _whole(schema)))
        return Tantivy.boolean_query(required)
    weigh = weights(plan)
    required.append((Occur.Must, _any(_matching(schema, plan, weigh))))
    helping = [(Occur.Should, clause) for clause in _helping(schema, plan, weigh)]
    return Tantivy.boolean_query(required + helping)


def sounding_like(schema: tantivy.Schema, query: Query, readings: Sequence[Sequence[str]]) -> Tantivy:
    """Titles that sound like the query, among the whole objects the asker may see."""
    heads = [_whole(schema), _among(schema, "tenant", query.tenants)]
    sounds = _any(_phrase(schema, "sounds", reading) for reading in readings)
    return Tantivy.boolean_query([(Occur.Must, clause) for clause in (*heads, sounds)])


def limited_to(schema: tantivy.Schema, asked: Tantivy, hashes: Sequence[int]) -> Tantivy:
    only = Tantivy.term_set_query(schema, "object_hash", list(hashes))
    return Tantivy.boolean_query([(Occur.Must, asked), (Occur.Must, _silent(only))])


def _filters(schema: tantivy.Schema, query: Query) -> Iterable[Tantivy]:
    yield _among(schema, "tenant", query.tenants)
    chosen = {
        "tenant": query.tenant,
        "kind": query.kind,
        "issuer": query.issuer,
        "validity": query.validity,
        "year": str(query.year) if query.year else "",
    }
    for name, value in chosen.items():
        if value:
            yield _among(schema, name, [value])
    if query.within:
        yield _silent(Tantivy.term_query(schema, "object_hash", object_hash(query.within)))


def _matching(schema: tantivy.Schema, plan: Plan, weigh: Weights) -> Iterable[Tantivy]:
    """Any one of these makes a clause a hit."""
    items = [
        *(_weighed(schema, "pairs", pair, weigh.pair, weigh.title_pair) for pair in plan.pairs),
        *(_weighed(schema, "units", unit, weigh.unit, weigh.title_unit) for unit in plan.demanded),
    ]
    meant = [_meant(schema, meaning.phrases, weigh) for meaning in plan.meanings]
    if plan.loose:
        items, meant = items + meant, []
    if items:
        least = max(1, min(plan.minimum, len(items)))
        meant.append(
            Tantivy.boolean_query([(Occur.Should, item) for item in items], minimum_number_should_match=least)
        )
    if meant:
        meant.append(_in_its_own_words(schema, plan))
        yield Tantivy.boolean_query([(Occur.Must, clause) for clause in meant])
    for units in plan.synonyms:
        yield Tantivy.boost_query(_phrase(schema, "text_units", units), weigh.synonym)
        title = Tantivy.boost_query(_phrase(schema, "title_units", units), weigh.synonym)
        yield Tantivy.boolean_query([(Occur.Must, title), (Occur.Must, _whole(schema))])
    if plan.tails:
        exact = Tantivy.term_set_query(schema, "number", list(plan.numbers))
        tail = Tantivy.term_set_query(schema, "number_tail", list(plan.tails))
        yield Tantivy.const_score_query(exact, weigh.number)
        yield Tantivy.const_score_query(tail, weigh.number_tail if plan.numbers else weigh.number)
    for reading in plan.sounds:
        yield Tantivy.boost_query(_phrase(schema, "sounds", reading), weigh.sound)
    if plan.initials:
        yield Tantivy.boost_query(_phrase(schema, "initials", plan.initials), weigh.sound)


def _in_its_own_words(schema: tantivy.Schema, plan: Plan) -> Tantivy:
    """A title alone makes the whole object a hit, not each of its clauses."""
    pairs = Tantivy.term_set_query(schema, "text_pairs", list(plan.pairs))
    units = Tantivy.term_set_query(schema, "text_units", list(plan.demanded))
    meant = (_phrase(schema, "text_units", units) for one in plan.meanings for units in one.phrases)
    return _any((_silent(pairs), _silent(units), _whole(schema), *(_silent(phrase) for phrase in meant)))


def _meant(schema: tantivy.Schema, phrases: Sequence[Sequence[str]], weigh: Weights) -> Tantivy:
    text = _any(_phrase(schema, "text_units", units) for units in phrases)
    title = _any(_phrase(schema, "title_units", units) for units in phrases)
    return _any(
        (
            Tantivy.const_score_query(text, weigh.meaning),
            Tantivy.const_score_query(title, weigh.title_meaning),
        )
    )


def _whole(schema: tantivy.Schema) -> Tantivy:
    return _silent(Tantivy.term_query(schema, "part", ""))


def _helping(schema: tantivy.Schema, plan: Plan, weigh: Weights) -> Iterable[Tantivy]:
    """These only move a hit up."""
    for unit in plan.units:
        if unit not in plan.demanded:
            yield _weighed(schema, "units", unit, weigh.unit, weigh.title_unit)
    for pair in plan.asking:
        yield _weighed(schema, "pairs", pair, weigh.pair, weigh.title_pair)
    for units in plan.phrases:
        yield _expression(schema, units, weigh.phrase, weigh.title_phrase)
    for meaning in plan.meanings:
        for units in meaning.written:
            yield _expression(schema, units, weigh.synonym, weigh.title_written)
    for meaning in plan.hints:
        yield Tantivy.boost_query(_meant(schema, meaning.phrases, weigh), weigh.hint)
    if plan.words:
        yield from _all_words(schema, plan, weigh)


def _all_words(schema: tantivy.Schema, plan: Plan, weigh: Weights) -> Iterable[Tantivy]:
    text = [_word(schema, ("text_units",), phrases, weigh) for phrases in plan.words]
    either = [_word(schema, ("text_units", "title_units"), phrases, weigh) for phrases in plan.words]
    for words, boost in ((text, weigh.all_words), (either, weigh.all_words_with_title)):
        yield Tantivy.boost_query(Tantivy.boolean_query([(Occur.Must, word) for word in words]), boost)


def _word(
    schema: tantivy.Schema, fields: Sequence[str], phrases: Sequence[Sequence[str]], weigh: Weights
) -> Tantivy:
    held = _any(_phrase(schema, field, units) for field in fields for units in phrases)
    return held if len(phrases) == 1 else Tantivy.const_score_query(held, weigh.meaning)


def _expression(schema: tantivy.Schema, units: Sequence[str], in_text: float, in_title: float) -> Tantivy:
    text = Tantivy.boost_query(_phrase(schema, "text_units", units), in_text)
    title = Tantivy.boost_query(_phrase(schema, "title_units", units), in_title)
    return _any((text, title))


def _weighed(schema: tantivy.Schema, what: str, token: str, in_text: float, in_title: float) -> Tantivy:
    text = Tantivy.boost_query(_term(schema, f"text_{what}", token), in_text)
    title = Tantivy.boost_query(_term(schema, f"title_{what}", token), in_title)
    return _any((text, title))


def _term(schema: tantivy.Schema, field: str, token: str) -> Tantivy:
    return Tantivy.term_query(schema, field, token, index_option="freq")


def _phrase(schema: tantivy.Schema, field: str, units: Sequence[str]) -> Tantivy:
    if len(units) == 1:
        return _term(schema, field, units[0])
    return Tantivy.phrase_query(schema, field, list(units))


def _among(schema: tantivy.Schema, field: str, values: Iterable[str]) -> Tantivy:
    return _silent(Tantivy.term_set_query(schema, field, list(values)))


def _silent(clause: Tantivy) -> Tantivy:
    """Decides, but adds nothing to the score."""
    return Tantivy.const_score_query(clause, 0.0)


def _any(clauses: Iterable[Tantivy]) -> Tantivy:
    return Tantivy.boolean_query([(Occur.Should, clause) for clause in chain(clauses)])
