"""Pictures of the demo, drawn here: signatures as by hand, and sheets that stand for what somebody photographed."""

import io
from functools import cache
from pathlib import Path

from PIL import Image, ImageDraw, ImageFont

from services.documents import press

_FACE = Path(press.FOLDER) / "fonts" / "NotoSerifSC-Regular.ttf"
_INK, _PAPER, _LINE = (24, 34, 78, 255), (250, 248, 242), (196, 190, 176)
_LEAN = 0.22


@cache
def _face(size: int) -> ImageFont.FreeTypeFont:
    return ImageFont.truetype(str(_FACE), size)


def signature(name: str) -> bytes:
    """The name in ink, leaning, on nothing: as the drawing pad gives it."""
    face = _face(110)
    wide = int(face.getlength(name)) + 120
    sheet = Image.new("RGBA", (wide, 190), (0, 0, 0, 0))
    pen = ImageDraw.Draw(sheet)
    left = 70.0
    for place, sign in enumerate(name):
        pen.text((left, 18 + (place * 17) % 23), sign, font=face, fill=_INK, stroke_width=1, stroke_fill=_INK)
        left += face.getlength(sign) - 6
    leaning = sheet.transform(
        sheet.size, Image.Transform.AFFINE, (1, _LEAN, -_LEAN * 95, 0, 1, 0), Image.Resampling.BICUBIC
    )
    return _png(leaning)


def sheet(title: str) -> bytes:
    """A sheet of paper with its title and lines, marked as invented."""
    page = Image.new("RGB", (420, 594), _PAPER)
    pen = ImageDraw.Draw(page)
    face = _face(24)
    pen.text(((420 - face.getlength(title)) / 2, 60), title, font=face, fill=(40, 40, 40))
    for row in range(11):
        pen.line((54, 142 + row * 33, 366 - (row * 37) % 90, 142 + row * 33), fill=_LINE, width=2)
    pen.text((54, 540), "演示材料，内容虚构", font=_face(16), fill=(150, 60, 50))
    return _png(page)


def _png(picture: Image.Image) -> bytes:
    out = io.BytesIO()
    picture.save(out, "PNG")
    return out.getvalue()
