"""Clauses with the address where they can be read, for the pages."""

from collections.abc import Iterable

from services.cases.queries.promise import Clause, clause
from services.procedures.terms import Basis


def clauses_of(pairs: Iterable[tuple[str, str]]) -> list[Clause]:
    return [clause(Basis(document, said)) for document, said in pairs]


def linked(bases: Iterable[Basis]) -> list[Clause]:
    return [clause(one) for one in bases]
