"""Recording begins when everybody in the room has said yes, and ends when anybody no longer does."""

import re

from django.db import IntegrityError, transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from services.mediation.actions.halt import halt
from services.mediation.actions.within import entitled, noted
from services.mediation.announce import changed
from services.mediation.consent import is_there, there
from services.mediation.errors import RoomError
from services.mediation.models import Recording, Room, Seat
from services.mediation.recordings import ASKED, running, was_asked
from services.mediation.rules import Can

_MIME = re.compile(r"video/(webm|mp4)(;\s*codecs=[\w.,\"' -]{1,50})?")


@transaction.atomic
def consent(yes: bool, *, actor: Seat) -> None:
    """Whoever takes it back stops what runs."""
    room, seat = entitled(actor)
    if seat.consented == yes:
        return
    Seat.objects.filter(pk=seat.pk).update(consented=yes, consented_at=timezone.now())
    noted(room, "recording_consent", by=seat, yes=yes)
    if not yes:
        halt(room, "consent")
    changed(room, "recording", "seats")


@transaction.atomic
def start(mime: str, *, actor: Seat) -> Recording | None:
    """None where somebody has not been asked yet: then everybody is asked, and this is said again afterwards.

    Whoever starts it says yes for themselves by that.
    """
    room, seat = entitled(actor, Can.RECORD)
    if not _MIME.fullmatch(mime):
        raise RoomError(_("这个浏览器不能录像，请换一个浏览器。"))
    others = [one for one in there(room) if one.pk != seat.pk]
    if any(one.place != Seat.Place.JOINT for one in (seat, *others)):
        raise RoomError(_("有人在单独谈话，这时不能录像。请大家回到共同的房间后再录。"))
    if any(one.consented is False for one in others):
        raise RoomError(_("有人不同意录像，所以不能录。"))
    _says_yes(seat)
    if waiting := [one.name for one in others if one.consented is None]:
        _ask(room, seat, waiting)
        return None
    _make_way(room, seat)
    return _begun(room, seat, mime)


@transaction.atomic
def stop(*, actor: Seat) -> None:
    """By whoever may record: also what another one's lost browser left running."""
    room, _seat = entitled(actor, Can.RECORD)
    halt(room, "asked")


def _says_yes(seat: Seat) -> None:
    if not seat.consented:
        Seat.objects.filter(pk=seat.pk).update(consented=True, consented_at=timezone.now())


def _ask(room: Room, seat: Seat, waiting: list[str]) -> None:
    if was_asked(room):
        raise RoomError(_("还在等%(names)s回答同不同意录像。") % {"names": "、".join(waiting)})
    noted(room, ASKED, by=seat)
    changed(room, "recording", "seats")


def _make_way(room: Room, seat: Seat) -> None:
    """What runs for the same seat was begun by a page that is gone; so was that of somebody who is."""
    row = running(room)
    if row and (row.seat_id == seat.pk or not is_there(row.seat, timezone.now())):
        halt(room, "lost")


def _begun(room: Room, seat: Seat, mime: str) -> Recording:
    try:
        with transaction.atomic():
            begun = Recording.objects.create(tenant_id=room.tenant_id, room=room, seat=seat, mime=mime)
    except IntegrityError as error:
        raise RoomError(_("已经在录制了。")) from error
    noted(room, "recording_started", by=seat, recording=begun.pk)
    changed(room, "recording", "seats")
    return begun
