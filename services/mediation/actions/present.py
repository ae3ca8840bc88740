"""One page hangs on the wall of a place, large, for whoever is there."""

from django.db import transaction
from django.db.models import F
from django.utils.translation import gettext as _

from services.mediation.actions.say import readers_at
from services.mediation.actions.within import entitled, noted
from services.mediation.announce import changed
from services.mediation.errors import NotAllowed, RoomError
from services.mediation.files import hangs_for, may_put_up, may_read, may_turn
from services.mediation.models import Presentation, Room, Seat, SharedFile
from services.mediation.rules import Can
from services.mediation.shown import wall_of


@transaction.atomic
def present(pk: int, page: int, *, actor: Seat) -> None:
    """Puts it up, or turns to another page of it. Raises RoomError."""
    room, seat = entitled(actor, Can.SHARE)
    file, wall = _read(room, pk), wall_of(room, seat.place)
    # A file of another place is answered like one that never was.
    if file is None or not may_read(seat, file):
        raise RoomError(_("没有这份文件。"))
    if not may_put_up(seat, file):
        raise NotAllowed(_why_not(seat, file))
    if wall is not None and hangs_for(seat, wall) and not may_turn(seat, wall):
        raise NotAllowed(_("正在展示别的文件，请等收起以后再展示。"))
    if not 1 <= page <= file.pages:
        raise RoomError(_("没有这一页。"))
    readers = readers_at(room, seat.place)
    Presentation.objects.update_or_create(
        room=room,
        place=seat.place,
        defaults={"tenant_id": room.tenant_id, "file": file, "page": page, "seat": seat},
    )
    file.readers = sorted({*file.readers, *readers})
    file.save(update_fields=["readers"])
    if wall is None or wall.file_id != file.pk:
        noted(room, "file_presented", by=seat, place=seat.place, file=file.pk)
    changed(room, "files", to=readers)


@transaction.atomic
def hide_file(*, actor: Seat) -> None:
    room, seat = entitled(actor, Can.SHARE)
    wall = wall_of(room, seat.place)
    if wall is None or not hangs_for(seat, wall):
        return
    if not may_turn(seat, wall):
        raise NotAllowed(_("只有调解员和展示的人能收起。"))
    wall.delete()
    changed(room, "files", to=readers_at(room, seat.place))


def _read(room: Room, pk: int) -> SharedFile | None:
    return SharedFile.objects.filter(room=room, pk=pk).first()


def _why_not(seat: Seat, file: SharedFile) -> str:
    if file.place not in (Seat.Place.JOINT, seat.place):
        return _("这份文件是在单独房间里共享的，只能在那里展示；要给这里的人看，请由提供的人重新共享。")
    return _("只有调解员和提供文件的人能展示。")


def take_down(room: Room) -> None:
    """In sealed rooms nothing hangs that was put up in an earlier talk, by somebody who has left it since."""
    sealed = Presentation.objects.filter(room=room).exclude(place=Seat.Place.JOINT)
    sealed.exclude(seat__state=Seat.State.ADMITTED, seat__place=F("place")).delete()
