"""Clauses that a formula rests on, with the address where they can be read."""

from collections.abc import Iterable
from dataclasses import dataclass

from services.cases import bases
from services.procedures.sections import basis


@dataclass(frozen=True)
class Cited:
    text: str
    url: str


def cited(texts: str | Iterable[str]) -> list[Cited]:
    said = [texts] if isinstance(texts, str) else texts
    return [Cited(one, bases.address(basis(one))) for one in said if one]
