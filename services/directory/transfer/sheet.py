"""A file as rows of texts, and which row holds the headings. Row numbers are those a spreadsheet shows."""

from dataclasses import dataclass
from itertools import count

from django.utils.translation import gettext as _

from services.directory.transfer.refusals import UnreadableFileError
from services.directory.transfer.register import Column, Register
from services.directory.transfer.text import as_meant, fold, fold_heading, line
from services.directory.transfer.words import words

LARGEST_FILE = 10 * 1024 * 1024
MOST_ROWS = 5000
MOST_COLUMNS = 100
# A title, a line about the reporting office and an empty one may stand above the headings.
_HEADINGS_WITHIN = 20

Row = tuple[int, tuple[str, ...]]


@dataclass(frozen=True)
class Sheet:
    """Rows that hold something, each with its number; `name` of the sheet where the file has several."""

    rows: tuple[Row, ...]
    name: str = ""


@dataclass(frozen=True)
class Table:
    """`places`: where each column stands. `headings` as they are written, for a table of faulty rows.
    `unknown`: headings that mean nothing here. `twice`: headings of a column that stands further left, too.
    `closing`: the numbers of sums and signatures under the rows."""

    headings: tuple[str, ...]
    places: dict[int, Column]
    rows: tuple[Row, ...]
    unknown: tuple[str, ...] = ()
    twice: tuple[str, ...] = ()
    closing: tuple[int, ...] = ()

    @property
    def columns(self) -> list[Column]:
        return list(self.places.values())


def fit(sheet: Sheet, register: Register) -> int:
    """How many columns of the register its best heading row names."""
    return max((_known(row, register) for row in sheet.rows[:_HEADINGS_WITHIN]), default=0)


def _known(row: Row, register: Register) -> int:
    return len({column.code for cell in row[1] if (column := named(cell, register))})


def named(heading: str, register: Register) -> Column | None:
    whole, bare = fold_heading(heading)
    return register.headings.get(whole) or register.headings.get(bare)


def table(sheet: Sheet, register: Register) -> Table:
    """Raises UnreadableFileError."""
    if not sheet.rows:
        raise UnreadableFileError(_("文件是空的。"))
    top = sheet.rows[:_HEADINGS_WITHIN]
    at = max(range(len(top)), key=lambda place: _known(top[place], register))
    headings, first = _merged(sheet.rows, at, register)
    places, unknown, twice = _placed(headings, register)
    if not _names_a_row(places, register):
        keys = _("，或者").join(_together(key, register) for key in register.keys)
        raise UnreadableFileError(
            _("没有找到“%(register)s”的表头。表头里至少要有：%(keys)s。请对照模板核对列名，或者换一个名册。")
            % {"register": register.name, "keys": keys}
        )
    below, closing = _without_closing([row for row in sheet.rows[first:] if not _is_example(row)])
    rows = tuple(below)
    if len(rows) > MOST_ROWS:
        raise UnreadableFileError(_("超过%(most)d行，请分成几个文件导入。") % {"most": MOST_ROWS})
    return Table(headings, places, rows, unknown, twice, closing)


def _merged(rows: tuple[Row, ...], at: int, register: Register) -> tuple[tuple[str, ...], int]:
    """The headings, and the place of the first row under them. Merged cells spread headings over two rows."""
    found, first = [line(cell) for cell in rows[at][1]], at + 1
    if first < len(rows) and _continues(rows[first][1], register):
        found = [line(below) if below.strip() else above for above, below in _pairs(found, rows[first][1])]
        first += 1
    elif at:
        above = rows[at - 1][1]
        found = [line(up) if not own and named(up, register) else own for own, up in _pairs(found, above)]
    return tuple(found), first


def _pairs(left: list[str], right: tuple[str, ...]) -> list[tuple[str, str]]:
    width = max(len(left), len(right))
    return list(
        zip([*left, *[""] * (width - len(left))], [*right, *[""] * (width - len(right))], strict=True)
    )


def _continues(cells: tuple[str, ...], register: Register) -> bool:
    filled = [cell for cell in cells if cell.strip()]
    return bool(filled) and all(named(cell, register) for cell in filled)


def _placed(
    headings: tuple[str, ...], register: Register
) -> tuple[dict[int, Column], tuple[str, ...], tuple[str, ...]]:
    places: dict[int, Column] = {}
    unknown, twice, unused = [], [], {fold(word) for word in words().unused}
    for place, heading in zip(count(), headings, strict=False):
        column = named(heading, register)
        if column is None:
            if heading and fold(heading) not in unused:
                unknown.append(heading)
        elif column in places.values():
            twice.append(heading)
        else:
            places[place] = column
    return places, tuple(unknown), tuple(twice)


def _names_a_row(places: dict[int, Column], register: Register) -> bool:
    present = {column.field for column in places.values()}
    return any(set(key) <= present for key in register.keys)


def _together(key: tuple[str, ...], register: Register) -> str:
    return "＋".join(register.column_of(name).heading for name in key)


def _is_example(row: Row) -> bool:
    return any(words().shows(cell) for cell in row[1])


def _without_closing(rows: list[Row]) -> tuple[list[Row], tuple[int, ...]]:
    """Only at the end: somebody in the middle of a table may be called so."""
    end = len(rows)
    while end and words().closes(next(cell for cell in rows[end - 1][1] if cell.strip())):
        end -= 1
    return rows[:end], tuple(number for number, _cells in rows[end:])


def filled(number: int, cells: list[str]) -> Row | None:
    """The row as it is kept, or nothing where it is blank."""
    meant = [as_meant(cell) for cell in cells[:MOST_COLUMNS]]
    while meant and not meant[-1].strip():
        meant.pop()
    return (number, tuple(meant)) if meant else None
