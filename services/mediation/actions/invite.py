"""The way in for one seat: a code for one use, told once, on the screen of whoever asked for it or by SMS."""

from django.db import transaction
from django.utils.translation import gettext as _

from services.mediation import notice_kinds
from services.mediation.actions.open_room import new_invitation
from services.mediation.actions.tell import say_to
from services.mediation.actions.within import held
from services.mediation.errors import NotAllowed, RoomError
from services.mediation.models import Room, Seat
from services.mediation.staff import may_invite, roles_now
from tenants.codes import hashed
from tenants.journal import note
from tenants.models import User


@transaction.atomic
def invite(seat: Seat, *, actor: User) -> str:
    """The new code. An earlier one of this seat opens nothing any more."""
    room = _still_on(seat, actor)
    seat.room = room
    return new_invitation(seat, actor=actor)


@transaction.atomic
def send_invitation(seat: Seat, code: str = "", *, actor: User) -> None:
    """`code`: the one that was made last; without, a new one is made. Raises RoomError where it is void, or nobody can
    be written to; then the last one stays good."""
    room = _still_on(seat, actor)
    if not seat.phone:
        raise RoomError(_("%(name)s没有留手机号码，请把链接当面给本人。") % {"name": seat.name})
    seat.room = room
    code = code or new_invitation(seat, actor=actor)
    if not Seat.objects.filter(pk=seat.pk, code_hash=hashed(room.code, code)).exists():
        raise RoomError(_("这个邀请码已经作废，请重新生成。"))
    if not say_to(seat, room, notice_kinds.INVITED, link=address(room, code), code=code):
        raise RoomError(_("%(name)s不便收短信，请打电话告诉本人。") % {"name": seat.name})
    note(actor, "mediation_invitation_sent", room, seat=seat.name)


def address(room: Room, code: str) -> str:
    return f"{room.tenant.root_url}/mediation/{room.code}/?k={code}"


def _still_on(seat: Seat, actor: User) -> Room:
    if not may_invite(seat, actor, roles_now(actor)):
        raise NotAllowed(_("这个席位不能由您发邀请。"))
    room = held(seat.room)
    if room.state == Room.State.ENDED:
        raise RoomError(_("这次调解已经结束。"))
    return room
