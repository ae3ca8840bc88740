"""Builds the Word file of a shipped form: what the office downloads, changes and may hand in as its own."""

import io
import zipfile
from functools import cache
from math import lcm

from docx import Document
from docx.document import Document as DocumentType
from docx.enum.table import WD_CELL_VERTICAL_ALIGNMENT as VERTICAL
from docx.enum.table import WD_ROW_HEIGHT_RULE, WD_TABLE_ALIGNMENT
from docx.enum.text import WD_ALIGN_PARAGRAPH as ALIGN
from docx.enum.text import WD_BREAK
from docx.oxml.ns import qn
from docx.shared import Length, Mm, Pt
from docx.table import Table as WordTable
from docx.table import _Cell
from docx.text.paragraph import Paragraph

from services.documents.layout import Line, Row, Table, read
from services.documents.library import Form

TITLE_FACE, BODY_FACE, BOLD_FACE = "方正小标宋简体", "仿宋", "黑体"
TITLE, BODY, CELL = Pt(22), Pt(14), Pt(12)
_MARGINS = {"top": Mm(28), "bottom": Mm(32), "left": Mm(27), "right": Mm(25)}
_WIDTH = Mm(210 - 27 - 25)
_LABEL = Mm(30)
_ALIGNED = {"centre": ALIGN.CENTER, "right": ALIGN.RIGHT, "plain": ALIGN.LEFT}
_SEAT = "{{ 席.称谓 }}（签名、盖章或按指印）：{{ 席.签 }}　{{ 席.姓名 }}"
_EPOCH = (2026, 1, 1, 0, 0, 0)


@cache
def template(form: Form) -> bytes:
    document = Document()
    _page(document)
    title = _say(document.add_paragraph(), form.title, TITLE_FACE, TITLE)
    title.alignment = ALIGN.CENTER
    title.paragraph_format.space_after = Pt(14)
    for part in read(form.body):
        if isinstance(part, Table):
            _table(document, part)
        else:
            _line(document, part)
    return _same_bytes(document)


def _page(document: DocumentType) -> None:
    section = document.sections[0]
    section.page_width, section.page_height = Mm(210), Mm(297)
    for side, length in _MARGINS.items():
        setattr(section, f"{side}_margin", length)
    normal = document.styles["Normal"]
    normal.font.size = BODY
    normal.font.name = "Times New Roman"
    normal.element.get_or_add_rPr().get_or_add_rFonts().set(qn("w:eastAsia"), BODY_FACE)
    normal.paragraph_format.line_spacing = Pt(26)
    normal.paragraph_format.space_after = Pt(0)


def _say(paragraph: Paragraph, text: str, face: str, size: Length) -> Paragraph:
    run = paragraph.add_run(text)
    run.font.size = size
    run._element.get_or_add_rPr().get_or_add_rFonts().set(qn("w:eastAsia"), face)
    return paragraph


def _line(document: DocumentType, line: Line) -> None:
    if line.style == "seats":
        _seats(document)
    elif line.style == "seal":
        _right(document, "{{ 机构 }}（印章）", before=Pt(20))
        _right(document, "{{ 日期 }}")
    elif line.style == "page":
        document.add_paragraph().add_run().add_break(WD_BREAK.PAGE)
    elif line.style == "jump":
        document.add_paragraph(f"{{%p {line.text} %}}")
    else:
        _paragraph(document, line)


def _paragraph(document: DocumentType, line: Line) -> None:
    heading = line.style == "heading"
    paragraph = _say(document.add_paragraph(), line.text, BOLD_FACE if heading else BODY_FACE, BODY)
    paragraph.alignment = _ALIGNED.get(line.style, ALIGN.LEFT if heading else ALIGN.JUSTIFY)
    if line.style == "body":
        paragraph.paragraph_format.first_line_indent = BODY * 2
    if heading:
        paragraph.paragraph_format.keep_with_next = True
        paragraph.paragraph_format.space_before = Pt(4)


