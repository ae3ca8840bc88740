"""One PDF volume of many parts: cover, catalogue, the papers and the evidence, every page numbered.

As archives do it, cover and catalogue bear no number: page 1 is the first page of the first paper.
"""

import io
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path

from PIL import Image, ImageOps, UnidentifiedImageError
from pypdf import PageObject, PdfReader, PdfWriter, Transformation
from pypdf.errors import PyPdfError

from services.documents import intake, press
from services.documents.reading import ReadingError, read

PDF, DOCX = "application/pdf", "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
Item = tuple[str, bytes | Path, str]
# A sheet of A4 in points, and the room that a page number needs above what is put on it.
_WIDE, _HIGH, _HEAD = 595.276, 841.89, 34.0
_PIXELS, _SIDE = 80_000_000, 2400
_MOST_PAGES = 3000
_DRAWN = {"/Type", "/Parent", "/Contents", "/Resources", "/MediaBox", "/CropBox"}
# What a damaged file makes of the reader.
_BROKEN = (
    PyPdfError, ArithmeticError, AttributeError, LookupError, OSError, RecursionError, TypeError, ValueError,
)  # fmt: skip


@dataclass(frozen=True)
class Entry:
    name: str
    first_page: int
    pages: int


class _NoPagesError(Exception):
    """A part that cannot be put on paper; the message says why."""


def volume(title: str, cover: Mapping[str, str], items: Sequence[Item]) -> tuple[bytes, list[Entry]]:
    """Parts in the order given. What has no pages (a recording, a damaged file) gets a sheet that says so."""
    body, entries = PdfWriter(), []
    for name, content, mime in items:
        before = len(body.pages)
        body.append(_sheets(name, content, mime), import_outline=False)
        entries.append(Entry(name, before + 1, len(body.pages) - before))
    _number(body)
    whole = PdfWriter()
    for part in (_cover(title, cover), _catalogue(entries)):
        whole.append(io.BytesIO(part), import_outline=False)
    whole.append(body, import_outline=False)
    _bookmark(whole, entries, len(whole.pages) - len(body.pages))
    whole.add_metadata({"/Title": title})
    whole.compress_identical_objects()
    return _written(whole), entries


def _written(writer: PdfWriter) -> bytes:
    out = io.BytesIO()
    writer.write(out)
    return out.getvalue()


def _cover(title: str, fields: Mapping[str, str]) -> bytes:
    said = [{"name": name, "text": text} for name, text in fields.items()]
    return press.pdf("volume", {"part": "cover", "title": title, "fields": said})


def _catalogue(entries: Iterable[Entry]) -> bytes:
    rows = [
        {"name": one.name, "first": _range(one), "pages": str(one.pages)} for one in entries
    ]  # fmt: skip
    return press.pdf("volume", {"part": "catalogue", "title": "卷内目录", "rows": rows})


def _range(entry: Entry) -> str:
    last = entry.first_page + entry.pages - 1
    return str(entry.first_page) if entry.pages <= 1 else f"{entry.first_page}–{last}"


def _number(body: PdfWriter) -> None:
    if not body.pages:
        return
    numbers = press.pdf("volume", {"part": "numbers", "title": "", "pages": len(body.pages)})
    for page, number in zip(body.pages, PdfReader(io.BytesIO(numbers)).pages, strict=True):
        page.merge_page(number)


def _bookmark(whole: PdfWriter, entries: Iterable[Entry], shift: int) -> None:
    for entry in entries:
        whole.add_outline_item(title=entry.name, page_number=shift + entry.first_page - 1)


def _sheets(name: str, content: bytes | Path, mime: str) -> PdfWriter:
    data = content.read_bytes() if isinstance(content, Path) else content
    try:
        return _pages(name, data, mime)
    except _NoPagesError as reason:
        lines = [
            str(reason), f"文件大小：{len(data):,} 字节", f"SHA-256：{sha256(data).hexdigest()}",
            "原件与本卷一并保存在系统中，可凭上列SHA-256核对。",
        ]  # fmt: skip
        return _own(press.pdf("volume", {"part": "note", "title": name, "name": name, "lines": lines}))


