"""Papers and photographs as pictures that a browser can show. Drawn in another process, a few at a time."""

import subprocess
import sys
from hashlib import sha256
from pathlib import Path
from threading import BoundedSemaphore

from django.utils.translation import gettext as _

from services.mediation.errors import RoomError

MOST_PAGES = 300
WIDTH, WIDEST = 1200, 2000
# Pixels of the longer edge of a photograph: the small print of a photographed A4 page can still be read.
PHOTO = 2400

_PROGRAM = Path(__file__).with_name("drawing.py")
_SECONDS = 20
_turns = BoundedSemaphore(2)
# Everybody in a room asks for the same page at the same moment. In memory only: what is shared lies sealed on the disk.
_MOST_KEPT = 24
_drawn_lately: dict[tuple[bytes, int, int], bytes] = {}


class NotReadable(RoomError):
    """Nothing can be shown of this file."""


def page_count(pdf: bytes) -> int:
    """Raises NotReadable where it is damaged, locked, empty or has more than MOST_PAGES."""
    count = int(_drawn(pdf, "count"))
    if not count:
        raise NotReadable(_("这份文件没有内容。"))
    if count > MOST_PAGES:
        raise NotReadable(
            _("这份文件有%(count)d页，最多只能%(most)d页。") % {"count": count, "most": MOST_PAGES}
        )
    return count


def page_png(pdf: bytes, number: int, width: int = WIDTH) -> bytes:
    """Page `number` from 1, `width` pixels wide; less where it would be very high. Raises NotReadable."""
    key = (sha256(pdf).digest(), number, max(100, min(width, WIDEST)))
    with _turns:
        if key not in _drawn_lately:
            _drawn_lately[key] = _run(pdf, "page", *key[1:])
        picture = _drawn_lately[key]
        while len(_drawn_lately) > _MOST_KEPT:
            _drawn_lately.pop(next(iter(_drawn_lately)), None)
        return picture


def upright_jpeg(picture: bytes) -> bytes:
    """A photograph with nothing left but its pixels: not where and when it was taken. Raises NotReadable."""
    return _drawn(picture, "photo", PHOTO)


def _drawn(data: bytes, *told: object) -> bytes:
    with _turns:
        return _run(data, *told)


def _run(data: bytes, *told: object) -> bytes:
    command = [sys.executable, "-I", str(_PROGRAM), *map(str, told)]
    try:
        done = subprocess.run(command, input=data, capture_output=True, timeout=_SECONDS, check=False)  # noqa: S603 (our own file and numbers)
    except subprocess.TimeoutExpired as error:
        raise NotReadable(_("这份文件太复杂，打不开，请换一份。")) from error
    if done.returncode:
        raise NotReadable(_why(done.stderr.decode(errors="replace").strip()))
    return done.stdout


def _why(word: str) -> str:
    reasons = {
        "locked": _("这份文件加了密码，请去掉密码后再传。"),
        "no-such-page": _("没有这一页。"),
        "too-large": _("图片太大，请重新拍摄或压缩。"),
    }
    return reasons.get(word, _("这份文件打不开，可能已经损坏，请换一份。"))
