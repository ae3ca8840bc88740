"""Invented documents and the files that carry them. Nothing here is taken from a real text."""

import io
import zipfile

import docx
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from pypdf import PdfWriter
from pypdf.generic import ArrayObject, DecodedStreamObject, DictionaryObject, NameObject, NumberObject

from home.importer import read, recognise
from home.importer.types import Document, Note, Paragraph, Part, Result

NOTICE = """云溪县茶业调解中心
关于印发《云溪县茶叶买卖纠纷调解办法（试行）》的通知
云茶调〔2021〕第7号

各乡镇调解站、茶农合作社：
现将《云溪县茶叶买卖纠纷调解办法（试行）》印发给你们，请遵照执行。

云溪县茶业调解中心
二〇二一年三月五日
（此件公开发布）

云溪县茶叶买卖纠纷调解办法（试行）

第一章 总则
第一条 为了公平解决茶叶买卖中的纠纷，制定本办法。
第二条 调解不收取费用，并应当：
（一）听取双方的意见；
（二）查看茶样和账本。
1.茶样由双方共同封存；
2.账本可以用复印件。
第二章 附则
第三条 本办法自印发之日起施行，有效期两年，全县各乡镇遵照执行。

附件1
茶样封存单
品名、数量和日期应当逐项填写。
"""


def text_result(text: str, name: str = "甲.txt") -> Result:
    return recognise(read(text.encode(), name))


def single(text: str) -> Document:
    result = text_result(text)
    assert result.refusals == []
    assert result.compilation is None
    (document,) = result.documents
    return document


def shape(document: Document) -> list[tuple[str, str, str]]:
    return [(part.kind, part.label, part.title) for part in document.parts]


def texts(part: Part) -> list[str]:
    return [block.text for block in part.blocks if isinstance(block, Paragraph)]


def warnings(document: Document) -> list[tuple[int, str]]:
    return [(note.line, note.text) for note in document.notes if note.severity == "warning"]


def note_texts(notes: list[Note]) -> str:
    return "\n".join(note.text for note in notes)


def docx_bytes(fill) -> bytes:
    document = docx.Document()
    fill(document)
    out = io.BytesIO()
    document.save(out)
    return out.getvalue()


def number_paragraphs(document, forms: list[tuple[str, str]]) -> str:
    """Adds a list definition with the given (format, text) levels to numbering.xml; returns its numId."""
    root = document.part.numbering_part.element
    abstract = _element("w:abstractNum", abstractNumId="77")
    for depth, (form, text) in enumerate(forms):
        level = _element("w:lvl", ilvl=str(depth))
        for tag, value in (("w:start", "1"), ("w:numFmt", form), ("w:lvlText", text)):
            level.append(_element(tag, val=value))
        abstract.append(level)
    root.insert(0, abstract)
    number = _element("w:num", numId="77")
    number.append(_element("w:abstractNumId", val="77"))
    root.append(number)
    return "77"


def numbered(document, text: str, number: str, depth: int = 0) -> None:
    paragraph = document.add_paragraph(text)
    properties = paragraph._p.get_or_add_pPr()
    link = OxmlElement("w:numPr")
    link.append(_element("w:ilvl", val=str(depth)))
    link.append(_element("w:numId", val=number))
    properties.append(link)


def _element(tag: str, **attributes: str):
    element = OxmlElement(tag)
    for name, value in attributes.items():
        element.set(qn(f"w:{name}"), value)
    return element


def pdf_bytes(pages: list[list[str]], password: str = "") -> bytes:
    """A PDF with a text layer: one font whose codes are mapped to Unicode, one line below the other."""
    writer = PdfWriter()
    font = writer._add_object(_font(writer))
    for lines in pages:
        page = writer.add_blank_page(width=595, height=842)
        page[NameObject("/Resources")] = DictionaryObject(
            {NameObject("/Font"): DictionaryObject({NameObject("/F1"): font})}
        )
        stream = DecodedStreamObject()
        stream.set_data(_content(lines))
        page[NameObject("/Contents")] = writer._add_object(stream)
    if password:
        writer.encrypt(password, algorithm="RC4-128")
    out = io.BytesIO()
    writer.write(out)
    return out.getvalue()


def _content(lines: list[str]) -> bytes:
    drawn = "".join(
        f"1 0 0 1 50 {790 - 24 * row} Tm <{line.encode('utf-16-be').hex()}> Tj\n"
        for row, line in enumerate(lines)
    )
    return f"BT /F1 12 Tf\n{drawn}ET".encode()


def _font(writer: PdfWriter) -> DictionaryObject:
    unicode = DecodedStreamObject()
    unicode.set_data(
        b"/CIDInit /ProcSet findresource begin 12 dict begin begincmap /CMapName /X def /CMapType 2 def\n"
        b"1 begincodespacerange <0000> <ffff> endcodespacerange\n"
        b"2 beginbfrange <0020> <00ff> <0020> <2000> <fffd> <2000> endbfrange\nendcmap end end"
    )
    descendant = DictionaryObject(
        {
            NameObject("/Type"): NameObject("/Font"),
            NameObject("/Subtype"): NameObject("/CIDFontType2"),
            NameObject("/BaseFont"): NameObject("/X"),
            NameObject("/DW"): NumberObject(1000),
        }
    )
    return DictionaryObject(
        {
            NameObject("/Type"): NameObject("/Font"),
            NameObject("/Subtype"): NameObject("/Type0"),
            NameObject("/BaseFont"): NameObject("/X"),
            NameObject("/Encoding"): NameObject("/Identity-H"),
            NameObject("/DescendantFonts"): ArrayObject([writer._add_object(descendant)]),
            NameObject("/ToUnicode"): writer._add_object(unicode),
        }
    )


def zip_bytes(members: dict[str, bytes]) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as package:
        for name, data in members.items():
            package.writestr(name, data)
    return out.getvalue()
