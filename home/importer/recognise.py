"""The recogniser: lines in, documents with notes out. It never raises on any text."""

import re
from dataclasses import replace

from home.importer import checks
from home.importer.compilation import read_compilation
from home.importer.contents import find_contents
from home.importer.crosscheck import cross_check
from home.importer.document import Shelf, read_document
from home.importer.head import HeadReader
from home.importer.header import apply_header
from home.importer.ledger import Ledger
from home.importer.rows import Row, rows_of
from home.importer.titles import ends_with_genre
from home.importer.types import Citation, Document, Note, Part, Refusal, Result, Source

_TEXT_MARK = re.compile(r"[【\[]\s*(?:正\s*文|文件正文|政策原文)\s*[】\]]")
_READING_MARK = re.compile(r"[【\[]\s*(?:解\s*读|政策解读|文件解读|解读文本)\s*[】\]]")
_WITH_TEXT = re.compile(r"[（(](?:含|附)[^（）()]{0,12}[）)]")


def recognise(source: Source, known: tuple[Citation, ...] = ()) -> Result:
    """Find the documents of a source.

    `known` are citations and numbers already held elsewhere; a cited title that carries another number there
    becomes a note. A refused source gives its refusals back; a text without a title is refused here.
    """
    if source.refusals:
        return Result(refusals=list(source.refusals))
    rows, ledger, result = rows_of(source), Ledger(), Result()
    contents = find_contents(rows)
    if contents:
        result.compilation, result.documents = read_compilation(rows, contents, ledger)
    if not result.documents:
        ledger = Ledger()
        result.compilation = None
        result.documents = [_single(rows, ledger)]
    if result.compilation is None and not _is_official(result.documents[0]):
        first = next((row.number for row in rows if not row.empty), 0)
        return Result(refusals=[Refusal(first, "找不到文件标题，不能作为一份文件导入。")])
    _finish(source, result, known)
    result.uses = ledger.uses()
    return result


def _is_official(document: Document) -> bool:
    """A title that names a kind of document will do; any other needs a number, a signature or a page head."""
    if not document.title or not re.search(r"[\u4e00-\u9fff]{2}", document.title):
        return False
    known = document.document_number or document.issuers or document.issued_on or document.index_number
    return bool(known) or ends_with_genre(document.title)


def _finish(source: Source, result: Result, known: tuple[Citation, ...]) -> None:
    for document in result.documents:
        checks.check(document)
        if document.interpretation:
            checks.check_text(document.interpretation)
    for place, note in cross_check(result.documents, known):
        result.documents[place].notes.append(note)
    result.documents[0].notes.extend(source.notes)
    for document in result.documents:
        document.notes = sorted(set(document.notes), key=lambda note: (note.line, note.text))


def _single(rows: list[Row], ledger: Ledger) -> Document:
    shelf = Shelf(ledger, 0)
    text = next((i for i, row in enumerate(rows) if _TEXT_MARK.fullmatch(row.text)), None)
    reading = next((i for i, row in enumerate(rows) if _READING_MARK.fullmatch(row.text)), None)
    if reading is None or (text is not None and reading < text):
        return read_document(rows, shelf)
    shelf.book(rows[reading].number, "label")
    if text is None:
        document, page = read_document(rows[:reading], shelf), None
    else:
        shelf.book(rows[text].number, "label")
        page = _page_head(rows[:text], shelf)
        document = read_document(rows[text + 1 : reading], shelf)
        _take_page(document, page)
    document.interpretation = _interpretation(rows[reading + 1 :], document, page, shelf)
    return document


def _page_head(rows: list[Row], shelf: Shelf) -> Document:
    """What stands above 【正文】: name of the site, title of the page, time of publication."""
    filled = [row for row in rows if row.text or row.table]
    head = HeadReader(filled).read()
    page = Document(title=head.titles[-1][0] if head.titles else "")
    for use in head.uses:
        shelf.book(use.line, "page_title" if use.role == "title" else use.role)
    for row in rows:
        shelf.book(row.number, "page_title" if row.text else "blank")
    apply_header(page, head.header)
    if page.title:
        shown = " / ".join(
            row.text for row in filled if row.number in {use.line for use in head.uses if use.role == "title"}
        )
        page.notes.append(Note(filled[0].number, f"网页抬头为“{shown}”。", "info"))
    return page


def _take_page(document: Document, page: Document) -> None:
    document.published_on = document.published_on or page.published_on
    document.published_time = document.published_time or page.published_time
    document.index_number = document.index_number or page.index_number
    document.disclosure = document.disclosure or page.disclosure
    document.validity = document.validity or page.validity
    document.origin = document.origin or page.origin
    document.header = {**page.header, **document.header}
    document.notes += page.notes


def _interpretation(rows: list[Row], document: Document, page: Document | None, shelf: Shelf) -> Document:
    reading = read_document(rows, replace(shelf, first_part=len(document.parts)), "interpretation")
    title = _WITH_TEXT.sub("", page.title).strip() if page else ""
    if not reading.title and "解读" in title:
        reading.title = title
    elif not reading.title:
        reading.title = f"《{document.title}》解读"
        reading.notes.append(
            Note(reading.source_lines[0], "解读没有自己的标题，暂用文件标题加“解读”。", "info")
        )
    if page:
        reading.published_on, reading.published_time = page.published_on, page.published_time
    reading.parts = reading.parts or [Part("interpretation", "", "", reading.source_lines[0])]
    return reading