def _seats(document: DocumentType) -> None:
    """Never alone on a page: what stands last before the signatures goes with them."""
    last = next((line for line in reversed(document.paragraphs) if not line.text.startswith("{%p")), None)
    if last is not None:
        last.paragraph_format.keep_with_next = True
    document.add_paragraph("{%p for 席 in 签名 %}")
    paragraph = _say(document.add_paragraph(), _SEAT, BODY_FACE, BODY)
    paragraph.paragraph_format.space_before = Pt(4)
    paragraph.paragraph_format.keep_with_next = True
    document.add_paragraph("{%p endfor %}")


def _right(document: DocumentType, text: str, before: Length | None = None) -> None:
    paragraph = _say(document.add_paragraph(), text, BODY_FACE, BODY)
    paragraph.alignment = ALIGN.RIGHT
    paragraph.paragraph_format.space_before = before
    paragraph.paragraph_format.right_indent = BODY * 2


def _widths(part: Table) -> list[int]:
    """A grid on which every row's cells fit: one label and one share each, or equal shares of a list."""
    counts = [len(row.cells) for row in part.rows if row.cells]
    if part.listed:
        return [_WIDTH // counts[0]] * counts[0]
    pairs = lcm(*(max(count // 2, 1) for count in counts))
    return [_LABEL, (_WIDTH - _LABEL * pairs) // pairs] * pairs


def _table(document: DocumentType, part: Table) -> None:
    widths = _widths(part)
    table = document.add_table(rows=0, cols=len(widths))
    table.style, table.autofit, table.alignment = "Table Grid", False, WD_TABLE_ALIGNMENT.CENTER
    for column, width in zip(table.columns, widths, strict=True):
        column.width = Length(width)
    for row in part.rows:
        _row(table, row, widths, listed=part.listed)


def _row(table: WordTable, row: Row, widths: list[int], *, listed: bool) -> None:
    added = table.add_row()
    cells = list(added.cells)
    if row.jump:
        cells[0].text = f"{{%tr {row.jump} %}}"
        return
    added.height_rule, added.height = WD_ROW_HEIGHT_RULE.AT_LEAST, Mm(row.tall or 9)
    at = 0
    for place, (text, span) in enumerate(zip(row.cells, _spans(row, len(widths), listed), strict=True)):
        cell = cells[at].merge(cells[at + span - 1]) if span > 1 else cells[at]
        cell.width = Length(sum(widths[at : at + span]))
        at += span
        _cell(cell, text, label=row.heads or (not listed and place % 2 == 0), tall=bool(row.tall))


def _spans(row: Row, columns: int, listed: bool) -> list[int]:
    if listed or len(row.cells) == 1:
        return [1] * (len(row.cells) - 1) + [columns - len(row.cells) + 1]
    each = columns // (len(row.cells) // 2)
    return [1, each - 1] * (len(row.cells) // 2)


def _cell(cell: _Cell, text: str, *, label: bool, tall: bool) -> None:
    cell.vertical_alignment = VERTICAL.TOP if tall and not label else VERTICAL.CENTER
    paragraph = _say(cell.paragraphs[0], text, BODY_FACE, CELL)
    paragraph.alignment = ALIGN.CENTER if label else ALIGN.LEFT
    paragraph.paragraph_format.line_spacing = Pt(20)


def _same_bytes(document: DocumentType) -> bytes:
    """The same form is the same file on every machine: no time of making in it."""
    document.core_properties.author = document.core_properties.comments = ""
    saved, out = io.BytesIO(), io.BytesIO()
    document.save(saved)
    with zipfile.ZipFile(saved) as source, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as target:
        for name in source.namelist():
            target.writestr(zipfile.ZipInfo(name, _EPOCH), source.read(name), zipfile.ZIP_DEFLATED)
    return out.getvalue()
