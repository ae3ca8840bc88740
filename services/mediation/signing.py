"""Whose turn it is to sign the agreement of a room, and who may do it. Decided on what the paper says."""

from django.utils.translation import gettext as _

from services.documents.models import Paper
from services.documents.queries import open_seats
from services.mediation.models import Room, Seat
from services.mediation.rules import Can, can, inside, leads

# Who of the room takes the signed agreement home.
OF_THE_MATTER = frozenset(
    {Seat.Role.MEDIATOR, Seat.Role.CO_MEDIATOR, Seat.Role.RECORDER, Seat.Role.PARTY, Seat.Role.AGENT}
)


def in_force(room: Room) -> Paper | None:
    """The agreement that lies on the table; one that was revoked elsewhere does not."""
    paper = room.paper
    return paper if paper is not None and paper.state == Paper.State.VALID else None


def turn(paper: Paper) -> dict[str, str] | None:
    """The first place nobody has signed; None when all have."""
    return next(iter(open_seats(paper)), None)


def signs(seat: Seat, place: str) -> bool:
    """Whether this is the seat's own place, or that of a party who gave it special authority."""
    if seat.role == Seat.Role.AGENT:
        party = seat.acts_for
        return can(seat, Can.AGREE) and party is not None and party.ref == place
    return bool(place) and seat.ref == place and (leads(seat) or can(seat, Can.AGREE))


def problem(seat: Seat) -> str:
    """Why somebody whose turn it is cannot sign yet. Mediators came in with their own account and its second factor."""
    if not inside(seat):
        return _("您还没有进入房间。")
    if not seat.identity and not leads(seat):
        return _("调解员还没有核对您的身份，核对以后才能签名。")
    return ""
