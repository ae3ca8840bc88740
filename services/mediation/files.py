"""What may be shared in a room, and who sees it. Decided on what is given; nothing is read.

* A file is for those who are in the place when it is shared, and when it is put up there or its page turned. Who comes
  in later sees the page that hangs on the wall, and gets the file with the next one.
* What was shared in a sealed room is put up in that room only. To show it elsewhere its owner shares it there anew.
"""

from pathlib import PurePosixPath

from django.utils.translation import gettext as _

from services.mediation.errors import RoomError
from services.mediation.models import Presentation, Seat, SharedFile
from services.mediation.pages import page_count, upright_jpeg
from services.mediation.rules import inside, leads

LARGEST = 20 * 1024 * 1024
MOST_FILES = 100
PDF, JPEG = "application/pdf", "image/jpeg"
_LONGEST_NAME = 100

# By suffix: what the bytes must start with. What cannot be shown to all is not taken in: no Word files.
_STARTS = {
    "pdf": (b"%PDF-",),
    "jpg": (b"\xff\xd8\xff",),
    "jpeg": (b"\xff\xd8\xff",),
    "png": (b"\x89PNG\r\n\x1a\n",),
    "webp": (b"RIFF",),
}


class NotTaken(RoomError):
    """This file is not taken in, and why."""


def plain_name(name: str) -> str:
    """Without folders and without signs that nobody sees, such as those that write backwards."""
    last = PurePosixPath(name.replace("\\", "/")).name
    return "".join(sign for sign in last if sign.isprintable()).strip()


def prepared(name: str, content: bytes) -> tuple[str, str, bytes, int]:
    """Name, kind, bytes and number of pages as they are kept. Slow: before the room is held. Raises RoomError."""
    path = PurePosixPath(plain_name(name))
    suffix = path.suffix.lower().lstrip(".")
    _check(path.name, suffix, content)
    stem = path.stem[:_LONGEST_NAME]
    if suffix == "pdf":
        return f"{stem}.pdf", PDF, content, page_count(content)
    return f"{stem}.jpg", JPEG, upright_jpeg(content), 1


def _check(name: str, suffix: str, content: bytes) -> None:
    if suffix in ("doc", "docx", "wps"):
        raise NotTaken(_("Word文档在房间里放不出来，请先另存为PDF再共享。"))
    if suffix not in _STARTS:
        raise NotTaken(_("不能接收“%(name)s”，可以共享照片和PDF。") % {"name": name[-60:]})
    if not content:
        raise NotTaken(_("“%(name)s”是空的，请重新选一个。") % {"name": name[-60:]})
    if len(content) > LARGEST:
        raise NotTaken(_("“%(name)s”太大了，不能超过20MB。") % {"name": name[-60:]})
    if not content.startswith(_STARTS[suffix]):
        raise NotTaken(_("“%(name)s”打不开：内容与格式不符，可能已经损坏，请换一个。") % {"name": name[-60:]})


def may_read(seat: Seat, file: SharedFile) -> bool:
    return inside(seat) and file.room_id == seat.room_id and seat.pk in file.readers


def hangs_for(seat: Seat, wall: Presentation) -> bool:
    """Whether this seat is where the page hangs, with whoever put it up."""
    return (
        inside(seat)
        and inside(wall.seat)
        and wall.room_id == seat.room_id
        and seat.place == wall.place == wall.seat.place
    )


def may_put_up(seat: Seat, file: SharedFile) -> bool:
    """Mediators, and who shared it; where it was shared, and what was shared with all in a sealed room, too."""
    fits = file.place in (Seat.Place.JOINT, seat.place)
    return may_read(seat, file) and fits and (leads(seat) or file.seat_id == seat.pk)


def may_turn(seat: Seat, wall: Presentation) -> bool:
    return hangs_for(seat, wall) and (leads(seat) or wall.seat_id == seat.pk)
