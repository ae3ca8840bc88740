from functools import reduce
from typing import Any

from django.contrib.postgres.search import SearchQuery as PostgresQuery
from django.contrib.postgres.search import SearchVector
from django.db.models import F, Func, Value
from modelsearch.backends.database.postgres import postgres
from modelsearch.backends.database.postgres.query import Lexeme
from modelsearch.query import Phrase, PlainText, SearchQuery

from search.backends.han_text import HanValues, phrase, phrases, with_indexer

_FOLLOWED_BY = "<->"


class HanObjectIndexer(HanValues, postgres.ObjectIndexer):
    pass


class HanPostgresIndex(postgres.PostgresIndex):
    add_items = with_indexer(postgres.PostgresIndex.add_items, HanObjectIndexer)


class Apart(Func):
    """A column with spaces round its Han characters, for searches that name their fields and so pass the index by."""

    function = "regexp_replace"

    def __init__(self, field: str) -> None:
        super().__init__(F(field), Value(r"([\u3400-\u9fff])"), Value(r" \1 "), Value("g"))


class _HanQueries:
    LAST_TERM_IS_PREFIX: bool

    def build_tsquery_content(self, query: SearchQuery, config: Any = None, invert: bool = False) -> Any:
        if isinstance(query, Phrase):
            found = self._raw(_chain(phrase(query.query_string)), config)
        elif isinstance(query, PlainText):
            *first, last = phrases(query.query_string)
            lexemes = _chain(last, prefix=self.LAST_TERM_IS_PREFIX)
            for units in first:
                lexemes = lexemes & _chain(units) if query.operator == "and" else lexemes | _chain(units)
            found = self._raw(lexemes, config)
        else:
            return super().build_tsquery_content(query, config=config, invert=invert)  # type: ignore[misc]
        return ~found if invert else found

    def _raw(self, lexemes: Any, config: Any) -> PostgresQuery:
        return PostgresQuery(lexemes, search_type="raw", config=config)

    def get_fields_vectors(self, search_query: Any) -> list[tuple[SearchVector, float]]:
        return [
            (SearchVector(Apart(lookup), config=search_query.config), getattr(field, "boost", None) or 1.0)
            for lookup, field in self.search_fields.items()  # type: ignore[attr-defined]
        ]


def _chain(units: tuple[str, ...], *, prefix: bool = False) -> Any:
    *first, last = units
    lexemes = [*map(Lexeme, first), Lexeme(last, prefix=prefix)]
    return reduce(lambda left, right: left._combine(right, _FOLLOWED_BY, False), lexemes)


class HanSearchCompiler(_HanQueries, postgres.PostgresSearchQueryCompiler):
    pass


class HanAutocompleteCompiler(_HanQueries, postgres.PostgresAutocompleteQueryCompiler):
    pass


class HanPostgresBackend(postgres.PostgresSearchBackend):
    query_compiler_class = HanSearchCompiler
    autocomplete_query_compiler_class = HanAutocompleteCompiler
    index_class = HanPostgresIndex

    def __init__(self, params: dict[str, Any]) -> None:
        super().__init__({"SEARCH_CONFIG": "simple", **params})
