"""The record of the mediation: written by those in charge, offered, read by the parties, confirmed by all who must."""

from hashlib import sha256

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from services.mediation import signals
from services.mediation.actions.within import entitled, noted
from services.mediation.announce import changed
from services.mediation.errors import NotAllowed, RoomError
from services.mediation.models import Minutes, MinutesReading, Room, Seat
from services.mediation.reading import all_confirmed, must_confirm, reads, writers_of
from services.mediation.rules import Can, can
from tenants.journal import note
from tenants.scope import in_tenant

State = Minutes.State


@transaction.atomic
def write(revision: int, text: str, *, actor: Seat) -> None:
    """The whole text in place of `revision`. What was offered before must be offered and read anew."""
    room, seat = entitled(actor, Can.WRITE_MINUTES)
    if seat.place != Seat.Place.JOINT:
        raise RoomError(_("单独谈话的内容不进共同的笔录。回到共同的房间后再写。"))
    row = _of(room)
    if row.state == State.CONFIRMED:
        raise RoomError(_("各方已经确认了笔录，不能再改。"))
    if row.revision == revision and row.text == text:
        return
    same = Minutes.objects.filter(pk=row.pk, revision=revision).exclude(state=State.CONFIRMED)
    told = {"text": text, "revision": revision + 1, "state": State.WRITING, "writer": seat}
    if not same.update(**told, changed_at=timezone.now()):
        raise RoomError(_("别人刚刚改过笔录。您写的还在，请对照以后再保存。"))
    if row.state == State.TO_READ:
        noted(room, "minutes_reopened", by=seat)
        changed(room, "minutes")
    else:
        changed(room, "minutes", to=writers_of(room))


@transaction.atomic
def offer(revision: int, *, actor: Seat) -> None:
    """Shows the text to the parties. Said again, it closes what all who are still there have confirmed."""
    room, seat = entitled(actor, Can.WRITE_MINUTES)
    row = _of(room)
    if not row.text.strip():
        raise RoomError(_("笔录还是空的。"))
    if row.state == State.TO_READ and row.revision == revision:
        _settle(room, row, seat)
        return
    same = Minutes.objects.filter(pk=row.pk, revision=revision, state=State.WRITING)
    if not same.update(state=State.TO_READ):
        raise RoomError(_("笔录刚刚改过，请看一遍再请各方核对。"))
    noted(room, "minutes_given", by=seat, revision=revision)
    changed(room, "minutes")


@transaction.atomic
def read(revision: int, confirmed: bool, remark: str, *, actor: Seat) -> None:
    """A party or agent confirms this revision, or says what is wrong with it."""
    room, seat = entitled(actor)
    if not reads(seat):
        raise NotAllowed(_("笔录由当事人和代理人核对。"))
    if confirmed and not can(seat, Can.AGREE):
        raise NotAllowed(_("没有特别授权的代理人不能替当事人确认笔录；有不对的地方可以指出来。"))
    if not confirmed and not remark.strip():
        raise RoomError(_("请写明哪里不对。"))
    row = _of(room)
    if row.state != State.TO_READ or row.revision != revision:
        raise RoomError(_("笔录刚刚改过，改好后请您再看一遍。"))
    MinutesReading.objects.update_or_create(
        tenant_id=room.tenant_id, minutes=row, seat=seat, revision=revision,
        defaults={"confirmed": confirmed, "remark": "" if confirmed else remark.strip()},
    )  # fmt: skip
    noted(room, "minutes_read", by=seat, revision=revision, confirmed=confirmed)
    changed(room, "minutes")
    _settle(room, row, seat)


def _of(room: Room) -> Minutes:
    """The room is held, so nobody else makes it at the same time; the constraint says so again."""
    return Minutes.objects.get_or_create(room=room, defaults={"tenant_id": room.tenant_id})[0]


def _settle(room: Room, row: Minutes, seat: Seat) -> None:
    if not all_confirmed(room, row):
        return
    digest = sha256(row.text.encode()).hexdigest()
    same = Minutes.objects.filter(pk=row.pk, revision=row.revision, state=State.TO_READ)
    if not same.update(state=State.CONFIRMED, sha256=digest, confirmed_at=timezone.now()):
        return
    by = [one.name for one in must_confirm(room)]
    note(seat.user, "minutes_confirmed", room, revision=row.revision, sha256=digest, confirmed_by=by)
    noted(room, "minutes_confirmed", by=seat, revision=row.revision, sha256=digest)
    changed(room, "minutes")
    tenant = room.tenant

    def tell() -> None:
        with in_tenant(tenant):
            signals.confirmed.send(Minutes, minutes=Minutes.objects.select_related("room").get(pk=row.pk))

    transaction.on_commit(tell, robust=True)
