"""The cells of one row to values: what each says, and to whom several together refer."""

from typing import Any

from django.utils.translation import gettext as _

from services.directory.transfer import text as texts
from services.directory.transfer.lookup import Lookup
from services.directory.transfer.plan import Line
from services.directory.transfer.reading import read
from services.directory.transfer.refusals import UnreadError
from services.directory.transfer.register import Column
from services.directory.transfer.sheet import Row, Table
from services.directory.transfer.words import words

# What a row is called in a report, the first that it has.
_NAMED_BY = ("name", "mediator.name", "mediator.certificate", "organisation")


def read_row(row: Row, table: Table, lookup: Lookup) -> Line:
    number, cells = row
    line = Line(number, cells, name=_called(cells, table))
    parts: dict[str, list[tuple[Column, str]]] = {}
    for place, column in table.places.items():
        cell = cells[place] if place < len(cells) else ""
        if not texts.line(cell):
            continue
        if column.part:
            parts.setdefault(column.field, []).append((column, cell))
        else:
            _take(line, column, cell, lookup)
    for field, said in parts.items():
        _refer(line, field, said, lookup)
    return line


def _called(cells: tuple[str, ...], table: Table) -> str:
    by_code = {column.code: cells[place] for place, column in table.places.items() if place < len(cells)}
    return next((texts.name(by_code[code]) for code in _NAMED_BY if by_code.get(code, "").strip()), "")


def _take(line: Line, column: Column, cell: str, lookup: Lookup) -> None:
    try:
        line.values[column.field] = _cleared(column) if words().clears(cell) else read(column, cell, lookup)
    except UnreadError as error:
        line.complain(column.heading, texts.line(cell), error)


def _cleared(column: Column) -> Any:
    if not column.clearable:
        raise UnreadError(_("这一项不能清空，请填写内容；不改的留空。"))
    if column.reads in ("codes", "places"):
        return () if column.reads == "codes" else frozenset()
    return None if column.about is not None and column.about.null else ""


def _refer(line: Line, field: str, said: list[tuple[Column, str]], lookup: Lookup) -> None:
    """Certificate, name and organisation mean one person."""
    heading, cell = said[0][0].heading, texts.line(said[0][1])
    by_part = {column.part: texts.name(cell) for column, cell in said}
    number = by_part.get("certificate") or by_part.get("licence") or ""
    people = lookup.lawyers if field == "lawyer" else lookup.mediators
    try:
        where = by_part.get("organisation")
        missing = _("机构名录里没有“%(name)s”。") % {"name": where}
        organisation = lookup.organisations.one(where, missing) if where and not number else None
        line.values[field] = people.one(number, by_part.get("name", ""), organisation)
    except UnreadError as error:
        line.complain(heading, cell, error)
