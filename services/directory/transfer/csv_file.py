"""CSV as Excel, WPS and others write it: UTF-8 or GB18030; commas, semicolons or tabs."""

import csv
import io
from collections.abc import Callable

from django.utils.translation import gettext as _

from services.directory.transfer.refusals import UnreadableFileError
from services.directory.transfer.sheet import MOST_ROWS, Sheet, filled

_MARKS = (b"\xff\xfe", b"\xfe\xff")
_DELIMITERS = (",", "\t", ";", "，", "；", "|")
# Titles and blank rows come on top of what may be imported.
_MOST_LINES = MOST_ROWS * 4


def read_csv(data: bytes, fit: Callable[[Sheet], int]) -> Sheet:
    """`fit` says how well a reading suits the register. Raises UnreadableFileError."""
    text = _decoded(data)
    start = "\n".join(text.splitlines()[:30])
    best = max(_DELIMITERS, key=lambda mark: fit(_rows(start, mark)))
    return _rows(text, best)


def _decoded(data: bytes) -> str:
    encodings = ("utf-16",) if data.startswith(_MARKS) else ("utf-8-sig", "gb18030")
    for encoding in encodings:
        try:
            text = data.decode(encoding)
        except UnicodeDecodeError:
            continue
        if "\x00" not in text:
            return text
    raise UnreadableFileError(
        _("看不懂文件的文字编码。请用 Excel 或 WPS 打开，另存为“CSV UTF-8”或者 .xlsx，再上传。")
    )


def _rows(text: str, delimiter: str) -> Sheet:
    found = []
    try:
        for number, cells in enumerate(
            csv.reader(io.StringIO(text, newline=""), delimiter=delimiter), start=1
        ):
            if number > _MOST_LINES:
                raise UnreadableFileError(_("超过%(most)d行，请分成几个文件导入。") % {"most": MOST_ROWS})
            if row := filled(number, cells):
                found.append(row)
    except csv.Error as error:
        raise UnreadableFileError(_("文件不是完整的 CSV 表格，请另存为 .xlsx 再上传。")) from error
    return Sheet(tuple(found))
