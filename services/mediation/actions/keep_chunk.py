"""A few seconds of a recording arrive: checked, sealed, counted. What was kept may be sent again without harm."""

from datetime import datetime
from hashlib import sha256

from django.db import transaction
from django.db.models import F
from django.utils import timezone
from django.utils.translation import gettext as _

from services.documents.store import sealed
from services.mediation.actions.halt import halt, heed
from services.mediation.errors import NotAllowed, RoomError
from services.mediation.models import Recording, RecordingChunk, Seat
from services.mediation.recordings import TAIL

LARGEST_CHUNK = 4 * 1024 * 1024
# Bytes; at 40 kB a second about seven hours.
LARGEST_RECORDING = 1024**3
_WEBM, _MP4, _MP4_AT = b"\x1aE\xdf\xa3", b"ftyp", 4


class Gap(RoomError):
    """Another number is next: `expected`."""

    def __init__(self, message: str, expected: int) -> None:
        super().__init__(message)
        self.expected = expected


class Differs(RoomError):
    """Not what its hash says, or not what was kept under this number."""


class TooLarge(RoomError):
    pass


class TooLate(RoomError):
    pass


@transaction.atomic
def keep_chunk(
    recording: Recording, number: int, content: bytes, told: str, *, actor: Seat, now: datetime | None = None
) -> int:
    """The number that is expected next. `told`: SHA-256 as the browser reckoned it, in hexadecimal."""
    if recording.seat_id != actor.pk:
        raise NotAllowed(_("只有开始录像的人能上传。"))
    found = sha256(content).hexdigest()
    if found != told.lower():
        raise Differs(_("录像片段在路上损坏了，请重新上传。"))
    row = Recording.objects.select_for_update(of=("self",)).get(pk=recording.pk)
    if number < row.chunk_count:
        _same_again(row, number, found)
        return row.chunk_count
    _check(row, number, content, now or timezone.now())
    _put(row, number, content, found)
    heed(actor.room)
    if row.size + len(content) >= LARGEST_RECORDING:
        halt(actor.room, "full")
    return number + 1


def _same_again(row: Recording, number: int, found: str) -> None:
    if not RecordingChunk.objects.filter(recording=row, number=number, sha256=found).exists():
        raise Differs(_("这一段已经保存过，内容不一样。"))


def _check(row: Recording, number: int, content: bytes, now: datetime) -> None:
    late = row.stopped_at is not None and now - row.stopped_at > TAIL
    if row.state == Recording.State.FINISHED or late:
        raise TooLate(_("这次录像已经结束。"))
    if number > row.chunk_count:
        raise Gap(_("前面还有片段没有收到。"), row.chunk_count)
    if len(content) > LARGEST_CHUNK or row.size >= LARGEST_RECORDING:
        raise TooLarge(_("录像太大了。"))
    if not content or (number == 0 and not _begins_like(row.mime, content)):
        raise RoomError(_("这不是录像。"))


def _begins_like(mime: str, content: bytes) -> bool:
    if mime.startswith("video/webm"):
        return content.startswith(_WEBM)
    return content[_MP4_AT : _MP4_AT + len(_MP4)] == _MP4


def _put(row: Recording, number: int, content: bytes, found: str) -> None:
    """The row is held, so the count is the one that was checked; the constraint says so again."""
    chunk = RecordingChunk(
        tenant_id=row.tenant_id, recording=row, number=number, size=len(content), sha256=found
    )
    chunk.file.save(f"{number:06}", sealed(content), save=False)
    try:
        with transaction.atomic():
            chunk.save()
            Recording.objects.filter(pk=row.pk).update(chunk_count=number + 1, size=F("size") + len(content))
    except BaseException:
        chunk.file.storage.delete(chunk.file.name)
        raise
