"""What a seat sees of a room, part by part. Nothing else of a room ever reaches a browser, except signals."""

from collections.abc import Callable, Mapping
from typing import Any

from services.mediation.models import Room, Seat
from services.mediation.parts import chat, clauses, files, lobby, minutes, paper, recording, room, seats
from services.mediation.parts import help as help_part
from services.mediation.rules import inside

Part = Callable[[Room, Seat], Any]

PARTS: Mapping[str, Part] = {
    "room": room.seen,
    "seats": seats.seen,
    "chat": chat.seen,
    "files": files.seen,
    "clauses": clauses.seen,
    "paper": paper.seen,
    "help": help_part.seen,
    "recording": recording.seen,
    "minutes": minutes.seen,
}


def seen(held: Room, seat: Seat, names: list[str] | None = None) -> dict[str, Any]:
    """Those of the named parts (all) that this seat may have: before the door that is the lobby."""
    if not inside(seat):
        return {"lobby": lobby.seen(held, seat)}
    return {name: part(held, seat) for name, part in PARTS.items() if names is None or name in names}
