"""An upload to the rows of a register."""

from functools import partial
from pathlib import PurePath

from django.utils.translation import gettext as _

from services.directory.transfer.csv_file import read_csv
from services.directory.transfer.refusals import UnreadableFileError
from services.directory.transfer.register import Register
from services.directory.transfer.sheet import LARGEST_FILE, Sheet, fit
from services.directory.transfer.xlsx_file import read_xlsx

SUFFIXES = (".xlsx", ".csv")
_TEXTS = (".csv", ".tsv", ".txt")
_BOOKS = (".xlsx", ".xlsm")
_OLD = (".xls", ".et", ".xlt", ".ett")
_ZIP, _OLE = b"PK\x03\x04", b"\xd0\xcf\x11\xe0"


def read_file(data: bytes, name: str, register: Register) -> Sheet:
    """By what is in it more than by its name. Raises UnreadableFileError."""
    suffix = PurePath(name).suffix.lower()
    _refuse(data, suffix)
    suits = partial(_fit, register)
    return read_xlsx(data, suits) if data.startswith(_ZIP) else read_csv(data, suits)


def _fit(register: Register, sheet: Sheet) -> int:
    return fit(sheet, register)


def _refuse(data: bytes, suffix: str) -> None:
    if not data.strip():
        raise UnreadableFileError(_("文件是空的。"))
    if len(data) > LARGEST_FILE:
        most = LARGEST_FILE // 1024 // 1024
        raise UnreadableFileError(
            _("文件超过%(most)dMB。请删去图片和不用的工作表，或者分成几个文件。") % {"most": most}
        )
    if suffix in _BOOKS and data.startswith(_OLE):
        raise UnreadableFileError(
            _("这个表格加了密码，或者是旧版格式。请打开后取消密码，另存为 .xlsx，再上传。")
        )
    if suffix in _OLD or data.startswith(_OLE):
        raise UnreadableFileError(
            _(
                "旧版表格（.xls 或 .et）不能直接读取。请用 Excel 或 WPS 打开，另存为“Excel 工作簿（*.xlsx）”，再上传。"
            )
        )
    if suffix not in (*_BOOKS, *_TEXTS) or (suffix in _TEXTS) == data.startswith(_ZIP):
        raise UnreadableFileError(_("只能上传 .xlsx 或 .csv 表格。"))
