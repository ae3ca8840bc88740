"""Pictures that people bring: opened, turned upright, made small, written anew, so that only pixels remain."""

import io

from django.utils.translation import gettext as _
from PIL import Image, ImageOps, UnidentifiedImageError

from services.documents.errors import PaperError

LARGEST = 12 * 1024 * 1024
_PIXELS = 50_000_000
_SIGNATURE = (1200, 600)
_PHOTO = (1600, 1600)


def drawn(data: bytes) -> bytes:
    """A signature drawn on the screen, cut to its ink. An empty one is refused."""
    picture = _opened(data, ("PNG",)).convert("RGBA")
    ink = picture.getchannel("A").point(lambda alpha: 255 if alpha > 40 else 0).getbbox()
    if ink is None or min(ink[2] - ink[0], ink[3] - ink[1]) < 4:
        raise PaperError(_("还没有写下签名，请在框里写上姓名。"))
    picture = picture.crop(ink)
    picture.thumbnail(_SIGNATURE)
    return _png(picture)


def photo(data: bytes) -> bytes:
    picture = ImageOps.exif_transpose(_opened(data, ("PNG", "JPEG", "WEBP"))).convert("RGB")
    picture.thumbnail(_PHOTO)
    out = io.BytesIO()
    picture.save(out, "JPEG", quality=82)
    return out.getvalue()


def _opened(data: bytes, formats: tuple[str, ...]) -> Image.Image:
    if len(data) > LARGEST:
        raise PaperError(_("图片超过%(most)dMB，请重新拍摄或压缩。") % {"most": LARGEST // 1024 // 1024})
    try:
        picture = Image.open(io.BytesIO(data), formats=formats)
        if picture.width * picture.height > _PIXELS:
            raise PaperError(_("图片太大，请重新拍摄或压缩。"))
        picture.load()
    except (UnidentifiedImageError, OSError, ValueError, SyntaxError, Image.DecompressionBombError) as error:
        raise PaperError(_("这张图片打不开，请换一张（JPG或PNG）。")) from error
    return picture


def _png(picture: Image.Image) -> bytes:
    out = io.BytesIO()
    picture.save(out, "PNG")
    return out.getvalue()
