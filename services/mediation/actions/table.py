"""What every deed about clauses begins with."""

from django.utils.translation import gettext as _

from services.mediation.actions.within import entitled
from services.mediation.bargain import SIDES, speaks_for, standing
from services.mediation.errors import NotAllowed, RoomError
from services.mediation.models import Clause, Consent, Room, Seat, Wording
from services.mediation.rules import Can


def at_table(actor: Seat, what: Can | None = None) -> tuple[Room, Seat]:
    """In the joint room, where everybody sees what is proposed and agreed. Raises RoomError, also once it is frozen."""
    room, seat = unfrozen(actor, what)
    if seat.place != Seat.Place.JOINT:
        raise RoomError(_("条款在共同的房间里商量。请回到共同的房间再改。"))
    return room, seat


def unfrozen(actor: Seat, what: Can | None = None) -> tuple[Room, Seat]:
    room, seat = entitled(actor, what)
    if room.paper_id is not None:
        raise RoomError(_("协议书已经写好，条款不能再改。要改，请调解员先收回协议书。"))
    return room, seat


def party_of(seat: Seat) -> Seat:
    party = speaks_for(seat)
    if party is None:
        raise NotAllowed(_("只有当事人本人，或者有特别授权的代理人，才能这样做。"))
    return party


def clause_of(room: Room, pk: int) -> Clause:
    clause = Clause.objects.filter(room=room, pk=pk).first()
    if clause is None:
        raise RoomError(_("没有这一条。"))
    if clause.withdrawn_at is not None:
        raise RoomError(_("这一条已经撤回。"))
    clause.room = room
    return clause


def newest_of(clause: Clause, version: int) -> Wording:
    """The wording that somebody means, as long as it is the newest."""
    if clause.version != version:
        raise outdated()
    return Wording.objects.get(clause=clause, version=version)


def settled(clause: Clause) -> bool:
    consents = Consent.objects.filter(wording__clause=clause, wording__version=clause.version)
    agreed = set(consents.values_list("seat_id", flat=True))
    parties = list(Seat.objects.filter(room=clause.room, role=Seat.Role.PARTY))
    return all(standing(parties, side, agreed).agreed for side in SIDES)


def outdated() -> RoomError:
    return RoomError(_("这一条刚刚改过，请先看看新的内容。"))
