"""What stands in an office's own Word file stands in the PDF, as it stands there."""

import io

import pytest
from docx import Document
from docx.enum.table import WD_CELL_VERTICAL_ALIGNMENT as VERTICAL
from docx.enum.text import WD_ALIGN_PARAGRAPH as ALIGN
from docx.enum.text import WD_BREAK
from docx.oxml import OxmlElement, parse_xml
from docx.oxml.ns import nsdecls, qn
from docx.shared import Inches, Pt
from PIL import Image
from pypdf import PdfReader

from services.documents import press
from services.documents.reading import ReadingError, read
from tests.services.documents.samples import text_of


def blocks_of(document):
    out = io.BytesIO()
    document.save(out)
    return read(out.getvalue())


def printed(document):
    blocks, files = blocks_of(document)
    data = {
        "title": "x",
        "office": "",
        "year": 2026,
        "month": 1,
        "day": 1,
        "qr": False,
        "foot": [],
        "blocks": blocks,
    }
    return press.pdf("paper", data, files)


def texts(block):
    return [run.get("t") for run in block["runs"]]


def test_a_paragraph_keeps_its_shape():
    document = Document()
    paragraph = document.add_paragraph()
    paragraph.alignment, paragraph.paragraph_format.first_line_indent = ALIGN.RIGHT, Pt(28)
    run = paragraph.add_run("粗")
    run.bold, run.font.size, run.underline = True, Pt(20), True
    paragraph.add_run("常")
    heavy = paragraph.add_run("黑")
    heavy._element.get_or_add_rPr().get_or_add_rFonts().set(qn("w:eastAsia"), "黑体")
    [block], _ = blocks_of(document)
    assert (block["align"], block["first"]) == ("right", 28.0)
    assert next((run["t"], run["b"], run["u"], run["s"]) for run in block["runs"]) == ("粗", True, True, 20.0)
    assert [run["b"] for run in block["runs"]] == [True, False, True]


def test_lines_tabs_and_pages():
    document = Document()
    run = document.add_paragraph().add_run("甲\n乙\t丙")
    run.add_break(WD_BREAK.PAGE)
    document.add_paragraph("丁")
    found, _ = blocks_of(document)
    assert [block["kind"] for block in found] == ["p", "break", "p"]
    assert [part.get("t") or part["new"] for part in found[0]["runs"]] == ["甲", "line", "乙", "　　", "丙"]
    pages = PdfReader(io.BytesIO(printed(document))).pages
    assert ["丁" in page.extract_text() for page in pages] == [False, True]
    assert "甲" in pages[0].extract_text()


@pytest.mark.parametrize(
    ("text", "kinds"),
    [("\f甲", ["break", "p"]), ("甲\f乙", ["p", "break", "p"]), ("\f", ["break"]), ("", ["p"])],
)
def test_a_new_page_within_a_paragraph(text, kinds):
    document = Document()
    paragraph = document.add_paragraph()
    for at, part in enumerate(text.split("\f")):
        if at:
            paragraph.add_run().add_break(WD_BREAK.PAGE)
        if part:
            paragraph.add_run(part)
    found, _ = blocks_of(document)
    assert [block["kind"] for block in found] == kinds


def test_a_paragraph_that_begins_a_page():
    document = Document()
    document.add_paragraph("甲")
    document.add_paragraph("乙").paragraph_format.page_break_before = True
    assert len(PdfReader(io.BytesIO(printed(document))).pages) == 2


def test_a_table_with_merged_cells():
    document = Document()
    table = document.add_table(rows=3, cols=3, style="Table Grid")
    table.cell(0, 0).merge(table.cell(1, 0)).text = "竖"
    table.cell(0, 1).merge(table.cell(0, 2)).text = "横"
    table.cell(2, 2).text = "角"
    table.cell(2, 2).vertical_alignment = VERTICAL.CENTER
    [block], _ = blocks_of(document)
    assert block["grid"] is True
    shapes = {(cell["x"], cell["y"]): (cell["span"], cell["rows"]) for cell in block["cells"]}
    assert shapes == {
        (0, 0): (1, 2), (1, 0): (2, 1), (1, 1): (1, 1), (2, 1): (1, 1), (0, 2): (1, 1), (1, 2): (1, 1), (2, 2): (1, 1),
    }  # fmt: skip
    assert [cell["middle"] for cell in block["cells"]][-1] is True
    assert all(word in text_of(printed(document)) for word in "竖横角")


def test_a_table_without_lines_stays_without():
    document = Document()
    document.add_table(rows=1, cols=1).cell(0, 0).text = "甲"
    [block], _ = blocks_of(document)
    assert block["grid"] is False


def test_header_footer_and_content_controls():
    document = Document()
    document.sections[0].header.paragraphs[0].text = "页眉"
    document.sections[0].footer.paragraphs[0].text = "页脚"
    control = parse_xml(
        f"<w:sdt {nsdecls('w')}><w:sdtContent><w:p><w:r><w:t>控件里</w:t></w:r></w:p></w:sdtContent></w:sdt>"
    )
    document.add_paragraph("正文")
    document.element.body.insert(1, control)
    found, _ = blocks_of(document)
    assert [texts(block) for block in found] == [["页眉"], ["正文"], ["控件里"], ["页脚"]]


def numbered(document, text, level=0):
    paragraph = document.add_paragraph(text)
    marks = paragraph._element.get_or_add_pPr().get_or_add_numPr()
    marks.get_or_add_ilvl().val, marks.get_or_add_numId().val = level, 77


def test_automatic_numbers_are_written_out():
    document = Document()
    numbering = document.part.numbering_part.element
    level = '<w:lvl w:ilvl="{}"><w:start w:val="1"/><w:numFmt w:val="{}"/><w:lvlText w:val="{}"/></w:lvl>'
    levels = level.format(0, "chineseCounting", "%1、") + level.format(1, "decimal", "%1.%2 ")
    numbering.insert(
        0, parse_xml(f'<w:abstractNum {nsdecls("w")} w:abstractNumId="77">{levels}</w:abstractNum>')
    )
    number = OxmlElement("w:num")
    number.set(qn("w:numId"), "77")
    number.append(parse_xml(f'<w:abstractNumId {nsdecls("w")} w:val="77"/>'))
    numbering.append(number)
    for text, deep in (("总则", 0), ("目的", 1), ("范围", 1), ("附则", 0), ("生效", 1)):
        numbered(document, text, deep)
    found, _ = blocks_of(document)
    assert ["".join(texts(block)) for block in found] == [
        "一、总则",
        "一.1 目的",
        "一.2 范围",
        "二、附则",
        "二.1 生效",
    ]


def test_pictures_are_taken_along():
    out = io.BytesIO()
    Image.new("RGB", (40, 20), "red").save(out, "PNG")
    out.seek(0)
    document = Document()
    document.add_picture(out, width=Inches(1))
    [block], files = blocks_of(document)
    assert [part["width"] for part in block["runs"]] == [72.0]
    assert [Image.open(io.BytesIO(data)).size for data in files.values()] == [(40, 20)]
    assert len(PdfReader(io.BytesIO(printed(document))).pages[0].images) == 1


def test_a_rare_character_in_bold_is_shown():
    document = Document()
    document.add_paragraph().add_run("镕𬭸㛃").bold = True
    assert "镕𬭸㛃" in text_of(printed(document))


@pytest.mark.parametrize("content", [b"", b"PK\x03\x04", b"no word file"])
def test_what_is_no_word_file_is_one_error(content):
    with pytest.raises(ReadingError):
        read(content)
