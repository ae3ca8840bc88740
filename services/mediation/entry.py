"""Whose seat a visitor holds: their own by signing in, or one that a code or another page put into their session."""

import secrets

from django.contrib.auth.models import AnonymousUser
from django.contrib.sessions.backends.base import SessionBase
from django.http import HttpRequest

from services.mediation.models import Room, Seat
from tenants.models import User

_KEY = "mediation_seats"


def room_of(code: str) -> Room | None:
    """In the county of the scope."""
    return Room.objects.select_related("tenant", "organisation").filter(code=code).first()


def seat_in(room: Room, user: User | AnonymousUser, session: SessionBase) -> Seat | None:
    """A seat taken by code first: whoever was let in under it goes on with it."""
    kept = session.get(_KEY, {}).get(room.code)
    found = None
    if kept is not None:
        found = Seat.objects.filter(room=room, pk=kept[0], holder=kept[1]).first()
    if found is None and user.is_authenticated:
        found = Seat.objects.filter(room=room, user=user).first()
    if found is not None:
        found.room = room
    return found


def put(request: HttpRequest, seat: Seat) -> None:
    """This session speaks for the seat from now on, and no other that was put in earlier."""
    holder = secrets.token_hex(8)
    Seat.objects.filter(pk=seat.pk).update(holder=holder)
    taken = {**request.session.get(_KEY, {}), seat.room.code: [seat.pk, holder]}
    request.session[_KEY] = taken
