"""Word files: paragraphs, headings, drawn list numbers and tables in order. The package is weighed first."""

import io
import re
import zipfile
import zlib
from collections.abc import Iterator

import docx
from docx.document import Document
from docx.opc.exceptions import OpcError
from docx.oxml.ns import qn
from docx.oxml.xmlchemy import BaseOxmlElement
from lxml.etree import LxmlError

from home.importer.readers.docx_numbers import Numbering
from home.importer.readers.limits import LARGEST_MEMBER, LARGEST_UNPACKED, MOST_MEMBERS
from home.importer.types import Line, Refusal, Rows, Source
from home.numbering import find_mark

_HEADING = re.compile(r"(?:heading|标题)\s*([1-6])", re.IGNORECASE)
_CONTAINERS = {
    qn("w:sdt"),
    qn("w:sdtContent"),
    qn("w:ins"),
    qn("w:customXml"),
    qn("w:smartTag"),
    qn("w:moveTo"),
}
_BREAKS = {qn("w:br"), qn("w:cr")}
_SKIPPED = {
    qn("w:del"),
    qn("w:moveFrom"),
    "{http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback",
}
_DAMAGE = (OpcError, LxmlError, zipfile.BadZipFile, zlib.error, ArithmeticError, AttributeError, EOFError,
           LookupError, OSError, RuntimeError, TypeError, ValueError)  # fmt: skip
_OLE = bytes.fromhex("d0cf11e0a1b11ae1")


def read_docx(data: bytes, name: str) -> Source:
    """Refuses an encrypted package, one that unpacks to too much, and one that is no Word document."""
    reason = _weigh(data)
    if reason:
        return _refused(name, reason)
    try:
        document = docx.Document(io.BytesIO(data))
        lines = _lines(document)
    except _DAMAGE as error:
        return _refused(name, f"Word 文件损坏，无法解析（{type(error).__name__}）。")
    return Source(name, "docx", lines)


def _refused(name: str, reason: str) -> Source:
    return Source(name, "docx", refusals=(Refusal(0, reason),))


def _weigh(data: bytes) -> str:
    """The reason not to unpack, read from the package's own table before anything is unpacked."""
    if data.startswith(_OLE):
        return "文件已加密，或是旧版 .doc 格式。请去除密码并另存为 .docx 后再导入。"
    try:
        members = zipfile.ZipFile(io.BytesIO(data)).infolist()
    except (zipfile.BadZipFile, ValueError, OSError, NotImplementedError):
        return "不是有效的 .docx 文件（压缩包损坏）。"
    if any(member.flag_bits & 1 for member in members):
        return "文件已加密。请去除密码后再导入。"
    unpacked = sum(member.file_size for member in members)
    largest = max((member.file_size for member in members), default=0)
    if unpacked > LARGEST_UNPACKED or largest > LARGEST_MEMBER or len(members) > MOST_MEMBERS:
        return f"文件解压后达{unpacked / 1024 / 1024:.0f} MB、{len(members)}个部分，超过上限，没有打开。"
    return ""


def _lines(document: Document) -> tuple[Line, ...]:
    numbering = Numbering.of(document)
    names = {style.style_id: style.name or "" for style in document.styles}
    lines: list[Line] = []
    for block in _blocks(document.element.body):
        if block.tag == qn("w:tbl"):
            lines.append(Line(len(lines) + 1, "", table=_table(block)))
            continue
        label, heading = numbering.label(block), _heading(block, names)
        for text in _text(block).split("\n"):
            lines.append(Line(len(lines) + 1, _numbered(label, text), heading))
            label = ""
    return tuple(lines)


def _blocks(parent: BaseOxmlElement) -> Iterator[BaseOxmlElement]:
    for child in parent:
        if child.tag in (qn("w:p"), qn("w:tbl")):
            yield child
        elif child.tag in _CONTAINERS:
            yield from _blocks(child)


def _text(node: BaseOxmlElement) -> str:
    """Visible text with insertions accepted and deletions dropped."""
    out = ""
    for child in node:
        if child.tag in _SKIPPED:
            continue
        if child.tag == qn("w:t"):
            out += child.text or ""
        elif child.tag == qn("w:tab"):
            out += "\t" if node.tag == qn("w:r") else ""
        elif child.tag in _BREAKS:
            out += "\n"
        elif child.tag == qn("w:noBreakHyphen"):
            out += "-"
        else:
            out += _text(child)
    return out


def _numbered(label: str, text: str) -> str:
    if not label or not text.strip() or find_mark(text):
        return text
    return label + ("" if label.endswith(("、", "）", ")", "．")) else " ") + text


def _heading(paragraph: BaseOxmlElement, names: dict[str, str]) -> int:
    style = paragraph.find(f"{qn('w:pPr')}/{qn('w:pStyle')}")
    found = _HEADING.match(names.get(str(style.get(qn("w:val"))), "")) if style is not None else None
    return int(found[1]) if found else 0


def _table(table: BaseOxmlElement) -> Rows:
    rows = []
    for row in table.iterchildren(qn("w:tr")):
        cells = [cell for cell in row.iter(qn("w:tc")) if next(cell.iterancestors(qn("w:tr"))) is row]
        rows.append(tuple(_cell(cell) for cell in cells))
    return tuple(row for row in rows if any(row))


def _cell(cell: BaseOxmlElement) -> str:
    texts = [_text(paragraph).replace("\n", " ").strip() for paragraph in cell.iter(qn("w:p"))]
    return " ".join(text for text in texts if text)
