"""Tables to take away: headings and rows as XLSX or CSV, nothing in them that a spreadsheet would reckon out."""

import csv
import io
from collections.abc import Iterable, Sequence

from openpyxl import Workbook
from openpyxl.cell import WriteOnlyCell
from openpyxl.styles import Alignment, Font, PatternFill
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.worksheet import Worksheet

from services.directory.transfer.text import harmless, lines
from services.directory.transfer.words import words

FORMATS = ("xlsx", "csv")
TYPES = {
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    "csv": "text/csv; charset=utf-8",
}
HEAD = Font(bold=True)
SHADE = PatternFill("solid", fgColor="FFEFE7DA")
WRAP = Alignment(wrap_text=True, vertical="top")
# In characters of the usual typeface; a Chinese one takes two.
_NARROWEST, _WIDEST = 10, 40


def made(kind: str, headings: Sequence[str], rows: Iterable[Sequence[str]]) -> bytes:
    return _xlsx(headings, rows) if kind == "xlsx" else _csv(headings, rows)


def _csv(headings: Sequence[str], rows: Iterable[Sequence[str]]) -> bytes:
    """With a mark at the start by which Excel and WPS know UTF-8."""
    out = io.StringIO()
    writer = csv.writer(out)
    writer.writerow([harmless(heading) for heading in headings])
    writer.writerows([harmless(cell) for cell in row] for row in rows)
    return out.getvalue().encode("utf-8-sig")


def _xlsx(headings: Sequence[str], rows: Iterable[Sequence[str]]) -> bytes:
    book = Workbook(write_only=True)
    sheet = book.create_sheet(words().sheets["rows"])
    widen(sheet, headings)
    sheet.freeze_panes = "A2"
    sheet.append([_cell(sheet, heading, head=True) for heading in headings])
    for row in rows:
        sheet.append([_cell(sheet, text) for text in row])
    return saved(book)


def _cell(sheet: Worksheet, text: str, *, head: bool = False) -> WriteOnlyCell:
    cell = WriteOnlyCell(sheet, harmless(lines(text)))
    cell.number_format = "@"
    if head:
        cell.font, cell.fill, cell.alignment = HEAD, SHADE, WRAP
    return cell


def widen(sheet: Worksheet, headings: Sequence[str]) -> None:
    for place, heading in enumerate(headings, start=1):
        width = min(_WIDEST, max(_NARROWEST, 2 * len(heading) + 4))
        sheet.column_dimensions[get_column_letter(place)].width = width


def saved(book: Workbook) -> bytes:
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()
