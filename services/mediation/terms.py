"""The clauses as the agreement writes them: in Chinese, in whatever language somebody works."""

from collections.abc import Sequence
from datetime import date

from services.documents.dates import below_hundred, plain
from services.mediation.cards import Term
from services.mediation.on_paper import on_paper

_END = "。；;.！!"


def lines(terms: Sequence[Term]) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """All clauses, counted; and those about money."""
    said = [(term, f"{below_hundred(count)}、{_said(term)}") for count, term in enumerate(terms, 1)]
    return tuple(line for _term, line in said), tuple(line for term, line in said if term.amount is not None)


def han_day(said: str) -> str:
    """2026-05-01 as 2026年5月1日."""
    return plain(date.fromisoformat(said))


def _said(term: Term) -> str:
    text = term.text.strip()
    if term.amount is not None:
        amount = f"{term.amount:.2f}".removesuffix(".00")
        text = on_paper("money", amount=amount, text=text)
    said = text if term.amount is None and text.startswith(term.title) else f"{term.title}：{text}"
    return said if said[-1] in _END else f"{said}。"
