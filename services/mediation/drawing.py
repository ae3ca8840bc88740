"""Runs as a process of its own (pages.py starts it): whoever shares a file chooses its bytes, and PDFium is C++.

    python -I drawing.py count                  a PDF on stdin, the number of its pages on stdout
    python -I drawing.py page <number> <width>  the same, one page as PNG
    python -I drawing.py photo <longest>        a picture on stdin, upright and without metadata as JPEG

What went wrong is one word on stderr: damaged, locked, no-such-page, too-large. The kernel limits memory and time.
It imports nothing of the project.
"""

import io
import resource
import sys

import pypdfium2 as pdfium
from PIL import Image, ImageOps, UnidentifiedImageError

_MEMORY = 1_500_000_000
_SECONDS = 15
# Of one drawn page, and of a picture before it is made small.
_PAGE_PIXELS, _PHOTO_PIXELS = 8_000_000, 60_000_000
_BROKEN = (OSError, ValueError, SyntaxError, Image.DecompressionBombError, UnidentifiedImageError)


def main(told: list[str]) -> None:
    resource.setrlimit(resource.RLIMIT_AS, (_MEMORY, _MEMORY))
    resource.setrlimit(resource.RLIMIT_CPU, (_SECONDS, _SECONDS))
    data = sys.stdin.buffer.read()
    if told[0] == "photo":
        answer = _photo(data, int(told[1]))
    elif told[0] == "page":
        answer = _page(_opened(data), int(told[1]), int(told[2]))
    else:
        answer = str(len(_opened(data))).encode()
    sys.stdout.buffer.write(answer)


def _opened(data: bytes) -> pdfium.PdfDocument:
    try:
        return pdfium.PdfDocument(data)
    except pdfium.PdfiumError as error:
        sys.exit("locked" if "password" in str(error).lower() else "damaged")


def _page(document: pdfium.PdfDocument, number: int, width: int) -> bytes:
    if not 1 <= number <= len(document):
        sys.exit("no-such-page")
    try:
        document.init_forms()
        page = document[number - 1]
        wide, high = page.get_size()
        if min(wide, high) <= 0:
            sys.exit("damaged")
        scale = min(width / wide, (_PAGE_PIXELS / (wide * high)) ** 0.5)
        picture = page.render(scale=scale).to_pil()
    except pdfium.PdfiumError:
        sys.exit("damaged")
    out = io.BytesIO()
    picture.convert("RGB").save(out, "PNG", optimize=False)
    return out.getvalue()


def _photo(data: bytes, longest: int) -> bytes:
    try:
        picture = Image.open(io.BytesIO(data), formats=("JPEG", "PNG", "WEBP"))
        if picture.width * picture.height > _PHOTO_PIXELS:
            sys.exit("too-large")
        picture.draft("RGB", (longest, longest))
        picture = ImageOps.exif_transpose(picture).convert("RGBA")
    except _BROKEN:
        sys.exit("damaged")
    picture.thumbnail((longest, longest))
    paper = Image.new("RGB", picture.size, "white")
    paper.paste(picture, mask=picture.getchannel("A"))
    out = io.BytesIO()
    paper.save(out, "JPEG", quality=85)
    return out.getvalue()


if __name__ == "__main__":
    main(sys.argv[1:])
