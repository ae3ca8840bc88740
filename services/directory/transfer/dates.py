"""Dates as they stand in tables: 2024-3-5, 2024年3月5日, 2024.3, 20240305, a spreadsheet's count of days."""

import re
from calendar import monthrange
from datetime import date, timedelta

from django.utils.translation import gettext as _

from services.directory.transfer.refusals import UnreadError
from services.directory.transfer.words import words

_EARLIEST, _LATEST = 1900, 2100
# A spreadsheet counts the days since this one; as a date of our time it has five digits.
_FIRST_DAY = date(1899, 12, 30)
_COUNTED = re.compile(r"[2-7]\d{4}(\.\d+)?")
_TOGETHER = re.compile(r"\d{8}")
_TIME = re.compile(r"[ T]+\d{1,2}:\d{2}(:\d{2})?(\.\d+)?$")
# As a number October is written just so, and its zero is lost.
_JANUARY_OR_OCTOBER = re.compile(r"\d{4}\.1")


def read_date(text: str, *, ends: bool = False) -> date:
    """`ends`: without its day the last of the month is meant, else the first. Raises UnreadError."""
    if _COUNTED.fullmatch(text):
        return _FIRST_DAY + timedelta(days=int(float(text)))
    if _JANUARY_OR_OCTOBER.fullmatch(text):
        raise UnreadError(
            _("分不清是1月还是10月，请写成“%(year)s-01”或者“%(year)s-10”。") % {"year": text[:4]}
        )
    year, month, day = _parts(_TIME.sub("", text))
    if not _EARLIEST <= year <= _LATEST:
        raise UnreadError(_("年份不对，请写四位数的年份，例如2024-03-05。"))
    try:
        return date(year, month, day or (monthrange(year, month)[1] if ends else 1))
    except ValueError as error:
        raise UnreadError(_("没有这一天，请核对月份和日子。")) from error


def _parts(text: str) -> tuple[int, int, int]:
    """Year, month, and day or 0."""
    if _TOGETHER.fullmatch(text):
        return int(text[:4]), int(text[4:6]), int(text[6:])
    marks = "".join(map(re.escape, words().date_marks))
    found = [part for part in re.split(f"[{marks}]+", text) if part]
    if not found or not all(part.isdecimal() and len(part) <= 4 for part in found) or len(found) > 3:
        raise UnreadError(_("看不出是哪一天，请写成2024-03-05这样。"))
    if len(found) == 1:
        raise UnreadError(_("只有年份，请补上月份和日子，写成2024-03-05这样。"))
    if len(found[0]) != 4:
        raise UnreadError(_("年份不对，请写四位数的年份，例如2024-03-05。"))
    return int(found[0]), int(found[1]), int(found[2]) if len(found) > 2 else 0
