"""Reading what is shared: never more than this seat may see."""

from services.mediation.files import hangs_for, may_read
from services.mediation.models import Presentation, Room, Seat, SharedFile


def wall_of(room: Room, place: str) -> Presentation | None:
    """What was last put up there, whether or not it still hangs (files.hangs_for)."""
    return Presentation.objects.filter(room=room, place=place).select_related("seat", "file__seat").first()


def hanging(seat: Seat) -> Presentation | None:
    """What hangs where this seat is."""
    wall = wall_of(seat.room, seat.place)
    return wall if wall is not None and hangs_for(seat, wall) else None


def files_of(seat: Seat) -> list[SharedFile]:
    rows = SharedFile.objects.filter(room=seat.room).select_related("seat")
    return [row for row in rows if may_read(seat, row)]


def file_for(seat: Seat, pk: int) -> SharedFile | None:
    row = SharedFile.objects.filter(room=seat.room, pk=pk).first()
    return row if row is not None and may_read(seat, row) else None


def page_for(seat: Seat, pk: int, page: int) -> SharedFile | None:
    """Whoever may read the file sees every page; who only sees the wall, the one that hangs there."""
    if row := file_for(seat, pk):
        return row
    wall = hanging(seat)
    return wall.file if wall is not None and (wall.file_id, wall.page) == (pk, page) else None
