"""Texts and queries as the words both database back ends work with."""

from collections.abc import Callable
from types import FunctionType
from typing import Any

from search.text import tokens

# A word that no text holds: letters and digits are always apart in the index.
NOWHERE = ("a0",)


def spaced(text: str) -> str:
    return " ".join(tokens.tokens(text).units)


def phrases(query: str) -> list[tuple[str, ...]]:
    """Each word of a query as a phrase of units; a query of punctuation alone finds nothing."""
    return [run.units for run in tokens.runs(query)] or [NOWHERE]


def phrase(query: str) -> tuple[str, ...]:
    return tuple(tokens.tokens(query).units) or NOWHERE


class HanValues:
    """For an ObjectIndexer: its texts, cut as queries are."""

    def prepare_value(self, value: Any) -> str:
        return spaced(super().prepare_value(value))  # type: ignore[misc]


def with_indexer(method: Callable, indexer: type) -> Callable:
    """The same method, making its entries with another ObjectIndexer: modelsearch names that as a global."""
    renamed = {**method.__globals__, "ObjectIndexer": indexer}
    return FunctionType(method.__code__, renamed, method.__name__, method.__defaults__, method.__closure__)
