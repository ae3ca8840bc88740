"""People who sit in a room without a socket, and what a browser would have recorded of them."""

from hashlib import sha256

from django.test import Client
from django.utils import timezone

from services.mediation.actions.keep_chunk import keep_chunk
from services.mediation.actions.record import consent, start
from services.mediation.models import Recording, Room, Seat
from tests.services.mediation.people import make_room

WEBM = "video/webm;codecs=vp8,opus"
BEGIN = b"\x1aE\xdf\xa3"


def sits(room: Room, *keys: str) -> dict[str, Seat]:
    """Admitted, with a line that was heard of just now."""
    seats = {}
    for key in keys:
        Seat.objects.filter(room=room, ref=key).update(
            state=Seat.State.ADMITTED, conn=f"conn-{key}", line=f"line-{key}", seen_at=timezone.now()
        )
        seats[key] = again(room, key)
    Room.objects.filter(pk=room.pk).update(state=Room.State.OPEN)
    return seats


def again(room: Room, key: str) -> Seat:
    return Seat.objects.select_related("room__tenant").get(room=room, ref=key)


def running(people: dict | None = None) -> tuple[Recording, dict[str, Seat]]:
    """Mediator and both sides, all of whom said yes; in the county of the scope."""
    room = make_room(**({"people": people} if people else {}))
    seats = sits(room, "mediator", "a", "b")
    for seat in seats.values():
        consent(True, actor=seat)
    return start(WEBM, actor=seats["mediator"]), seats


def content(number: int, size: int = 1000) -> bytes:
    filler = bytes([number % 251]) * size
    return (BEGIN + filler)[:size] if number == 0 else filler


def sent(recording: Recording, actor: Seat, count: int) -> bytes:
    """Chunks 0 to count-1 have come; all of their bytes."""
    whole = b""
    for number in range(count):
        piece = content(number)
        keep_chunk(recording, number, piece, sha256(piece).hexdigest(), actor=actor)
        whole += piece
    return whole


def put(client: Client, recording: Recording, number: int, piece: bytes, told: str | None = None):
    path = f"/mediation/{recording.room.code}/recordings/{recording.pk}/{number}/"
    digest = sha256(piece).hexdigest() if told is None else told
    return client.put(f"{path}?sha256={digest}", piece, content_type="video/webm")
