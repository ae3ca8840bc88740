"""One document out of its rows: head, parts, who signed when, what is in force."""

import re
from dataclasses import dataclass

from home.importer import titles
from home.importer.citations import find_citations
from home.importer.contents import split_page
from home.importer.dates import date_line, find_date
from home.importer.effect import find_effect
from home.importer.head import Head, HeadReader
from home.importer.header import apply_header
from home.importer.ledger import Ledger
from home.importer.organs import leading_organs, organs_in
from home.importer.parts import Cutter
from home.importer.rows import Row, is_furniture
from home.importer.types import Document, Note, PartKind, Role, Signature
from home.numbering import find_mark

_CONTENTS = re.compile(r"目\s*[录次]")


@dataclass(frozen=True)
class Shelf:
    """Where the lines of a document are booked: the ledger and the document's place in the result.

    `first_part` counts on behind the parts of the document that an interpretation belongs to.
    """

    ledger: Ledger
    index: int
    first_part: int = 0

    def book(self, line: int, role: Role, part: int | None = None) -> None:
        place = None if part is None else part + self.first_part
        self.ledger.book(line, role, self.index, place)


def read_document(rows: list[Row], shelf: Shelf, kind: PartKind | None = None) -> Document:
    """Take one document apart. Rows without anything are booked as blank. The title may stay empty."""
    filled = _fill(rows, shelf)
    head = HeadReader(filled).read()
    for use in head.uses:
        shelf.book(use.line, use.role)
    document = Document(title=head.titles[0][0] if head.titles else "")
    _apply_head(document, head)
    body = [row for row in filled[head.length :] if not _book_furniture(row, shelf)]
    body = _without_contents(body, shelf)
    Cutter(document, body, kind or _kind(document.title), shelf.book).cut()
    _issue(document, head)
    find_effect(document)
    document.citations = find_citations(document)
    numbers = [row.number for row in filled] or [0]
    document.source_lines = (numbers[0], numbers[-1])
    return document


def _fill(rows: list[Row], shelf: Shelf) -> list[Row]:
    for row in rows:
        if row.empty:
            shelf.book(row.number, "furniture" if row.noise else "blank")
    return [row for row in rows if not row.empty]


def _without_contents(rows: list[Row], shelf: Shelf) -> list[Row]:
    """Take off a list of chapters in front of the text: its first line comes again where the chapter begins."""
    start = next((i for i, row in enumerate(rows[:10]) if _CONTENTS.fullmatch(row.text)), None)
    if start is None or start + 1 >= len(rows):
        return rows
    names = [split_page(row.text)[0] for row in rows]
    first = names[start + 1]
    again = next((i for i in range(start + 2, len(rows)) if titles.same(names[i], first)), None)
    if again is None or not find_mark(first) or again - start > 200:
        return rows
    for row in rows[start:again]:
        shelf.book(row.number, "contents")
    return rows[:start] + rows[again:]


def _book_furniture(row: Row, shelf: Shelf) -> bool:
    if is_furniture(row):
        shelf.book(row.number, "furniture")
        return True
    return False


def _kind(title: str) -> PartKind:
    if title.rstrip("》”").endswith("解读") or title.startswith("解读《"):
        return "interpretation"
    return (
        "notice"
        if titles.is_covering(title) or title.endswith(("通知", "通告", "公告", "函"))
        else "instrument"
    )


def _apply_head(document: Document, head: Head) -> None:
    document.subtitle = head.subtitle
    document.addressees = head.addressees
    document.imprint = head.imprint
    apply_header(document, head.header)
    if head.number:
        document.document_number = head.number.text
    named = document.header.get("标题", "")
    if not document.title:
        document.title = titles.tidy(named)
    for other, line in [*head.titles[1:], *([(named, 0)] if named else [])]:
        if not titles.same(other, document.title):
            document.notes.append(Note(line, f"标题另有写法“{other}”，与“{document.title}”不同，请核对。"))


def _issue(document: Document, head: Head) -> None:
    """Issuers and date come from the first signature; the title and the page head only fill gaps."""
    signed = [
        b for part in document.parts for b in part.blocks if isinstance(b, Signature) and (b.organs or b.date)
    ]
    in_title = leading_organs(document.title)
    in_header = organs_in(document.header.get("发布机构", "") or document.header.get("发文机关", ""))
    if signed:
        first = signed[0]
        document.issuers = list(first.organs)
        document.issued_on = first.date or document.issued_on
        _compare_organs(document, first, in_title)
    elif head.dated:
        document.issued_on = date_line(head.dated.text)
    elif find_date(head.subtitle):
        document.issued_on = find_date(head.subtitle)
        document.notes.append(Note(0, "正文没有落款日期，成文日期取自题注，请核对。"))
    if not document.issuers:
        document.issuers = list(in_title or in_header or _masthead(head))
        if document.issuers:
            document.notes.append(Note(0, "正文没有落款单位，发文机关取自标题、信息头或版头，请核对。"))


def _masthead(head: Head) -> tuple[str, ...]:
    """云溪县司法局文件 names the organ above the number."""
    bare = [re.sub(r"\s", "", line) for line in head.imprint]
    return next((organs_in(line.removesuffix("文件")) for line in bare if line.endswith("文件")), ())


def _compare_organs(document: Document, signature: Signature, in_title: tuple[str, ...]) -> None:
    if in_title and signature.organs and set(in_title) != set(signature.organs):
        titled, signed = "、".join(in_title), "、".join(signature.organs)
        text = f"标题中的发文机关“{titled}”与落款“{signed}”不一致，按落款录入。"
        document.notes.append(Note(signature.line, text))
