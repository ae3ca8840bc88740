"""The contents of a bound volume: order, title, number and page of each document, over broken lines."""

import re
from dataclasses import dataclass, field
from datetime import date

from home.importer import titles
from home.importer.dates import date_line
from home.importer.numbers import NUMBER, find_numbers
from home.importer.rows import Row
from home.importer.types import Compilation, Entry
from home.numbering import parse_numeral

_HEADING = re.compile(r"目\s*[录次]")
_ENTRY = re.compile(r"(?P<n>[0-9０-９]{1,3}|[一二三四五六七八九十]{1,3})\s*[.．、]\s*(?P<rest>.+)")
_YEARS = re.compile(r"(?P<a>[12]\d{3})\s*年?\s*[-—–－~～至]+\s*(?P<b>[12]\d{3})\s*年?|(?P<c>[12]\d{3})\s*年")
_COMPILER = re.compile(r"(?P<who>[\u4e00-\u9fff]{2,40}?)\s*(?:整理|编制|编印|汇编|编辑|选编|编纂|编)")
MOST_ROWS = 600
LEADERS = " .．…·⋯\t"


@dataclass
class Contents:
    """`front` are the rows above the heading, `rows` the heading and the entries."""

    entries: list[Entry] = field(default_factory=list)
    front: list[Row] = field(default_factory=list)
    rows: list[Row] = field(default_factory=list)
    end: int = 0


def find_contents(rows: list[Row]) -> Contents | None:
    """The contents of a volume of documents, or None. The contents of one text (chapters) do not count."""
    start = next((i for i, row in enumerate(rows[:200]) if _HEADING.fullmatch(row.text)), None)
    if start is None:
        return None
    entries, end = _entries(rows, start + 1)
    documents = [entry for entry in entries if entry.number or "《" in entry.title]
    if len(entries) < 2 or len(documents) * 2 < len(entries):
        return None
    return Contents(entries, rows[:start], rows[start:end], end)


def split_page(text: str) -> tuple[str, int | None]:
    """某办法……12 is a name and its page. Written without a pattern: rows of dots can be very long."""
    name = text.rstrip("0123456789")
    figures = text[len(name) :]
    bare = name.rstrip(LEADERS)
    if 0 < len(figures) < 5 and bare and bare != name:
        return bare, int(figures)
    return text, None


def _entries(rows: list[Row], start: int) -> tuple[list[Entry], int]:
    entries: list[Entry] = []
    lines: list[Row] = []
    end = at = start
    while at < min(len(rows), start + MOST_ROWS):
        row = rows[at]
        found = _ENTRY.fullmatch(row.text)
        if found and parse_numeral(found["n"]) == len(entries) + bool(lines) + 1:
            entries += _entry(lines)
            lines = [row]
        elif not row.text or not lines:
            if row.text:
                break
        elif _whole(lines):
            break
        else:
            lines.append(row)
        at += 1
        if row.text:
            end = at
    return entries + _entry(lines), end


def _whole(lines: list[Row]) -> bool:
    """An entry ends with its page number, or with its document number where pages are missing."""
    text = lines[-1].text
    return (
        split_page(text)[1] is not None
        or bool(re.search(rf"(?:{NUMBER.pattern})\s*[）)]?$", text))
        or len(lines) > 5
    )


def _entry(lines: list[Row]) -> list[Entry]:
    if not lines:
        return []
    found = _ENTRY.fullmatch(lines[0].text)
    if not found:
        return []
    text = " ".join([found["rest"], *(row.text for row in lines[1:])])
    text, page = split_page(text)
    numbers = find_numbers(text)
    title = re.sub(rf"[（(\[【]?\s*(?:{NUMBER.pattern})\s*[）)\]】]?", "", text).strip(" .…·")
    order = parse_numeral(found["n"]) or 0
    return [
        Entry(order, unquoted(titles.tidy(title)), numbers[-1].text if numbers else "", page, lines[0].number)
    ]


def unquoted(title: str) -> str:
    """《关于印发〈甲〉的通知》 in contents is 关于印发《甲》的通知 on the document itself."""
    inner = re.fullmatch(r"《([^《》]*)》", title)
    return inner[1].replace("〈", "《").replace("〉", "》") if inner else title


def read_front(rows: list[Row]) -> Compilation:
    """Title, years, compiler and date from the rows above the contents."""
    volume = Compilation("", None, None, "", None)
    lines: list[str] = []
    for row in rows:
        if not row.text:
            continue
        day, compiler = date_line(row.text), _COMPILER.fullmatch(row.text)
        if day:
            volume.compiled_on = day
        elif compiler and lines:
            volume.compiled_by = compiler["who"]
        else:
            lines.append(row.text)
    title = titles.tidy(" ".join(lines))
    years = _YEARS.search(title)
    if years:
        volume.first_year = int(years["a"] or years["c"])
        volume.last_year = int(years["b"] or years["c"])
    volume.title = re.sub(rf"\s*[（(]\s*(?:{_YEARS.pattern})\s*[）)]\s*$", "", title)
    return volume


def compiled(volume: Compilation) -> tuple[str, date | None]:
    return volume.compiled_by, volume.compiled_on
