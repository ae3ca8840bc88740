"""The body of a document cut into its parts: covering notice, instruments, annexes, with their signatures."""

import re
from collections.abc import Callable
from dataclasses import replace

from home.importer import titles
from home.importer.paragraphs import Joiner, is_closed
from home.importer.rows import Row, disclosure_mark
from home.importer.signature import signature_at
from home.importer.types import Document, Note, Part, PartKind, Role, Signature
from home.numbering import find_mark, parse_numeral

Book = Callable[[int, Role, int | None], None]
_LABEL = re.compile(
    r"附\s*件\s*(?P<n>[0-9０-９]{1,2}|[一二三四五六七八九十]{1,3})?\s*(?P<end>[:：、.．]?)\s*(?P<title>.*)"
)
_IMPRINT = re.compile(
    r"(?:抄\s*送|抄\s*报|分\s*送|主\s*送|主题词|校\s*对|印\s*数)\s*[:：].+|.{2,30}\d{4}年\d{1,2}月\d{1,2}日\s*印发"
)
_TOP = ("chapter", "article", "han")


class Cutter:
    """Walks over the rows once. Every row is booked where it goes."""

    def __init__(self, document: Document, rows: list[Row], kind: PartKind, book: Book) -> None:
        self.document, self.rows, self.book = document, rows, book
        self.joiner = Joiner()
        self.signed = False
        self.seen_top = False
        first = rows[0].number if rows else 0
        document.parts.append(Part(kind, "", "", first))

    def cut(self) -> None:
        at = 0
        while at < len(self.rows):
            at += (
                self._mark(at) or self._imprint(at) or self._signature(at) or self._annex(at)
                or self._instrument(at) or self._text(at)
            )  # fmt: skip
        self._close()

    @property
    def part(self) -> Part:
        return self.document.parts[-1]

    def _book(self, at: int, role: Role) -> None:
        self.book(self.rows[at].number, role, len(self.document.parts) - 1)

    def _flush(self) -> None:
        self.joiner.flush()
        self.part.blocks.extend(self.joiner.done.blocks)
        self.joiner.done.blocks.clear()

    def _close(self) -> None:
        self._flush()
        lines = self.joiner.done.rejoined
        if lines:
            listed = "、".join(map(str, lines[:30])) + ("等" if len(lines) > 30 else "")
            text = f"第{listed}行是断行，已接到上文（共{len(lines)}处），请抽查。"
            self.document.notes.append(Note(lines[0], text, "info"))

    def _mark(self, at: int) -> int:
        way = disclosure_mark(self.rows[at].text)
        if way is None:
            return 0
        self._flush()
        self._book(at, "mark")
        text = self.rows[at].text
        if self.part.blocks and isinstance(self.part.blocks[-1], Signature):
            self.part.blocks[-1] = replace(self.part.blocks[-1], note=text)
        else:
            self.part.blocks.append(Signature((), None, text, self.rows[at].number))
        if way:
            self.document.disclosure = self.document.disclosure or way
        self.signed = True
        return 1

    def _imprint(self, at: int) -> int:
        if not self.signed or not _IMPRINT.fullmatch(self.rows[at].text):
            return 0
        self._book(at, "imprint")
        self.document.imprint += (self.rows[at].text,)
        return 1

    def _signature(self, at: int) -> int:
        found = signature_at(self.rows, at)
        if found is None:
            return 0
        self._flush()
        self.part.blocks.append(found.signature)
        for offset in range(found.length):
            self._book(at + offset, "signature")
        if not found.certain:
            self.document.notes.append(Note(self.rows[at].number, "落款单位不能确定，请核对。"))
        self.signed = True
        return found.length

    def _annex(self, at: int) -> int:
        """附件1 in a line of its own; with the title behind it only where the text before is closed."""
        row = self.rows[at]
        found = _LABEL.fullmatch(row.text)
        if not found or row.table is not None or self._lists_annexes(at, found):
            return 0
        number = parse_numeral(found["n"] or "")
        self._start("annex", f"附件{number or ''}", at, "label")
        if found["title"]:
            self.part.title = titles.tidy(found["title"])
            return 1
        title, length = self._title_rows(at + 1)
        self._take_title(title, at + 1, length)
        return 1 + length

    def _lists_annexes(self, at: int, found: re.Match[str]) -> bool:
        if found["title"]:
            inline = find_mark(found["title"]) or "。" in found["title"] or len(found["title"]) > 60
            return bool(inline) or not found["n"] or not self.signed or not found["end"]
        following = self.rows[at + 1].text if at + 1 < len(self.rows) else ""
        mark = find_mark(following)
        return bool(found["end"] and mark and mark.kind == "digit" and titles.is_title_line(mark.rest))

    def _instrument(self, at: int) -> int:
        title, length = self._title_rows(at)
        if not length or self.part.kind == "interpretation":
            return 0
        follows_signature = self.signed and self._after_signature()
        if not (follows_signature or self._restarts(at, length)):
            return 0
        if not (titles.ends_with_genre(title) or (self.rows[at].heading and follows_signature)):
            return 0
        kind: PartKind = "annex" if self.part.kind == "annex" and not follows_signature else "instrument"
        self._start(kind, "", at, "title")
        self._take_title(title, at, length)
        return length

    def _after_signature(self) -> bool:
        return bool(self.part.blocks and isinstance(self.part.blocks[-1], Signature) and not self.joiner.busy)

    def _restarts(self, at: int, length: int) -> bool:
        """A further text without a label: its title stands between a closed sentence and a count from one."""
        if not self.seen_top or at == 0 or not is_closed(self.rows[at - 1].text):
            return False
        following = [row.text for row in self.rows[at + length : at + length + 6]]
        if not following or not titles.ends_with_genre(self.rows[at + length - 1].text):
            return False
        if not find_mark(following[0]) and len(following[0]) < 20:
            return False
        marks = [mark for mark in map(find_mark, following) if mark]
        return bool(marks) and marks[0].kind in _TOP and marks[0].value == 1

    def _title_rows(self, at: int) -> tuple[str, int]:
        """The title beginning at a row and how many rows it takes; ("", 0) when there is none."""
        lines: list[str] = []
        for row in self.rows[at : at + 4]:
            if row.table is not None or not titles.is_title_line(row.text):
                break
            lines.append(row.text)
        if not lines or len(lines[0]) < 2:
            return "", 0
        first = titles.group(lines)[0]
        title = titles.join(first)
        if titles.ends_with_genre(title) and not titles.unbalanced(title):
            return title, len(first)
        return titles.join(lines[:1]), 1

    def _start(self, kind: PartKind, label: str, at: int, role: Role) -> None:
        self._flush()
        empty = not self.part.blocks and not self.part.title and not self.part.label
        if empty and len(self.document.parts) > 0 and self.part.kind != "notice":
            self.document.parts.pop()
        self.document.parts.append(Part(kind, label, "", self.rows[at].number))
        self.seen_top = False
        self._book(at, role)

    def _take_title(self, title: str, at: int, length: int) -> None:
        self.part.title = title
        for offset in range(length):
            self._book(at + offset, "title")

    def _text(self, at: int) -> int:
        row = self.rows[at]
        mark = find_mark(row.text)
        self.seen_top = self.seen_top or bool(mark and mark.kind in _TOP)
        self._book(at, "table" if row.table is not None else "text")
        self.joiner.feed(row)
        return 1
