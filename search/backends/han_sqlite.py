from typing import Any

from modelsearch.backends.database.sqlite import sqlite
from modelsearch.backends.database.sqlite.query import Lexeme, SearchQueryExpression
from modelsearch.query import Phrase, PlainText, SearchQuery

from search.backends.han_text import HanValues, phrase, phrases, with_indexer


class HanObjectIndexer(HanValues, sqlite.ObjectIndexer):
    pass


class HanSQLiteIndex(sqlite.SQLiteIndex):
    add_items = with_indexer(sqlite.SQLiteIndex.add_items, HanObjectIndexer)


class _HanQueries:
    LAST_TERM_IS_PREFIX: bool

    def build_search_query_content(self, query: SearchQuery, config: Any = None) -> Any:
        if isinstance(query, Phrase):
            return SearchQueryExpression(Lexeme(" ".join(phrase(query.query_string))), config=config)
        if isinstance(query, PlainText):
            return SearchQueryExpression(self._lexemes(query), config=config)
        return super().build_search_query_content(query, config=config)  # type: ignore[misc]

    def _lexemes(self, query: PlainText) -> Any:
        """FTS5 reads "法 律 援 助" as a phrase, and a star after it as the start of its last word."""
        *first, last = (" ".join(units) for units in phrases(query.query_string))
        lexemes = Lexeme(last, prefix=self.LAST_TERM_IS_PREFIX)
        for words in first:
            lexemes = lexemes & Lexeme(words) if query.operator == "and" else lexemes | Lexeme(words)
        return lexemes


class HanSearchCompiler(_HanQueries, sqlite.SQLiteSearchQueryCompiler):
    pass


class HanAutocompleteCompiler(_HanQueries, sqlite.SQLiteAutocompleteQueryCompiler):
    pass


class HanSQLiteBackend(sqlite.SQLiteSearchBackend):
    query_compiler_class = HanSearchCompiler
    autocomplete_query_compiler_class = HanAutocompleteCompiler
    index_class = HanSQLiteIndex
