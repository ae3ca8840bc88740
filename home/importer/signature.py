"""Signature blocks: one organ or several, in lines of their own or side by side, and the date below."""

import re
from dataclasses import dataclass

from home.importer.dates import FULL_DATE, date_line, find_date
from home.importer.organs import organs_in
from home.importer.paragraphs import is_closed
from home.importer.rows import Row, disclosure_mark
from home.importer.titles import ends_with_genre, is_title_line
from home.importer.types import Signature

_ANNEX = re.compile(r"附\s*件")
MOST_ORGANS = 12


@dataclass(frozen=True)
class Signed:
    """A signature block over the first `length` rows; `certain` is False when the organ is only likely."""

    signature: Signature
    length: int
    certain: bool = True


def signature_at(rows: list[Row], start: int) -> Signed | None:
    """The signature block that begins at `start`, or None."""
    organs, end = _organ_lines(rows, start)
    if organs and end < len(rows):
        day = date_line(rows[end].text)
        if day:
            return _signed(rows, start, organs, end + 1)
    if organs and _ends_part(rows, end) and start and is_closed(rows[start - 1].text):
        return _signed(rows, start, organs, end)
    return _one_line(rows, start) or _bare_date(rows, start) or _likely(rows, start)


def _signed(rows: list[Row], start: int, organs: tuple[str, ...], end: int) -> Signed:
    day = date_line(rows[end - 1].text)
    return Signed(Signature(organs, day, "", rows[start].number), end - start)


def _organ_lines(rows: list[Row], start: int) -> tuple[tuple[str, ...], int]:
    organs: tuple[str, ...] = ()
    end = start
    while end < len(rows) and end - start < MOST_ORGANS and rows[end].table is None and not rows[end].heading:
        names = organs_in(rows[end].text)
        if not names:
            break
        organs += names
        end += 1
    return organs, end


def _ends_part(rows: list[Row], end: int) -> bool:
    if end >= len(rows):
        return True
    text = rows[end].text
    return bool(_ANNEX.match(text)) or disclosure_mark(text) is not None


def _one_line(rows: list[Row], start: int) -> Signed | None:
    """某局 2023年3月9日"""
    text = rows[start].text
    found = FULL_DATE.search(text)
    if not found or text[found.end() :].strip():
        return None
    organs = organs_in(text[: found.start()])
    if not organs:
        return None
    return Signed(Signature(organs, find_date(text), "", rows[start].number), 1)


def _bare_date(rows: list[Row], start: int) -> Signed | None:
    day = date_line(rows[start].text)
    if not day or (start and not is_closed(rows[start - 1].text)):
        return None
    return Signed(Signature((), day, "", rows[start].number), 1, certain=False)


def _likely(rows: list[Row], start: int) -> Signed | None:
    """An unknown kind of organ: a short line between a closed sentence and a date."""
    if start == 0 or start + 1 >= len(rows) or not date_line(rows[start + 1].text):
        return None
    text = rows[start].text
    if (
        not is_title_line(text)
        or len(text) > 40
        or ends_with_genre(text)
        or not is_closed(rows[start - 1].text)
    ):
        return None
    signature = Signature((text,), date_line(rows[start + 1].text), "", rows[start].number)
    return Signed(signature, 2, certain=False)
