"""A bound volume cut into its documents, guided by its contents and checked against the texts."""

from dataclasses import dataclass, replace
from difflib import SequenceMatcher

from home.importer import titles
from home.importer.contents import Contents, read_front
from home.importer.document import Shelf, read_document
from home.importer.ledger import Ledger
from home.importer.numbers import comparable, number_line
from home.importer.rows import Row
from home.importer.types import Compilation, Document, Entry, Note

LIKE = 0.8
MOST_TITLE_ROWS = 4


@dataclass(frozen=True)
class Start:
    """Where the document of an entry begins, as a place in the rows behind the contents."""

    at: int
    entry: int


def read_compilation(
    rows: list[Row], contents: Contents, ledger: Ledger
) -> tuple[Compilation, list[Document]]:
    volume = read_front(contents.front)
    for row in contents.front:
        ledger.book(row.number, "volume" if row.text else "blank")
    for row in contents.rows:
        ledger.book(row.number, "contents" if row.text else "blank")
    body = rows[contents.end :]
    starts = find_starts(body, contents.entries)
    documents = _documents(body, starts, ledger)
    volume.entries = list(contents.entries)
    for place, start in enumerate(starts):
        volume.entries[start.entry] = replace(volume.entries[start.entry], document=place)
        _compare(volume, volume.entries[start.entry], documents[place])
    for entry in volume.entries:
        if entry.document is None:
            volume.notes.append(Note(entry.line, f"目录第{entry.order}项《{entry.title}》在正文中没有找到。"))
    return volume, documents


def _documents(body: list[Row], starts: list[Start], ledger: Ledger) -> list[Document]:
    ends = [start.at for start in starts[1:]] + [len(body)]
    documents = []
    for place, (start, end) in enumerate(zip(starts, ends, strict=True)):
        first = 0 if place == 0 else start.at
        documents.append(read_document(body[first:end], Shelf(ledger, place)))
    return documents


def find_starts(body: list[Row], entries: list[Entry]) -> list[Start]:
    """For each entry, in the order of the texts, the row its document begins with."""
    starts: list[Start] = []
    for index, entry in enumerate(entries):
        taken = {start.at for start in starts}
        at = _by_number(body, entry, taken)
        if at is None:
            at = _by_title(body, entry, taken)
        if at is not None:
            starts.append(Start(at, index))
    return sorted(starts, key=lambda start: start.at)


def _by_number(body: list[Row], entry: Entry, taken: set[int]) -> int | None:
    if not entry.number:
        return None
    for at, row in enumerate(body):
        number = number_line(row.text)
        if number and comparable(number.text) == comparable(entry.number):
            start = _title_above(body, at, entry.title)
            if start not in taken:
                return start
    return None


def _title_above(body: list[Row], at: int, title: str) -> int:
    """The first row of the title above a number: as many rows as bring it nearest to the contents' title."""
    best, start, joined, seen = LIKE - 0.2, at, "", 0
    for place in range(at - 1, -1, -1):
        if not body[place].text:
            continue
        seen += 1
        joined = body[place].text + joined
        near = likeness(joined, title)
        if near > best:
            best, start = near, place
        if seen >= MOST_TITLE_ROWS or not titles.is_title_line(body[place].text):
            break
    return start


def _by_title(body: list[Row], entry: Entry, taken: set[int]) -> int | None:
    best, found = LIKE, None
    for at, row in enumerate(body):
        if at in taken or not titles.is_title_line(row.text):
            continue
        following = [other.text for other in body[at : at + 6] if other.text][:3]
        for count in range(1, len(following) + 1):
            near = likeness("".join(following[:count]), entry.title)
            if near > best:
                best, found = near, at
    return found


def likeness(one: str, other: str) -> float:
    """0–1 on bare characters; a long difference in length is refused before it is measured."""
    a, b = titles.core(one), titles.core(other)
    if not a or not b or not 0.5 < len(a) / len(b) < 2:
        return 0.0
    return SequenceMatcher(None, a, b, autojunk=False).ratio()


def _compare(volume: Compilation, entry: Entry, document: Document) -> None:
    if not document.title:
        document.title = entry.title
        document.notes.append(Note(entry.line, "正文没有标题，标题取自目录，请核对。"))
    elif not titles.same(entry.title, document.title):
        text = f"目录标题“{entry.title}”与正文标题“{document.title}”不一致，按正文录入。"
        document.notes.append(Note(entry.line, text))
    if not document.document_number and entry.number:
        document.document_number = entry.number
        document.notes.append(Note(entry.line, f"正文没有文号，文号“{entry.number}”取自目录，请核对。"))
    elif entry.number and comparable(entry.number) != comparable(document.document_number):
        text = f"目录文号“{entry.number}”与正文文号“{document.document_number}”不一致，按正文录入。"
        document.notes.append(Note(entry.line, text))