def _pages(name: str, data: bytes, mime: str) -> PdfWriter:
    if mime == PDF:
        return _foreign(data)
    if mime.startswith("image/"):
        picture = {"part": "picture", "title": name, "picture": "picture.jpg"}
        return _own(press.pdf("volume", picture, {"picture.jpg": _upright(data)}))
    if mime == DOCX:
        return _own(_word(name, data))
    raise _NoPagesError("这份材料不能印成页面（如录音、录像、表格文件）。")


def _own(pdf: bytes) -> PdfWriter:
    writer = PdfWriter()
    writer.append(io.BytesIO(pdf), import_outline=False)
    return writer


def _foreign(data: bytes) -> PdfWriter:
    """Pages of a file that came from outside, each drawn onto a sheet of ours."""
    writer = PdfWriter()
    try:
        reader = PdfReader(io.BytesIO(data))
        if reader.is_encrypted and not reader.decrypt(""):
            raise _NoPagesError("这份PDF设有密码，不能装入卷内。")
        if not 0 < len(reader.pages) <= _MOST_PAGES:
            raise _NoPagesError(f"这份PDF没有页面或者超过{_MOST_PAGES}页。")
        for page in reader.pages:
            _on_a4(writer, page)
    except _BROKEN as error:
        raise _NoPagesError("这份PDF已损坏，读不出页面。") from error
    return writer


def _on_a4(writer: PdfWriter, page: PageObject) -> None:
    """Shrunk or left as large as it is, upright, in the middle. Scripts, links and attachments stay behind."""
    box, turn = page.cropbox, page.rotation % 360
    wide, high = float(box.width), float(box.height)
    if turn == 0 and _is_a4(wide, high) and (float(box.left), float(box.bottom)) == (0.0, 0.0):
        _bare(writer.add_page(page, excluded_keys=["/Annots", "/AA"]))
        return
    corner = {0: (0.0, 0.0), 90: (0.0, wide), 180: (wide, high), 270: (high, 0.0)}[turn]
    moved = Transformation().translate(-float(box.left), -float(box.bottom)).rotate(-turn).translate(*corner)
    wide, high = (high, wide) if turn in (90, 270) else (wide, high)
    room = _HIGH if _is_a4(wide, high) else _HIGH - _HEAD
    scale = min(_WIDE / wide, room / high, 1.0)
    moved = moved.scale(scale).translate((_WIDE - wide * scale) / 2, (room - high * scale) / 2)
    writer.add_blank_page(width=_WIDE, height=_HIGH).merge_transformed_page(page, moved)


def _bare(page: PageObject) -> None:
    """A sheet that need not be redrawn, which takes a tenth of a second, keeps what is drawn and nothing else."""
    for key in [key for key in page if key not in _DRAWN]:
        del page[key]


def _is_a4(wide: float, high: float) -> bool:
    return abs(wide - _WIDE) < 3 and abs(high - _HIGH) < 3


def _upright(data: bytes) -> bytes:
    try:
        with Image.open(io.BytesIO(data), formats=("JPEG", "PNG", "WEBP", "GIF", "BMP", "TIFF")) as opened:
            if opened.width * opened.height > _PIXELS:
                raise _NoPagesError("这张图片过大，不能装入卷内。")
            picture = ImageOps.exif_transpose(opened).convert("RGB")
    except (UnidentifiedImageError, OSError, ValueError, SyntaxError, Image.DecompressionBombError) as error:
        raise _NoPagesError("这张图片已损坏，不能装入卷内。") from error
    picture.thumbnail((_SIDE, _SIDE))
    out = io.BytesIO()
    picture.save(out, "JPEG", quality=85)
    return out.getvalue()


def _word(name: str, data: bytes) -> bytes:
    if faults := intake.harmful(data):
        raise _NoPagesError(f"{faults[0]}。")
    try:
        blocks, files = read(data)
        said = {"office": "", "year": 2026, "month": 1, "day": 1, "qr": False, "foot": []}
        return press.pdf("paper", {"title": name, "blocks": blocks} | said, files)
    except (ReadingError, press.PressError, KeyError) as error:
        raise _NoPagesError("这份Word文件读不出页面。") from error
