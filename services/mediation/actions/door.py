"""The mediators' door: who comes in, who does not, who has to go."""

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from services.mediation.actions.halt import heed
from services.mediation.actions.within import entitled, held, known, noted, other
from services.mediation.announce import changed
from services.mediation.errors import RoomError
from services.mediation.media.choose import path_for
from services.mediation.models import Room, Seat
from services.mediation.rules import Can, leads, present
from tenants.scope import in_tenant

State, Place = Seat.State, Seat.Place


@transaction.atomic
def knock(*, actor: Seat) -> None:
    """Asks again after a refusal that was no removal."""
    room = held(actor.room)
    if room.state == Room.State.ENDED:
        raise RoomError(_("这次调解已经结束。"))
    if room.door == Room.Door.CLOSED:
        raise RoomError(_("调解员暂时关了门，请稍等。"))
    again = Seat.objects.filter(pk=actor.pk, state__in=[State.INVITED, State.REFUSED])
    if again.update(state=State.WAITING):
        changed(room, "seats", "lobby")


@transaction.atomic
def admit(pk: int, *, actor: Seat) -> None:
    room, lead = entitled(actor, Can.LEAD)
    seat = other(room, pk)
    there = Seat.objects.filter(room=room, state=State.ADMITTED)
    most = path_for(room).most_people
    if sum(present(one, timezone.now()) for one in there) >= most:
        raise RoomError(_("房间里最多%(count)d人，请先请一位离开。") % {"count": most})
    if not Seat.objects.filter(pk=seat.pk, state=State.WAITING).update(
        state=State.ADMITTED, place=Place.JOINT
    ):
        raise RoomError(_("%(name)s不在门口了。") % {"name": seat.name})
    noted(room, "admitted", by=lead, seat=seat.pk)
    heed(room)
    changed(room, "seats", "room", "lobby", "recording", "minutes", moved=[seat.pk])


@transaction.atomic
def refuse(pk: int, *, actor: Seat) -> None:
    room, lead = entitled(actor, Can.LEAD)
    if Seat.objects.filter(room=room, pk=pk, state=State.WAITING).update(state=State.REFUSED):
        noted(room, "refused", by=lead, seat=pk)
        changed(room, "seats", "lobby")


@transaction.atomic
def remove(pk: int, *, actor: Seat) -> None:
    """Out, and not in again until a mediator asks them back."""
    room, lead = entitled(actor, Can.LEAD)
    seat = other(room, pk)
    if leads(seat):
        raise RoomError(_("调解员不能被请出房间。"))
    Seat.objects.filter(pk=seat.pk).update(
        state=State.REMOVED, conn="", line="", gone_at=timezone.now(), hand=False
    )
    noted(room, "removed", by=lead, seat=seat.pk)
    heed(room)
    everything = "seats", "room", "lobby", "files", "recording", "minutes"
    changed(room, *everything, to=known(room, seat), moved=[seat.pk])
    taken_out(room, [seat])


@transaction.atomic
def ask_back(pk: int, *, actor: Seat) -> None:
    room, lead = entitled(actor, Can.LEAD)
    if Seat.objects.filter(room=room, pk=pk, state__in=[State.REMOVED, State.REFUSED]).update(
        state=State.INVITED
    ):
        noted(room, "asked_back", by=lead, seat=pk)
        changed(room, "seats", "lobby")


@transaction.atomic
def set_door(open_: bool, *, actor: Seat) -> None:
    room, lead = entitled(actor, Can.LEAD)
    room.door = Room.Door.OPEN if open_ else Room.Door.CLOSED
    room.save(update_fields=["door"])
    noted(room, "door", by=lead, open=open_)
    changed(room, "room", "lobby")


def taken_out(room: Room, seats: list[Seat]) -> None:
    """The media server, where there is one, lets go of them after the commit."""
    gone = list(seats)
    tenant = room.tenant

    def let_go() -> None:
        with in_tenant(tenant):
            path_for(room).removed(room, gone)

    transaction.on_commit(let_go, robust=True)
