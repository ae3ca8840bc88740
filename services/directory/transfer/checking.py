"""A table against a register: what is new, what changes, what is wrong. Asks no database."""

from collections.abc import Iterable
from dataclasses import replace
from typing import Any

from django.utils.translation import gettext as _

from services.directory.transfer import tree
from services.directory.transfer.lookup import Lookup
from services.directory.transfer.matching import Matcher
from services.directory.transfer.plan import Change, Existing, Line, Plan
from services.directory.transfer.reading import Later
from services.directory.transfer.register import Column, Register
from services.directory.transfer.rows import read_row
from services.directory.transfer.sheet import Table
from services.directory.transfer.text import fold, line, lines
from services.directory.transfer.writing import written


def check(table: Table, register: Register, lookup: Lookup, existing: Iterable[Existing]) -> Plan:
    known = list(existing)
    lookup = replace(lookup, coming=tree.coming(table, register))
    matcher = Matcher(register, known, lookup)
    plan = Plan(register, table, [read_row(row, table, lookup) for row in table.rows])
    matcher.reserve(plan.lines)
    for found in plan.lines:
        if not found.faults:
            matcher.match(found)
        if not found.faults:
            _settle(found, register, lookup)
    if register.code == "organisations":
        tree.settle(plan, lookup)
    return plan


def _settle(found: Line, register: Register, lookup: Lookup) -> None:
    """What changes, and whether the row as it will stand is whole."""
    if found.existing is None:
        _must_be_whole(found, register)
    else:
        found.values = {
            name: new for name, new in found.values.items() if not _same(found, name, new, register)
        }
    _must_follow(found, register, lookup)
    if register.one_of and sum(found.value(name) is not None for name in register.one_of) != 1:
        headings = "、".join(register.column_of(name).heading for name in register.one_of)
        found.complain("", "", _("这几项要填一项，而且只填一项：%(headings)s。") % {"headings": headings})
    found.changes = [
        Change(
            column.heading, _old(found, column, lookup), written(column, found.values[column.field], lookup)
        )
        for column in register.columns
        if column.field in found.values
    ]


def _must_be_whole(found: Line, register: Register) -> None:
    for column in register.columns:
        if column.required and found.values.get(column.field) in (None, ""):
            found.complain(column.heading, "", _("名册里还没有这一条，新增时必须填写这一项。"))


def _same(found: Line, name: str, new: Any, register: Register) -> bool:
    old = found.existing.values.get(name) if found.existing else None
    if isinstance(new, tuple):
        return set(new) == set(old or ())
    if isinstance(new, str) and isinstance(old, str):
        known_by = any(name in key for key in register.keys)
        return new in (old, line(old), lines(old)) or (known_by and bool(new) and fold(new) == fold(old))
    return bool(old == new)


def _must_follow(found: Line, register: Register, lookup: Lookup) -> None:
    """A date that may not lie before another one of the row."""
    for column in register.columns:
        if not column.after or not {column.field, column.after} & found.values.keys():
            continue
        end, start = found.value(column.field), _start(found, register.column_of(column.after))
        if end and start and end < start:
            words = _("不能早于“%(heading)s”（%(start)s）。")
            values = {"heading": register.column_of(column.after).heading, "start": start.isoformat()}
            found.complain(column.heading, written(column, end, lookup), words % values)


def _start(found: Line, column: Column) -> Any:
    """A new row begins on the day that the register sets for it."""
    known = found.value(column.field)
    if known is None and found.existing is None and column.about is not None:
        return column.about.get_default()
    return known


def _old(found: Line, column: Column, lookup: Lookup) -> str:
    if found.existing is None or isinstance(found.existing.values.get(column.field), Later):
        return ""
    return written(column, found.existing.values.get(column.field), lookup)
