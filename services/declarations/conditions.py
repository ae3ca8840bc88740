"""Simple comparisons of fields, for "shown if" and for guards: data, never an expression language.

{field = "kind", is = "medical"}
{all = [{field = "people", at_least = 10}, {any = [{field = "place", filled = true}, …]}]}
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal, InvalidOperation
from typing import Any

from services.declarations.sentences import _
from services.declarations.table import Table

OPERATORS = ("is", "is_not", "in", "contains", "at_least", "at_most", "before", "after", "filled")


@dataclass(frozen=True)
class Comparison:
    field: str
    operator: str
    value: Any


@dataclass(frozen=True)
class Combination:
    """`how` is "all" or "any" of the parts."""

    how: str
    parts: tuple["Condition", ...]


Condition = Comparison | Combination


def read(table: Table) -> Condition | None:
    """None when the table is not a condition; the problem is noted then."""
    with table:
        for how in ("all", "any"):
            if how in table.data:
                parts = tuple(found for part in table.items(how) if (found := read(part)))
                if not parts:
                    table.complain(how, _("“%(key)s”里没有条件"), key=how)
                return Combination(how, parts)
        return _comparison(table)


def _comparison(table: Table) -> Condition | None:
    named = table.text("field")
    used = [operator for operator in OPERATORS if operator in table.data]
    if len(used) != 1:
        table.complain("", _("条件要恰好有一个比较：%(allowed)s"), allowed="、".join(OPERATORS))
        table.asked.update(used)
        return None
    value = table.take(used[0], (str, int, float, bool, list), "", _("文字、数字或列表"))
    return Comparison(named, used[0], value)


def fields(condition: Condition | None) -> Iterator[str]:
    """The fields a condition looks at."""
    if isinstance(condition, Comparison):
        yield condition.field
    elif isinstance(condition, Combination):
        for part in condition.parts:
            yield from fields(part)


def holds(condition: Condition | None, values: Mapping[str, Any]) -> bool:
    """True without a condition. A value that is missing or cannot be compared meets nothing; this never raises."""
    if condition is None:
        return True
    if isinstance(condition, Combination):
        answers = (holds(part, values) for part in condition.parts)
        return all(answers) if condition.how == "all" else any(answers)
    return _compare(condition.operator, values.get(condition.field), condition.value)


def is_blank(value: Any) -> bool:
    """Nothing, spaces, an empty list, or a box that was not ticked."""
    empty = value is None or value is False or value in ((), [], {})
    return empty or (isinstance(value, str) and not value.strip())


def _compare(operator: str, value: Any, wanted: Any) -> bool:
    if operator == "filled":
        return is_blank(value) is not wanted
    if operator == "is":
        return bool(value == wanted)
    if operator == "is_not":
        return bool(value != wanted)
    if operator == "in":
        return isinstance(wanted, list) and value in wanted
    if operator == "contains":
        return wanted in value if isinstance(value, list | tuple) else _both_texts(value, wanted)
    return _ordered(operator, value, wanted)


def _both_texts(value: Any, wanted: Any) -> bool:
    return isinstance(value, str) and isinstance(wanted, str) and wanted in value


def _ordered(operator: str, value: Any, wanted: Any) -> bool:
    if operator in ("before", "after"):
        day = value.isoformat() if isinstance(value, date | datetime) else value
        if not isinstance(day, str) or not isinstance(wanted, str) or not day:
            return False
        return day < wanted if operator == "before" else day > wanted
    left, right = _figure(value), _figure(wanted)
    if left is None or right is None:
        return False
    return left >= right if operator == "at_least" else left <= right


def _figure(value: Any) -> Decimal | None:
    if isinstance(value, bool) or not isinstance(value, int | float | str | Decimal):
        return None
    try:
        figure = Decimal(str(value).replace(",", ""))
    except InvalidOperation:
        return None
    return figure if figure.is_finite() else None
