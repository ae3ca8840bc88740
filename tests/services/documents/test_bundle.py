import io
from hashlib import sha256
from itertools import pairwise

import pytest
from PIL import Image
from pypdf import PdfReader, PdfWriter
from pypdf.generic import DictionaryObject, NameObject, TextStringObject

from services.documents.bundle import DOCX, PDF, volume
from services.documents.queries import docx_of, pdf_of
from tests.services.documents.samples import text_of
from tests.services.documents.word_files import changed, written

COVER = {"案号": "（2026）云人调字第018号", "卷名": "沈秋禾与陆明川相邻排水纠纷", "保管期限": "长期"}


def picture(size=(800, 600), kind="JPEG", **more):
    out = io.BytesIO()
    Image.new("RGB", size, "navy").save(out, kind, **more)
    return out.getvalue()


def pages(pdf):
    return [text_of_page.extract_text().replace(" ", "") for text_of_page in PdfReader(io.BytesIO(pdf)).pages]


def blank(width, height, rotate=0):
    writer = PdfWriter()
    writer.add_blank_page(width=width, height=height).rotate(rotate)
    out = io.BytesIO()
    writer.write(out)
    return out.getvalue()


@pytest.fixture
def bound(paper, tmp_path):
    (tmp_path / "photo.jpg").write_bytes(picture())
    items = [
        ("人民调解协议书", pdf_of(paper), PDF),
        ("现场照片", tmp_path / "photo.jpg", "image/jpeg"),
        ("答辩意见", docx_of(paper), DOCX),
        ("通话录音", b"ID3 sound", "audio/mpeg"),
    ]
    return volume("人民调解卷宗", COVER, items)


def test_cover_catalogue_and_parts_in_order(bound):
    pdf, entries = bound
    read = pages(pdf)
    assert all(part in read[0] for part in ("人民调解卷宗", *COVER, *COVER.values()))
    assert "卷内目录" in read[1]
    assert [entry.name for entry in entries] == ["人民调解协议书", "现场照片", "答辩意见", "通话录音"]
    assert entries[0].first_page == 1
    for before, after in pairwise(entries):
        assert after.first_page == before.first_page + before.pages
    for at, entry in enumerate(entries, start=1):
        assert f"{at}{entry.name}{entry.first_page}" in read[1].replace("\n", "")


def test_every_page_of_the_body_bears_its_number(bound):
    pdf, entries = bound
    body = pages(pdf)[2:]
    assert len(body) == sum(entry.pages for entry in entries)
    assert [f"第{at}页共{len(body)}页" in text for at, text in enumerate(body, start=1)] == [True] * len(body)
    assert [("第1页共" in text) for text in pages(pdf)[:2]] == [False, False]


def test_a_part_begins_where_the_catalogue_says(bound):
    pdf, entries = bound
    body = pages(pdf)[2:]
    assert "人民调解协议书" in body[0]
    assert "人民调解协议书" in body[entries[2].first_page - 1]
    outline = [mark.title for mark in PdfReader(io.BytesIO(pdf)).outline]
    assert outline == [entry.name for entry in entries]


def test_what_has_no_pages_gets_a_sheet_that_says_so(bound):
    pdf, entries = bound
    sheet = pages(pdf)[2 + entries[3].first_page - 1].replace("\n", "")
    assert "不能印成页面" in sheet
    assert sha256(b"ID3 sound").hexdigest() in sheet


@pytest.mark.parametrize(
    ("content", "mime", "said"),
    [
        (b"%PDF-1.4 torn", PDF, "已损坏"),
        (b"", PDF, "已损坏"),
        (b"no picture", "image/png", "已损坏"),
        (b"no word", DOCX, "已损坏"),
        (changed(written("x"), parts={"word/media/a.bin": bytes(40 * 1024 * 1024)}), DOCX, "内部过大"),
        (picture()[:200], "image/jpeg", "已损坏"),
    ],
)
def test_damaged_parts_never_stop_a_volume(content, mime, said):
    pdf, entries = volume("卷宗", {}, [("坏的", content, mime), ("好的", picture(), "image/jpeg")])
    assert [entry.pages for entry in entries] == [1, 1]
    assert said in pages(pdf)[2]


def test_a_locked_file_is_named():
    writer = PdfWriter(clone_from=io.BytesIO(blank(200, 200)))
    writer.encrypt("secret")
    out = io.BytesIO()
    writer.write(out)
    assert "设有密码" in pages(volume("卷宗", {}, [("密件", out.getvalue(), PDF)])[0])[2]


@pytest.mark.parametrize(
    ("width", "height", "turn"),
    [(595, 842, 0), (842, 595, 0), (842, 595, 90), (1684, 1191, 270), (200, 300, 180)],
)
def test_every_page_becomes_a_sheet_of_a4(width, height, turn):
    pdf, _ = volume("卷宗", {}, [("图纸", blank(width, height, turn), PDF)])
    for page in PdfReader(io.BytesIO(pdf)).pages:
        assert (round(float(page.mediabox.width)), round(float(page.mediabox.height)), page.rotation) == (
            595,
            842,
            0,
        )


def test_scripts_of_evidence_stay_outside():
    writer = PdfWriter(clone_from=io.BytesIO(blank(595, 842)))
    script = DictionaryObject(
        {NameObject("/S"): NameObject("/JavaScript"), NameObject("/JS"): TextStringObject("alertme")}
    )
    writer.root_object[NameObject("/OpenAction")] = script
    writer.pages[0][NameObject("/AA")] = DictionaryObject({NameObject("/O"): script})
    out = io.BytesIO()
    writer.write(out)
    pdf, _ = volume("卷宗", {}, [("带脚本", out.getvalue(), PDF)])
    assert b"alertme" in out.getvalue()
    assert b"alertme" not in pdf and b"/JavaScript" not in pdf
    assert all("/AA" not in page and "/Annots" not in page for page in PdfReader(io.BytesIO(pdf)).pages)


def test_a_sideways_photo_stands_upright():
    exif = Image.Exif()
    exif[0x0112] = 6
    pdf, _ = volume("卷宗", {}, [("照片", picture((800, 400), exif=exif), "image/jpeg")])
    shown = PdfReader(io.BytesIO(pdf)).pages[2].images[0].image
    assert shown.size == (400, 800)


def test_an_empty_volume_is_cover_and_catalogue():
    pdf, entries = volume("卷宗", COVER, [])
    assert (len(pages(pdf)), entries) == (2, [])


def test_the_same_parts_give_the_same_bytes():
    items = [("照片", picture(), "image/jpeg"), ("意见", written("同意"), DOCX)]
    assert volume("卷宗", COVER, items)[0] == volume("卷宗", COVER, items)[0]


def test_many_entries_make_a_catalogue_of_many_pages():
    items = [(f"第{at}份材料", picture((20, 20)), "image/jpeg") for at in range(60)]
    pdf, entries = volume("卷宗", {}, items)
    assert entries[-1].first_page == 60
    read = pages(pdf)
    assert sum("页号" in text for text in read[1:4]) >= 2
    assert "第1页共60页" in read[-60]
    assert text_of(pdf).count("共60页") == 60
