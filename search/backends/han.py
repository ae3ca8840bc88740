"""The admin's own search, with Han words found anywhere in a sentence. For WAGTAILSEARCH_BACKENDS.

The stock database back ends take a whole run of Han characters for one word, so that 援助 is not found in 法律援助服务,
and the one for SQLite answers a quotation mark with an error. Here every Han character is a word of the index, and a
word of the query is a phrase of such characters.
"""

from typing import Any

from django.db import connection
from django.utils.module_loading import import_string
from modelsearch.backends.base import BaseSearchBackend

# By name: the tables behind one database's search do not exist on the other, and its module cannot be imported.
_BACKENDS = {
    "sqlite": "search.backends.han_sqlite.HanSQLiteBackend",
    "postgresql": "search.backends.han_postgres.HanPostgresBackend",
}


def SearchBackend(params: dict[str, Any]) -> BaseSearchBackend:
    return import_string(_BACKENDS[connection.vendor])(params)
