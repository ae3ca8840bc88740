"""Reads a filled Word file into paragraphs and tables that can be set on paper: what an office's own template says and
how it stands is what the PDF shows. Lengths are points."""

import io
import re
from collections.abc import Iterator
from itertools import count, groupby
from typing import Any
from zipfile import BadZipFile

from docx import Document
from docx.document import Document as DocumentType
from docx.enum.table import WD_CELL_VERTICAL_ALIGNMENT
from docx.enum.text import WD_ALIGN_PARAGRAPH as ALIGN
from docx.oxml.ns import qn
from docx.oxml.table import CT_Tbl
from docx.oxml.text.paragraph import CT_P
from docx.table import Table, _Cell
from docx.text.paragraph import Paragraph
from docx.text.run import Run
from PIL import Image

from services.documents.numbering import Numbering
from services.documents.shapes import Shape
from services.documents.vocabulary import CLOSE, OPEN

Block = dict[str, Any]
BREAK: Block = {"kind": "break"}
_NEW_PAGE: Block = {"new": "page"}
_SEAT = re.compile(f"{OPEN}(\\d+){CLOSE}")
_ALIGNED = {
    ALIGN.CENTER: "center",
    ALIGN.RIGHT: "right",
    ALIGN.JUSTIFY: "justify",
    ALIGN.DISTRIBUTE: "justify",
}
_WIDEST = 450.0
# What a file whose inside is not Word's makes of the readers.
_BROKEN = (
    ArithmeticError, AttributeError, LookupError, OSError, SyntaxError, TypeError, ValueError, BadZipFile,
)  # fmt: skip
_MOST_COLUMNS = 60
_MOST_PIXELS = 20_000_000


class ReadingError(Exception):
    """A filled file that cannot be shown on paper."""


class Reader:
    """Blocks of one file, and its pictures by the name that the blocks use."""

    def __init__(self, document: DocumentType) -> None:
        self.document = document
        self.pictures: dict[str, bytes] = {}
        self._numbers = count(1)
        self._numbering = Numbering(document)

    def blocks(self) -> list[Block]:
        section = self.document.sections[0]
        head = self._of(section.header) if not section.header.is_linked_to_previous else []
        foot = self._of(section.footer) if not section.footer.is_linked_to_previous else []
        return [*_said(head), *self._of(self.document), *_said(foot)]

    def _of(self, container: Any) -> list[Block]:
        return [block for child in _children(container) for block in self._block(child, container)]

    def _block(self, child: CT_P | CT_Tbl, container: Any) -> Iterator[Block]:
        if isinstance(child, CT_Tbl):
            yield self._table(Table(child, container))
        else:
            yield from self._paragraph(Paragraph(child, container))

    def _paragraph(self, paragraph: Paragraph) -> Iterator[Block]:
        """In pieces where the author begins a new page within it."""
        shape = Shape(paragraph)
        runs = [part for run in _runs(paragraph) for part in self._run(run, shape)]
        number = self._numbering.of(paragraph)
        if number:
            runs.insert(0, {"t": number, "b": False, "u": False, "i": False, "s": shape.size})
        look = {
            "kind": "p", "align": _ALIGNED.get(shape.of("alignment"), "left"), "size": shape.size,
            "first": shape.length("first_line_indent"), "left": shape.length("left_indent"),
            "right": shape.length("right_indent"), "before": shape.length("space_before"),
            "after": shape.length("space_after"), "keep": bool(shape.of("keep_with_next")),
        }  # fmt: skip
        if shape.of("page_break_before"):
            yield BREAK
        pieces = [list(piece) for is_break, piece in groupby(runs, _NEW_PAGE.__eq__) if not is_break]
        for at, piece in enumerate(pieces):
            if at or runs[0] == _NEW_PAGE:
                yield BREAK
            yield look | {"runs": piece}
        if not pieces:
            yield BREAK if runs else look | {"runs": []}
        elif runs[-1] == _NEW_PAGE:
            yield BREAK

    def _run(self, run: Run, shape: "Shape") -> Iterator[Block]:
        look = {
            "b": shape.bold(run), "u": bool(run.underline), "i": bool(run.italic), "s": shape.size_of(run),
        }  # fmt: skip
        for child in run._element:
            if child.tag == qn("w:br") and child.get(qn("w:type")) == "page":
                yield _NEW_PAGE
            elif child.tag in (qn("w:br"), qn("w:cr")):
                yield {"new": "line"}
            elif child.tag == qn("w:tab"):
                yield {"t": "　　", **look}
            elif child.tag == qn("w:drawing"):
                yield from self._picture(child)
            elif child.tag == qn("w:t"):
                yield from _texts(child.text or "", look)

    def _picture(self, drawing: Any) -> Iterator[Block]:
        """Pictures that a Word file holds itself, such as an emblem; what is no picture is left out."""
        for blip in drawing.iter(qn("a:blip")):
            part = self.document.part.related_parts.get(blip.get(qn("r:embed")))
            size = next(drawing.iter(qn("wp:extent")), None)
            if part is None or size is None:
                continue
            name = f"picture{next(self._numbers)}.png"
            self.pictures[name] = _as_png(part.blob)
            yield {"picture": name, "width": min(int(size.get("cx")) / 12700, _WIDEST)}

    def _table(self, table: Table) -> Block:
        rows = [row.tc_lst for row in table._tbl.tr_lst]
        return {
            "kind": "t", "widths": _widths(table, rows), "grid": _ruled(table),
            "cells": [cell for at in range(len(rows)) for cell in self._row(table, rows, at)],
        }  # fmt: skip

    def _row(self, table: Table, rows: list[list[Any]], at: int) -> Iterator[Block]:
        column, height = 0, table._tbl.tr_lst[at].trHeight_val
        for element in rows[at]:
            if element.vMerge != "continue":
                cell = _Cell(element, table)
                yield {
                    "x": column, "y": at, "span": element.grid_span, "rows": _tall(rows, at, column),
                    "height": height.pt if height else 0.0,
                    "middle": cell.vertical_alignment == WD_CELL_VERTICAL_ALIGNMENT.CENTER,
                    "blocks": [block for block in self._of(cell) if block != BREAK],
                }  # fmt: skip
            column += element.grid_span


