from typing import Any

from django.template.defaultfilters import filesizeformat
from django.urls import reverse
from django.utils.translation import gettext as _

from services.mediation.files import JPEG, may_put_up, may_turn
from services.mediation.models import Presentation, Room, Seat, SharedFile
from services.mediation.rules import Can, can
from services.mediation.shown import files_of, hanging


def seen(room: Room, seat: Seat) -> dict[str, Any]:
    """What was shared with this seat, and the page that hangs where it is now."""
    seat.room = room
    wall = hanging(seat)
    return {
        "list": [_row(room, seat, row) for row in files_of(seat)],
        "wall": _wall(room, seat, wall) if wall is not None else None,
        "may_share": can(seat, Can.SHARE),
    }


def _row(room: Room, seat: Seat, row: SharedFile) -> dict[str, Any]:
    return {
        "id": row.pk,
        "name": row.name,
        "pages": row.pages,
        "size": filesizeformat(row.size),
        "by": row.seat.name if row.seat else "",
        "at": row.at.isoformat(),
        "sealed": row.place != Seat.Place.JOINT,
        "place_label": str(row.get_place_display()),
        "url": reverse("mediation:file", args=[room.code, row.pk]),
        "may_present": may_put_up(seat, row),
    }


def _wall(room: Room, seat: Seat, wall: Presentation) -> dict[str, Any]:
    turns = may_turn(seat, wall)
    words = {"page": wall.page, "pages": wall.file.pages, "name": wall.file.name}
    return {
        "file": wall.file_id,
        "page": wall.page,
        "pages": wall.file.pages,
        "name": wall.file.name,
        "by": wall.seat.name,
        "alt": _("第%(page)d页，共%(pages)d页，《%(name)s》") % words,
        "src": page_address(room, wall.file, wall.page),
        "may_turn": turns,
        # Whoever turns pages has the next one drawn already; it is ready for all when it is turned.
        "next": page_address(room, wall.file, wall.page + 1)
        if turns and wall.page < wall.file.pages
        else None,
    }


def page_address(room: Room, row: SharedFile, page: int) -> str:
    """A photograph is shown as it is, a page of a PDF as PNG."""
    return reverse("mediation:page", args=[room.code, row.pk, page, "jpg" if row.mime == JPEG else "png"])
