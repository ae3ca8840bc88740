"""Rows put together to paragraphs: a sentence that a page end or a line width broke is one again."""

import re
from dataclasses import dataclass, field

from home.importer.rows import Row, Span
from home.importer.titles import unbalanced
from home.importer.types import Block, Paragraph, Table
from home.numbering import Mark, find_mark

_CLOSED = re.compile(r"[。！？!?；;：:…][”’）)》」】]*$|[.．][”’）)]*$")
_LABELLED = re.compile(r"^[\u4e00-\u9fff]{1,4}(?:\s[\u4e00-\u9fff]{1,3})?\s*[:：]\s*\S")
_ANNEX_LIST = re.compile(r"附\s*件?\s*[:：]")
_INNER = re.compile(r"[。；;！？]")
_COMMAS = re.compile(r"[，,、；;]")
HEADING_LENGTH = 40
SENTENCE_LENGTH = 18
LONGEST_PARAGRAPH = 3000


def is_closed(text: str) -> bool:
    """Whether a text ends where a sentence or an item may end."""
    return bool(_CLOSED.search(text.rstrip()))


@dataclass
class _Open:
    """A paragraph that may go on in the next row."""

    text: str
    rows: list[int]
    heading: int
    bold: list[Span]
    mark: Mark | None
    full: bool

    @classmethod
    def start(cls, row: Row) -> "_Open":
        return cls(row.text, [row.number], row.heading, list(row.bold), find_mark(row.text), row.full)

    def add(self, row: Row, gap: str = "") -> None:
        shift = len(self.text) + len(gap)
        self.bold += [(a + shift, b + shift) for a, b in row.bold]
        self.text += gap + row.text
        self.rows.append(row.number)
        self.full = row.full

    def close(self) -> Paragraph:
        return Paragraph(self.text, self.rows[0], self.heading, tuple(self.bold))


@dataclass
class Joined:
    """`rejoined` names the lines that were taken into the paragraph before them."""

    blocks: list[Block] = field(default_factory=list)
    rejoined: list[int] = field(default_factory=list)


class Joiner:
    """Takes rows one by one. Whether an open item goes on depends on how its sisters ended."""

    def __init__(self) -> None:
        self.done = Joined()
        self._open: _Open | None = None
        self._sentences: dict[str, bool] = {}
        self._lead = False

    @property
    def busy(self) -> bool:
        return self._open is not None or bool(self.done.blocks)

    def feed(self, row: Row) -> None:
        if row.table is not None:
            self.flush()
            self.done.blocks.append(Table(row.table, "", row.number))
            return
        if self._open and self._in_annex_list(row):
            self._open.add(row, "\n")
        elif self._open and self._goes_on(self._open, row):
            self._open.add(row, " " if _latin_seam(self._open.text, row.text) else "")
            self.done.rejoined.append(row.number)
        else:
            self.flush()
            self._open = _Open.start(row)

    def flush(self) -> None:
        if self._open is None:
            return
        paragraph, mark = self._open.close(), self._open.mark
        if mark:
            self._sentences[mark.kind] = is_closed(paragraph.text)
            self._lead = False
        else:
            self._lead = paragraph.text.endswith(("：", ":"))
            if self._lead:
                self._sentences.clear()
        self.done.blocks.append(paragraph)
        self._open = None

    def _in_annex_list(self, row: Row) -> bool:
        mark = find_mark(row.text)
        opened = self._open
        return bool(opened and _ANNEX_LIST.match(opened.text) and mark and mark.kind == "digit")

    def _goes_on(self, opened: _Open, row: Row) -> bool:
        if opened.heading or row.heading or len(opened.text) > LONGEST_PARAGRAPH or _starts_anew(row.text):
            return False
        if unbalanced(opened.text):
            return True
        if opened.full or is_closed(opened.text):
            return opened.full
        return self._item_goes_on(opened, row) if opened.mark else _plain_goes_on(opened.text)

    def _item_goes_on(self, opened: _Open, row: Row) -> bool:
        mark = opened.mark
        if mark is None or mark.kind in ("book", "chapter", "section"):
            return False
        if mark.kind == "article" or _INNER.search(mark.rest):
            return bool(mark.rest)
        if opened.text.endswith(("，", ",", "、")) or len(mark.rest) > HEADING_LENGTH:
            return True
        if mark.kind == "han":
            return False
        sentences = self._sentences.get(mark.kind, self._lead) or row.text.endswith(("；", ";"))
        return sentences and len(mark.rest) > 8


def _starts_anew(text: str) -> bool:
    return bool(
        find_mark(text) or text.startswith(("——", "附件", "附 件", "【", "- ")) or _LABELLED.match(text)
    )


def _plain_goes_on(text: str) -> bool:
    """Unnumbered text without an end goes on when it reads like a sentence and not like a line of a list."""
    if text.endswith(("，", ",", "、")):
        return True
    if _LABELLED.match(text):
        return False
    return len(text) >= SENTENCE_LENGTH and bool(
        _INNER.search(text) or _COMMAS.search(text) or len(text) > 25
    )


def _latin_seam(left: str, right: str) -> bool:
    return left[-1:].isascii() and left[-1:].isalnum() and right[:1].isascii() and right[:1].isalpha()