def _children(container: Any) -> Iterator[CT_P | CT_Tbl]:
    """Paragraphs and tables in order, those inside content controls too."""
    root = container.element.body if isinstance(container, DocumentType) else container._element
    stack = list(root)[::-1]
    while stack:
        child = stack.pop()
        if isinstance(child, CT_P | CT_Tbl):
            yield child
        elif child.tag in (qn("w:sdt"), qn("w:sdtContent")):
            stack += list(child)[::-1]


def _runs(paragraph: Paragraph) -> Iterator[Run]:
    return (Run(element, paragraph) for element in paragraph._element.iter(qn("w:r")))


def _texts(text: str, look: Block) -> Iterator[Block]:
    for at, part in enumerate(_SEAT.split(text)):
        if at % 2:
            yield {"seat": int(part)}
        elif part:
            yield {"t": part, **look}


def _said(blocks: list[Block]) -> list[Block]:
    return [block for block in blocks if block["kind"] == "t" or block.get("runs")]


def _widths(table: Table, rows: list[list[Any]]) -> list[float]:
    """Of the columns of the grid; of one width where Word left that open."""
    said = [column.width.pt if column.width else 0.0 for column in table.columns]
    count = max((sum(element.grid_span for element in row) for row in rows), default=0)
    if count > _MOST_COLUMNS:
        raise ReadingError(f"{count} columns")
    return said if len(said) >= count and all(said) else [_WIDEST / max(count, 1)] * max(count, len(said), 1)


def _tall(rows: list[list[Any]], at: int, column: int) -> int:
    """Over how many rows a cell runs."""
    last = at + 1
    while last < len(rows) and _goes_on(rows[last], column):
        last += 1
    return last - at


def _goes_on(row: list[Any], column: int) -> bool:
    place = 0
    for element in row:
        if place == column:
            return element.vMerge == "continue"
        place += element.grid_span
    return False


def _ruled(table: Table) -> bool:
    """Whether the table shows its lines."""
    own = table._tbl.tblPr.find(qn("w:tblBorders"))
    sides = list(own) if own is not None else []
    if sides:
        return any(side.get(qn("w:val")) not in (None, "none", "nil") for side in sides)
    return bool(table.style and table.style.element.findall(f".//{qn('w:tblBorders')}"))


def _as_png(data: bytes) -> bytes:
    out = io.BytesIO()
    with Image.open(io.BytesIO(data), formats=("PNG", "JPEG", "GIF", "BMP")) as picture:
        if picture.width * picture.height > _MOST_PIXELS:
            raise ReadingError(f"a picture of {picture.width} × {picture.height}")
        picture.convert("RGBA").save(out, "PNG")
    return out.getvalue()


def read(filled: bytes) -> tuple[list[Block], dict[str, bytes]]:
    """Raises ReadingError where the file's inside is not what Word would write."""
    try:
        reader = Reader(Document(io.BytesIO(filled)))
        return reader.blocks(), reader.pictures
    except _BROKEN as error:
        raise ReadingError(f"{type(error).__name__}: {error}") from error
