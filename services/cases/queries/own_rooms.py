from django.db.models import QuerySet

from services.cases.models import Case, Party
from services.cases.notice_kinds import about
from services.cases.queries.room_people import ref_of
from services.mediation.models import Room, Seat
from services.mediation.queries import rooms_about


def own_rooms(case: Case, party: Party) -> QuerySet[Room]:
    """Rooms of the case, not over yet, in which this party has a seat; the other side only after it was asked in."""
    if party.side != Party.Side.APPLICANT and party.invited_at is None:
        return Room.objects.none()
    return rooms_about(about(case)).filter(pk__in=_seats(party).values("room"))


def own_seat_in(room: Room, party: Party) -> Seat | None:
    return _seats(party).filter(room=room).select_related("room").first()


def _seats(party: Party) -> QuerySet[Seat]:
    return Seat.objects.filter(ref=ref_of(party)).exclude(state=Seat.State.REMOVED)
