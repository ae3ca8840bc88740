"""The plan in Elasticsearch's words."""

from collections.abc import Iterable, Sequence

from elasticsearch.dsl import Q
from elasticsearch.dsl.query import Query as Clause

from search.engines.fields import object_hash
from search.engines.plan import Plan
from search.engines.weights import Weights, weights
from search.types import Query

_WHOLE = Q("term", part="")


def build(query: Query, plan: Plan) -> Clause:
    filters = list(_filters(query))
    if plan.is_empty:
        return Q("bool", filter=[*filters, _WHOLE])
    weigh = weights(plan)
    return Q(
        "bool",
        filter=filters,
        must=[_any(_matching(plan, weigh))],
        should=list(_helping(plan, weigh)),
    )


def sounding_like(query: Query, readings: Sequence[Sequence[str]]) -> Clause:
    heads = [_WHOLE, Q("terms", tenant=list(query.tenants))]
    return Q("bool", filter=heads, must=[_any(_phrase("sounds", reading, 1.0) for reading in readings)])


def _filters(query: Query) -> Iterable[Clause]:
    yield Q("terms", tenant=list(query.tenants))
    chosen = {
        "tenant": query.tenant,
        "kind": query.kind,
        "issuer": query.issuer,
        "validity": query.validity,
        "year": str(query.year) if query.year else "",
    }
    for name, value in chosen.items():
        if value:
            yield Q("term", **{name: value})
    if query.within:
        yield Q("term", object_hash=object_hash(query.within))


def _matching(plan: Plan, weigh: Weights) -> Iterable[Clause]:
    """Any one of these makes a clause a hit."""
    items = [
        *(_weighed("pairs", pair, weigh.pair, weigh.title_pair) for pair in plan.pairs),
        *(_weighed("units", unit, weigh.unit, weigh.title_unit) for unit in plan.demanded),
    ]
    meant = [_meant(meaning.phrases, weigh) for meaning in plan.meanings]
    if plan.loose:
        items, meant = items + meant, []
    if items:
        least = max(1, min(plan.minimum, len(items)))
        own = [_in_its_own_words(plan)]
        yield Q("bool", must=meant, should=items, minimum_should_match=least, filter=own)
    elif meant:
        yield Q("bool", must=meant, filter=[_in_its_own_words(plan)])
    for units in plan.synonyms:
        yield _phrase("text_units", units, weigh.synonym)
        yield Q("bool", must=[_phrase("title_units", units, weigh.synonym)], filter=[_WHOLE])
    if plan.tails:
        yield _constant("number", plan.numbers, weigh.number)
        yield _constant("number_tail", plan.tails, weigh.number_tail if plan.numbers else weigh.number)
    for reading in plan.sounds:
        yield _phrase("sounds", reading, weigh.sound)
    if plan.initials:
        yield _phrase("initials", plan.initials, weigh.sound)


def _in_its_own_words(plan: Plan) -> Clause:
    """A title alone makes the whole object a hit, not each of its clauses."""
    pairs = Q("terms", text_pairs=list(plan.pairs))
    units = Q("terms", text_units=list(plan.demanded))
    meant = (_phrase("text_units", phrase, 1.0) for one in plan.meanings for phrase in one.phrases)
    return _any((pairs, units, _WHOLE, *meant))


def _meant(phrases: Sequence[Sequence[str]], weigh: Weights) -> Clause:
    return _any(
        Q("constant_score", filter=_any(_phrase(field, units, 1.0) for units in phrases), boost=boost)
        for field, boost in (("text_units", weigh.meaning), ("title_units", weigh.title_meaning))
    )


def _helping(plan: Plan, weigh: Weights) -> Iterable[Clause]:
    """These only move a hit up."""
    for unit in plan.units:
        if unit not in plan.demanded:
            yield _weighed("units", unit, weigh.unit, weigh.title_unit)
    for pair in plan.asking:
        yield _weighed("pairs", pair, weigh.pair, weigh.title_pair)
    for units in plan.phrases:
        yield _expression(units, weigh.phrase, weigh.title_phrase)
    for meaning in plan.meanings:
        for units in meaning.written:
            yield _expression(units, weigh.synonym, weigh.title_written)
    if plan.words:
        yield from _all_words(plan, weigh)


def _all_words(plan: Plan, weigh: Weights) -> Iterable[Clause]:
    text = [_word(("text_units",), phrases, weigh) for phrases in plan.words]
    either = [_word(("text_units", "title_units"), phrases, weigh) for phrases in plan.words]
    yield Q("bool", must=text, boost=weigh.all_words)
    yield Q("bool", must=either, boost=weigh.all_words_with_title)


def _word(fields: Sequence[str], phrases: Sequence[Sequence[str]], weigh: Weights) -> Clause:
    held = _any(_phrase(field, units, 1.0) for field in fields for units in phrases)
    return held if len(phrases) == 1 else Q("constant_score", filter=held, boost=weigh.meaning)


def _expression(units: Sequence[str], in_text: float, in_title: float) -> Clause:
    return _any((_phrase("text_units", units, in_text), _phrase("title_units", units, in_title)))


def _weighed(what: str, token: str, in_text: float, in_title: float) -> Clause:
    return _any((_term(f"text_{what}", token, in_text), _term(f"title_{what}", token, in_title)))


def _term(field: str, token: str, boost: float) -> Clause:
    return Q("term", **{field: {"value": token, "boost": boost}})


def _phrase(field: str, units: Sequence[str], boost: float) -> Clause:
    if len(units) == 1:
        return _term(field, units[0], boost)
    return Q("match_phrase", **{field: {"query": " ".join(units), "boost": boost}})


def _constant(field: str, values: Sequence[str], score: float) -> Clause:
    return Q("constant_score", filter=Q("terms", **{field: list(values)}), boost=score)


def _any(clauses: Iterable[Clause]) -> Clause:
    return Q("bool", should=list(clauses), minimum_should_match=1)
