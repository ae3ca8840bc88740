"""Dates as officials write them: 2021年3月5日, 二〇二一年三月五日, 2021-03-05, with stray spaces."""

import re
from calendar import monthrange
from dataclasses import dataclass
from datetime import date, time

from home.numbering import parse_numeral

_Y = r"(?P<y>[12１２]\s*[0-9０-９]\s*[0-9０-９]\s*[0-9０-９]|[一二][〇○Ｏ零OＯ0一二三四五六七八九]{3})"
_M = r"(?P<m>[0-9０-９]{1,2}|[一二三四五六七八九十元正]{1,3})"
_D = r"(?P<d>[0-9０-９]{1,2}|[一二三四五六七八九十廿卅]{1,4})"
FULL_DATE = re.compile(rf"{_Y}\s*年\s*{_M}\s*月\s*{_D}\s*日")
_ISO = re.compile(r"(?P<y>[12]\d{3})[-/.](?P<m>\d{1,2})[-/.](?P<d>\d{1,2})(?!\d)")
_CLOCK = re.compile(r"(?P<h>\d{1,2}):(?P<m>\d{2})(?::(?P<s>\d{2}))?")
_LINE = re.compile(rf"[（(]?\s*{FULL_DATE.pattern}\s*[）)]?\s*(?:印发)?")


def find_date(text: str) -> date | None:
    """The first date in the text, in any of the written forms. Impossible days are no dates."""
    found = FULL_DATE.search(text) or _ISO.search(text)
    return _make(found) if found else None


def find_time(text: str) -> time | None:
    found = _CLOCK.search(text)
    if not found:
        return None
    hour, minute, second = int(found["h"]), int(found["m"]), int(found["s"] or 0)
    return time(hour, minute, second) if hour < 24 and minute < 60 and second < 60 else None


def date_line(text: str) -> date | None:
    """The date of a line that holds nothing else."""
    found = _LINE.fullmatch(text.strip())
    return _make(found) if found else None


def _make(found: re.Match[str]) -> date | None:
    year = parse_numeral(re.sub(r"\s", "", found["y"]))
    month = 1 if found["m"] in ("元", "正") else parse_numeral(found["m"])
    day = parse_numeral(found["d"])
    try:
        return date(year or 0, month or 0, day or 0)
    except ValueError:
        return None


@dataclass(frozen=True)
class Deadline:
    """The latest day a wording such as 2020年底 or 2021年4月前 can mean."""

    text: str
    latest: date


_DEADLINE = re.compile(
    rf"(?P<lead>截至|截止到?|截止|自|从)?\s*{_Y}\s*年(?:\s*{_M}\s*月)?(?:\s*{_D}\s*日)?"
    r"\s*(?P<end>(?:年?底|年?末)(?:之?前|以前)?|(?:之?前|以前))"
)


def find_deadlines(text: str) -> list[Deadline]:
    """Every named year, month or day with 底, 末 or 前. 截至/自/从 speak of the past and do not count."""
    found = []
    for match in _DEADLINE.finditer(text):
        latest = None if match["lead"] else _latest(match)
        if latest:
            found.append(Deadline(match.group().strip(), latest))
    return found


def _latest(found: re.Match[str]) -> date | None:
    year, month = parse_numeral(re.sub(r"\s", "", found["y"])), 12
    if found["m"]:
        month = parse_numeral(found["m"]) or 0
    if not year or not 1 <= month <= 12:
        return None
    last = monthrange(year, month)[1]
    day = (parse_numeral(found["d"]) or 0) if found["d"] else last
    return date(year, month, day) if 1 <= day <= last else None
