"""Reads the body of a shipped form into lines and tables; library/__init__.py says how it is written."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import groupby

_ROW = re.compile(r"^\|(?P<tall>\d+)?(?P<heads>:)?\s(?P<cells>.*)\|$")


@dataclass(frozen=True)
class Line:
    """`style`: body, heading, centre, right, plain, jump (an instruction), seats, seal or page."""

    style: str
    text: str = ""


@dataclass(frozen=True)
class Row:
    """`tall`: least height in millimetres. `jump`: an instruction instead of cells."""

    cells: tuple[str, ...] = ()
    tall: int = 0
    heads: bool = False
    jump: str = ""


@dataclass(frozen=True)
class Table:
    rows: tuple[Row, ...]

    @property
    def listed(self) -> bool:
        """Headings above, cells below; otherwise labels and values take turns."""
        return self.rows[0].heads


class LayoutError(Exception):
    pass


_STYLES = {"#": "heading", "^": "centre", ">": "right", "-": "plain"}


def read(body: str) -> list[Line | Table]:
    parts: list[Line | Table] = []
    lines = [line.strip() for line in body.splitlines() if line.strip()]
    for in_table, group in groupby(_placed(lines), key=lambda placed: placed[0]):
        members = [line for _, line in group]
        parts += (
            [Table(tuple(_row(line) for line in members))] if in_table else [_line(line) for line in members]
        )
    return parts


def _placed(lines: list[str]) -> Iterator[tuple[bool, str]]:
    """With each line whether it belongs to a table. An opening instruction goes with what follows it."""
    for at, line in enumerate(lines):
        if not line.startswith("%"):
            yield line.startswith("|"), line
            continue
        closing = line[1:].strip().startswith("end")
        near = reversed(lines[:at]) if closing else iter(lines[at + 1 :])
        yield next((other for other in near if not other.startswith("%")), "").startswith("|"), line


def _row(line: str) -> Row:
    if line.startswith("%"):
        return Row(jump=line[1:].strip())
    match = _ROW.match(line)
    if match is None:
        raise LayoutError(line)
    cells = tuple(cell.strip() for cell in match["cells"].split("|"))
    return Row(cells, int(match["tall"] or 0), bool(match["heads"]))


def _line(line: str) -> Line:
    if line.startswith("@"):
        return Line(line[1:])
    if line.startswith("%"):
        return Line("jump", line[1:].strip())
    if line[0] in _STYLES:
        return Line(_STYLES[line[0]], line[1:].strip())
    return Line("body", line)
