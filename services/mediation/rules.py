"""Who may do what in a room, as one table, and who may be where. Decided on what is given; nothing is read."""

from datetime import datetime, timedelta
from enum import StrEnum

from services.mediation.models import Seat

Role, Place, Side, State = Seat.Role, Seat.Place, Seat.Side, Seat.State


class Can(StrEnum):
    LEAD = "lead"  # the door, moving, identity, muting, timer, agenda, ending
    CALL_HELP = "call_help"
    RECORD = "record"
    WRITE_MINUTES = "write_minutes"
    SPEAK = "speak"  # microphone and camera
    CHAT = "chat"
    SHARE = "share"  # files, the screen
    PROPOSE = "propose"
    AGREE = "agree"  # to clauses, minutes; signs
    DRAW_UP = "draw_up"  # the agreement


_IN_CHARGE = frozenset(
    {Can.LEAD, Can.CALL_HELP, Can.RECORD, Can.WRITE_MINUTES, Can.SPEAK, Can.CHAT, Can.SHARE, Can.PROPOSE, Can.DRAW_UP}
)  # fmt: skip
_OF_A_SIDE = frozenset({Can.SPEAK, Can.CHAT, Can.SHARE, Can.PROPOSE, Can.AGREE})
_CALLED_IN = frozenset({Can.SPEAK, Can.CHAT, Can.SHARE})

ABILITIES: dict[str, frozenset[Can]] = {
    Role.MEDIATOR: _IN_CHARGE,
    Role.CO_MEDIATOR: _IN_CHARGE,
    Role.RECORDER: frozenset({Can.RECORD, Can.WRITE_MINUTES, Can.SPEAK, Can.CHAT, Can.SHARE}),
    Role.PARTY: _OF_A_SIDE,
    Role.AGENT: _OF_A_SIDE,
    Role.EXPERT: _CALLED_IN,
    Role.INSURER: _CALLED_IN | {Can.PROPOSE},
    Role.OBSERVER: frozenset(),
}

# Into which sealed rooms mediators may take somebody who is on no side.
_SEALED: dict[str, frozenset[str]] = {
    Role.MEDIATOR: frozenset({Place.A, Place.B, Place.MEDIATORS}),
    Role.CO_MEDIATOR: frozenset({Place.A, Place.B, Place.MEDIATORS}),
    Role.RECORDER: frozenset({Place.A, Place.B, Place.MEDIATORS}),
    Role.EXPERT: frozenset({Place.A, Place.B, Place.MEDIATORS}),
    Role.INSURER: frozenset({Place.A, Place.B}),
    Role.OBSERVER: frozenset(),
}

# Who comes back within this time goes on where they were; later they pass the mediator's door again.
GRACE = timedelta(minutes=1)
# A connection that was not heard of for so long is broken, whatever the row says.
SILENCE = timedelta(seconds=75)


def can(seat: Seat, what: Can) -> bool:
    """An agent without special authority (特别授权) speaks for a party, but agrees to nothing for it."""
    if what is Can.AGREE and seat.role == Role.AGENT and not seat.authorised:
        return False
    return what in ABILITIES.get(seat.role, frozenset())


def leads(seat: Seat) -> bool:
    return can(seat, Can.LEAD)


def may_enter(seat: Seat, place: str) -> bool:
    """Whether mediators may move this seat there: nobody ever into the room of the other side."""
    if place == Place.JOINT:
        return True
    if seat.role in (Role.PARTY, Role.AGENT):
        return seat.side == place
    # An insurer who stands with a side is not taken to the other one.
    if seat.side and place in (Place.A, Place.B) and place != seat.side:
        return False
    return place in _SEALED.get(seat.role, frozenset())


def inside(seat: Seat) -> bool:
    return seat.state == State.ADMITTED


def listed(one: Seat, seat: Seat) -> bool:
    """Whether `seat` takes the other for being in the room. Who left a sealed room is gone for those in it alone."""
    return inside(one) or one.place not in (Place.JOINT, seat.place)


def together(one: Seat, other: Seat) -> bool:
    """Whether they see and hear each other."""
    return inside(one) and inside(other) and one.place == other.place


def present(seat: Seat, now: datetime) -> bool:
    return bool(seat.conn) and seat.seen_at is not None and now - seat.seen_at < SILENCE


def comes_back(seat: Seat, now: datetime) -> bool:
    """Within the time of grace after the connection broke."""
    last = seat.gone_at or seat.seen_at
    return inside(seat) and last is not None and now - last <= GRACE
