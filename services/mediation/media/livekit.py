"""Over a LiveKit server: each browser sends once, the server passes on. Its rooms are our places.

A caucus is a LiveKit room of its own, so the server itself keeps the sides apart. An old token would still open the
old room for a while (LiveKit renews tokens for ten minutes and does not take them back); hence tokens are short, and
every browser tells the server by name who may receive its tracks (static/mediation/media/livekit.js).
"""

import logging
from collections.abc import Iterable
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from typing import Any
from urllib.parse import urlsplit

from django.conf import settings
from django.templatetags.static import static

from services.mediation.media import livekit_server
from services.mediation.media.tokens import token
from services.mediation.models import Room, Seat
from services.mediation.rules import Can, can

log = logging.getLogger("fengqiao.mediation")
CLIENT = "vendor/livekit-client-2.23.0/livekit-client.umd.js"
# To enter with; whoever is in is kept in by the server.
TO_ENTER = timedelta(minutes=2)
_leaving = ThreadPoolExecutor(max_workers=4, thread_name_prefix="livekit")


class LiveKit:
    name = "livekit"
    most_people = 20

    def offer(self, room: Room, seat: Seat, conn: str) -> dict[str, Any]:
        grant = {"room": room_name(room, seat.place), "roomJoin": True, **abilities(seat)}
        return {
            "path": self.name,
            "url": settings.LIVEKIT_URL,
            "token": token(grant, identity=str(seat.pk), lifetime=TO_ENTER),
            "client": static(CLIENT),
        }

    def removed(self, room: Room, seats: Iterable[Seat]) -> None:
        for seat in seats:
            _leaving.submit(_remove, room_name(room, seat.place), str(seat.pk))

    def origins(self) -> list[str]:
        """The browser opens a web socket and, where that fails, asks over HTTP why."""
        parts = urlsplit(settings.LIVEKIT_URL)
        safe = "s" if parts.scheme in ("wss", "https") else ""
        return [f"ws{safe}://{parts.netloc}", f"http{safe}://{parts.netloc}"]


def room_name(room: Room, place: str) -> str:
    return f"t{room.tenant_id}-{room.code}-{place}"


def abilities(seat: Seat) -> dict[str, Any]:
    """LiveKit's grants. Nobody governs its rooms: that is for the mediators, and passes through our server.

    Names are not among them: a page has them from us, and the media server need not know who is there.
    """
    sources = ["microphone", "camera"] if can(seat, Can.SPEAK) else []
    if can(seat, Can.SHARE):
        sources += ["screen_share", "screen_share_audio"]
    granted = {"canSubscribe": True, "canPublish": bool(sources), "canPublishData": False}
    return {**granted, "canPublishSources": sources} if sources else granted


def _remove(room: str, identity: str) -> None:
    try:
        livekit_server.remove(room, identity)
    except livekit_server.LiveKitError as error:
        log.warning("LiveKit kept somebody in a room: %s", error)
