"""Papers as pictures: right pages, right size, and nothing that is brought can harm."""

import io
import zlib

import pytest
from PIL import Image
from pypdf import PdfWriter

from services.mediation import pages
from services.mediation.pages import NotReadable, page_count, page_png, upright_jpeg


def pdf(*sizes: tuple[int, int], password: str = "") -> bytes:
    """Empty pages of these sizes, in points."""
    writer, out = PdfWriter(), io.BytesIO()
    for wide, high in sizes:
        writer.add_blank_page(wide, high)
    if password:
        writer.encrypt(password, algorithm="RC4-128")
    writer.write(out)
    return out.getvalue()


def black(wide: int, high: int) -> bytes:
    """One page, painted black."""
    paint = b"0 g 0 0 %d %d re f" % (wide, high)
    parts = [
        b"<</Type/Catalog/Pages 2 0 R>>",
        b"<</Type/Pages/Kids[3 0 R]/Count 1>>",
        b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 %d %d]/Contents 4 0 R>>" % (wide, high),
        b"<</Length %d>>stream\n%s\nendstream" % (len(paint), paint),
    ]
    body = b"".join(b"%d 0 obj%s endobj\n" % (number, part) for number, part in enumerate(parts, 1))
    return b"%PDF-1.4\n" + body + b"trailer<</Root 1 0 R/Size 5>>\n%%EOF"


def photo(form: str, size: tuple[int, int], **more: object) -> bytes:
    out = io.BytesIO()
    Image.new("RGB", size, "red").save(out, form, **more)
    return out.getvalue()


def opened(picture: bytes) -> Image.Image:
    return Image.open(io.BytesIO(picture))


def test_a_page_is_as_wide_as_asked_and_shows_what_is_on_it():
    picture = opened(page_png(black(300, 400), 1, 600))
    assert (picture.format, picture.size, picture.getpixel((300, 400))) == ("PNG", (600, 800), (0, 0, 0))


def test_pages_are_counted_and_drawn_by_number_from_one():
    paper = pdf((595, 842), (842, 595))
    assert page_count(paper) == 2
    assert [opened(page_png(paper, number, 842)).size for number in (1, 2)] == [(842, 1192), (842, 595)]
    for number in (0, 3):
        with pytest.raises(NotReadable, match="没有这一页"):
            page_png(paper, number)


def test_a_page_is_drawn_once_for_everybody(monkeypatch):
    paper, runs, run = pdf((100, 100)), [], pages._run
    monkeypatch.setattr(pages, "_run", lambda *told: runs.append(told) or run(*told))
    first, again, wider = page_png(paper, 1, 200), page_png(paper, 1, 200), page_png(paper, 1, 201)
    assert (len(runs), first == again, opened(wider).width) == (2, True, 201)


def test_pages_kept_in_memory_are_few(monkeypatch):
    monkeypatch.setattr(pages, "_run", lambda data, *told: b"x")
    for number in range(60):
        page_png(b"paper", number)
    assert len(pages._drawn_lately) == 24
    pages._drawn_lately.clear()


def test_a_page_of_two_hundred_metres_is_drawn_small():
    picture = opened(page_png(pdf((100, 500_000)), 1, 2000))
    assert picture.width * picture.height < 8_100_000


@pytest.mark.parametrize(
    ("content", "why"),
    [
        (b"%PDF-1.4 nothing", "可能已经损坏"),
        (b"", "可能已经损坏"),
        (b"<html><script>alert(1)</script>", "可能已经损坏"),
        (pdf((100, 100), password="geheim"), "加了密码"),
    ],
    ids=["torn", "empty", "html", "locked"],
)
def test_what_cannot_be_read_is_said_in_words(content, why):
    for read in (page_count, lambda data: page_png(data, 1)):
        with pytest.raises(NotReadable, match=why):
            read(content)


def test_more_pages_than_anybody_reads_are_refused():
    with pytest.raises(NotReadable, match="有10000页，最多只能300页"):
        page_count(pdf(*[(10, 10)] * 10_000))


def test_a_program_that_ends_badly_is_a_damaged_file(monkeypatch, tmp_path):
    program = tmp_path / "killed.py"
    program.write_text("import os; os.kill(os.getpid(), 9)")
    monkeypatch.setattr(pages, "_PROGRAM", program)
    with pytest.raises(NotReadable, match="可能已经损坏"):
        page_count(b"%PDF-")


def test_a_program_that_does_not_end_is_ended(monkeypatch, tmp_path):
    program = tmp_path / "slow.py"
    program.write_text("import time; time.sleep(30)")
    monkeypatch.setattr(pages, "_PROGRAM", program)
    monkeypatch.setattr(pages, "_SECONDS", 0.3)
    with pytest.raises(NotReadable, match="太复杂"):
        page_count(b"%PDF-")


def test_a_photograph_is_turned_upright_made_smaller_and_says_no_longer_where_it_was_taken():
    exif = Image.Exif()
    exif[0x0112], exif[0x010F] = 6, "TELEFON-KAMERA"
    exif.get_ifd(0x8825)[1] = "N"
    brought = photo("JPEG", (4000, 2000), exif=exif)
    assert b"TELEFON-KAMERA" in brought
    kept = upright_jpeg(brought)
    assert (opened(kept).format, opened(kept).size) == ("JPEG", (1200, 2400))
    assert dict(opened(kept).getexif()) == {}
    assert b"TELEFON-KAMERA" not in kept


@pytest.mark.parametrize("form", ["PNG", "WEBP"])
def test_other_pictures_become_photographs_too(form):
    assert opened(upright_jpeg(photo(form, (30, 20)))).size == (30, 20)


@pytest.mark.parametrize(
    "content", [b"\xff\xd8\xff", b"<svg xmlns='http://www.w3.org/2000/svg'/>", photo("GIF", (3, 3))]
)
def test_what_is_no_photograph_is_refused(content):
    with pytest.raises(NotReadable, match="可能已经损坏"):
        upright_jpeg(content)


def test_a_picture_that_is_a_bomb_is_not_unpacked():
    """900 million pixels of nothing in some kilobytes."""

    def chunk(kind: bytes, data: bytes) -> bytes:
        return len(data).to_bytes(4) + kind + data + zlib.crc32(kind + data).to_bytes(4)

    head = (30_000).to_bytes(4) * 2 + b"\x08\x02\x00\x00\x00"
    bomb = (
        b"\x89PNG\r\n\x1a\n"
        + chunk(b"IHDR", head)
        + chunk(b"IDAT", zlib.compress(b"\0" * 1000))
        + chunk(b"IEND", b"")
    )
    with pytest.raises(NotReadable):
        upright_jpeg(bomb)
