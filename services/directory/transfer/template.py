"""The table to fill in: headings, a row that shows how, lists to choose from, and a sheet that explains each column."""

from collections.abc import Mapping, Sequence

from openpyxl import Workbook
from openpyxl.styles import Font
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.datavalidation import DataValidation
from openpyxl.worksheet.worksheet import Worksheet

from services.directory.transfer import books
from services.directory.transfer.lookup import Lookup
from services.directory.transfer.register import Column, Register
from services.directory.transfer.words import words

# So many rows are prepared.
_ROWS = 2000
_GREY = Font(italic=True, color="FF6B6B6B")


def template(register: Register, lookup: Lookup, kind: str) -> bytes:
    headings = [column.heading for column in register.columns]
    if kind == "csv":
        return books.made("csv", headings, [example(register)])
    book = Workbook()
    sheet = book.active
    sheet.title = words().sheets["rows"]
    _fill(sheet, register)
    _explain(book.create_sheet(words().sheets["help"]), register)
    _offer(book, sheet, register, lookup)
    return books.saved(book)


def example(register: Register) -> list[str]:
    """Its first filled cell says what it is, by which it is left out."""
    cells = [column.example for column in register.columns]
    first = next(place for place, cell in enumerate(cells) if cell)
    return [*cells[:first], words().example + cells[first], *cells[first + 1 :]]


def _fill(sheet: Worksheet, register: Register) -> None:
    """Every cell is text: numbers keep their zeros and their last digits, dates stay as they are typed."""
    books.widen(sheet, [column.heading for column in register.columns])
    sheet.freeze_panes = "A2"
    for place, (column, shown) in enumerate(zip(register.columns, example(register), strict=True), start=1):
        sheet.column_dimensions[get_column_letter(place)].number_format = "@"
        head = sheet.cell(1, place, column.heading)
        head.font, head.fill, head.alignment = books.HEAD, books.SHADE, books.WRAP
        cell = sheet.cell(2, place, shown or None)
        cell.font, cell.number_format = _GREY, "@"


def _explain(sheet: Worksheet, register: Register) -> None:
    rows = [words().help, *map(_explained, register.columns)]
    for number, row in enumerate(rows, start=1):
        for place, text in enumerate(row, start=1):
            cell = sheet.cell(number, place, text)
            cell.alignment = books.WRAP
            if number == 1:
                cell.font, cell.fill = books.HEAD, books.SHADE
    for letter, width in zip("ABCD", (24, 14, 50, 70), strict=True):
        sheet.column_dimensions[letter].width = width
    sheet.freeze_panes = "A2"


def _explained(column: Column) -> tuple[str, ...]:
    needed = words().required if column.required else words().optional
    how = words().explained[column.reads]
    return column.heading, needed, f"{column.help}{how}", words().soft_mark.join(choices(column))


def choices(column: Column) -> list[str]:
    if column.reads == "yes":
        return [(column.yes or words().yes)[0], (column.no or words().no)[0]]
    return list(column.labels.values()) if column.reads in ("choice", "codes") else []


def _offer(book: Workbook, sheet: Worksheet, register: Register, lookup: Lookup) -> None:
    """A list too long for one cell stands on a sheet of its own."""
    options = book.create_sheet(words().sheets["choices"])
    named: Mapping[str, Sequence[str]] = {
        "organisation": sorted(lookup.organisations.by_key.values()),
        "place": list(lookup.places.by_key.values()),
    }
    used = 0
    for place, column in enumerate(register.columns, start=1):
        listed = named.get(column.reads) or choices(column)
        if not listed:
            continue
        used += 1
        letter = get_column_letter(used)
        options.column_dimensions[letter].width = 30
        for row, text in enumerate(
            [column.heading, *listed, *([words().clear] if column.clearable else [])], start=1
        ):
            options.cell(row, used, text)
        if column.reads in ("codes", "places"):
            continue
        last = len(listed) + 1 + column.clearable
        rule = DataValidation(
            "list",
            formula1=f"'{options.title}'!${letter}$2:${letter}${last}",
            allow_blank=True,
            showErrorMessage=False,
        )
        target = get_column_letter(place)
        rule.add(f"{target}2:{target}{_ROWS}")
        sheet.add_data_validation(rule)
