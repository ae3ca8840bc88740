"""From browser to browser: nothing but signalling passes through the house, and each sends to each."""

from collections.abc import Iterable
from typing import Any

from django.utils import timezone

from services.mediation.media.turn import ice_servers
from services.mediation.models import Room, Seat


class Mesh:
    name = "mesh"
    # A fourth person costs each telephone a third picture to send.
    most_people = 4

    def offer(self, room: Room, seat: Seat, conn: str) -> dict[str, Any]:
        return {
            "path": self.name,
            "ice": ice_servers(f"{room.tenant_id}-{room.code}-{seat.pk}", timezone.now()),
        }

    def removed(self, room: Room, seats: Iterable[Seat]) -> None:
        """The pages close their connections themselves; signals are no longer relayed."""

    def origins(self) -> list[str]:
        return []
