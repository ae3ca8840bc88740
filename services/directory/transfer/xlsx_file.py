"""XLSX, its values only: formulas are not reckoned, macros, links and pictures are not looked at."""

import io
import zlib
from collections.abc import Callable, Iterator
from datetime import date, datetime, time
from itertools import islice
from typing import Any
from zipfile import BadZipFile, ZipFile

from django.utils.translation import gettext as _
from openpyxl import load_workbook
from openpyxl.utils.exceptions import InvalidFileException

from services.directory.transfer.refusals import UnreadableFileError
from services.directory.transfer.sheet import MOST_COLUMNS, MOST_ROWS, Sheet, filled
from services.directory.transfer.words import words

_LARGEST_UNPACKED = 80 * 1024 * 1024
_MOST_MEMBERS = 1000
_MOST_SHEETS = 10
_LOOKED_AT = 40
# From this number on a spreadsheet has forgotten the last digits.
_ROUNDED_FROM = 10**15


def read_xlsx(data: bytes, fit: Callable[[Sheet], int]) -> Sheet:
    """The sheet that suits the register best, by `fit`. Raises UnreadableFileError."""
    _weigh(data)
    try:
        book = load_workbook(io.BytesIO(data), read_only=True, data_only=True, keep_links=False)
        sheets = book.worksheets[:_MOST_SHEETS]
        if not sheets:
            raise UnreadableFileError(_("文件里没有工作表。"))
        best = max(sheets, key=lambda sheet: fit(Sheet(tuple(islice(_rows(sheet), _LOOKED_AT)))))
        return Sheet(tuple(_at_most(_rows(best))), best.title if len(sheets) > 1 else "")
    except UnreadableFileError:
        raise
    # A damaged file may break any assumption of its reader; whatever it was, the file cannot be read.
    except (ArithmeticError, AttributeError, BadZipFile, EOFError, InvalidFileException, LookupError, OSError,
            RuntimeError, SyntaxError, TypeError, ValueError, zlib.error) as error:  # fmt: skip
        raise UnreadableFileError(
            _("文件打不开，可能已经损坏。请用 Excel 或 WPS 打开后另存为 .xlsx，再上传。")
        ) from error


def _weigh(data: bytes) -> None:
    """What unpacks to far more than a table ever holds is not unpacked."""
    try:
        members = ZipFile(io.BytesIO(data)).infolist()
    except BadZipFile as error:
        raise UnreadableFileError(_("文件已经损坏，或者不是 .xlsx 表格。")) from error
    if len(members) > _MOST_MEMBERS or sum(member.file_size for member in members) > _LARGEST_UNPACKED:
        raise UnreadableFileError(_("文件展开后太大，没有读取。请把需要导入的行复制到新的表格里，再上传。"))


def _rows(sheet: Any) -> Iterator[tuple[int, tuple[str, ...]]]:
    sheet.reset_dimensions()
    for number, cells in enumerate(sheet.iter_rows(max_col=MOST_COLUMNS, values_only=True), start=1):
        if row := filled(number, [_said(value) for value in cells]):
            yield row


def _at_most(rows: Iterator[tuple[int, tuple[str, ...]]]) -> Iterator[tuple[int, tuple[str, ...]]]:
    for place, row in enumerate(rows):
        if place > MOST_ROWS * 2:
            raise UnreadableFileError(_("超过%(most)d行，请分成几个文件导入。") % {"most": MOST_ROWS})
        yield row


def _said(value: Any) -> str:
    """As a person would have typed it."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return (words().yes if value else words().no)[0]
    if isinstance(value, datetime):
        return f"{value:%Y-%m-%d %H:%M}" if value.time() != time.min else f"{value:%Y-%m-%d}"
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, int | float):
        return _number(value)
    return str(value)


def _number(value: float) -> str:
    if abs(value) >= _ROUNDED_FROM:
        return f"{value:.5E}"
    return str(int(value)) if value == int(value) else str(value)
