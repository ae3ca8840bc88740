"""How picture and sound travel: one interface, and whoever runs a room does not know which way is behind it."""

from collections.abc import Iterable
from typing import Any, Protocol

from services.mediation.models import Room, Seat


class MediaPath(Protocol):
    name: str
    # How many may be in a room at once, sealed rooms included.
    most_people: int

    def offer(self, room: Room, seat: Seat, conn: str) -> dict[str, Any]:
        """What this seat's browser needs at the place where the seat is now. Nothing is asked over the network.

        Holds credentials: for this seat only, and anew whenever the seat has been moved.
        """

    def removed(self, room: Room, seats: Iterable[Seat]) -> None:
        """They are no longer at `seat.place` (the old one). Called after the commit; neither waits nor raises."""

    def origins(self) -> list[str]:
        """Where the room's page connects to apart from this site, for its Content-Security-Policy."""
