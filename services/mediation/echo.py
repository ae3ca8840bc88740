"""The other end of the test page: answers pings, counts bytes, and forgets both. Open to everybody of a county's site.

    {"v": 1, "verb": "ping", "n": 3}   → {"v": 1, "event": "pong", "n": 3}
    bytes                              → {"v": 1, "event": "got", "bytes": 8192}

Whatever else is said closes the line. What one visitor may ask of it is little: few lines a minute, few messages on
each, and none that lasts.
"""

import asyncio
import io
import json
from datetime import timedelta
from typing import Any

from channels.db import database_sync_to_async
from channels.generic.websocket import AsyncWebsocketConsumer
from django.conf import settings
from django.core.handlers.asgi import ASGIRequest
from django.http import HttpRequest, HttpResponse
from django.utils import timezone

from services.mediation.media.turn import LIFETIME, ice_servers
from tenants.throttle import throttled

VERSION = 1
MOST_PINGS = 40
MOST_BYTES = 512 * 1024
LONGEST_TEXT, LONGEST_PIECE = 64, 16 * 1024
SECONDS = 60
# Codes of closing.
NONSENSE, OVER, TOO_OFTEN = 4400, 4408, 4429
# A stranger's key to the TURN server: enough to be lent one address, no conversation.
RELAY = timedelta(minutes=1)


@throttled("mediation-echo", limit=20)
def _door(request: HttpRequest) -> HttpResponse:
    """The same gate as a page's, so that one setting governs both."""
    return HttpResponse()


class EchoConsumer(AsyncWebsocketConsumer):
    pings = received = 0
    ending: asyncio.Task | None = None

    async def connect(self) -> None:
        request = ASGIRequest({**self.scope, "method": "GET"}, io.BytesIO())
        answer = await database_sync_to_async(_door)(request)
        if answer.status_code != 200:
            await self.close(TOO_OFTEN)
            return
        await self.accept()
        self.ending = asyncio.create_task(self._end())
        await self._say({"event": "hello", "ice": self._ice()})

    async def disconnect(self, code: int) -> None:
        if self.ending is not None:
            self.ending.cancel()

    async def receive(
        self, text_data: str | None = None, bytes_data: bytes | None = None, **kwargs: Any
    ) -> None:
        answer = self._piece(bytes_data) if bytes_data is not None else self._ping(text_data or "")
        if answer is None:
            await self.close(NONSENSE)
        else:
            await self._say(answer)

    def _ping(self, text: str) -> dict[str, Any] | None:
        self.pings += 1
        if self.pings > MOST_PINGS or len(text) > LONGEST_TEXT:
            return None
        try:
            said = json.loads(text)
        except ValueError:
            return None
        if not isinstance(said, dict) or said.keys() != {"v", "verb", "n"}:
            return None
        number = said["n"]
        right = said["v"] == VERSION and said["verb"] == "ping" and type(number) is int
        return {"event": "pong", "n": number} if right else None

    def _piece(self, piece: bytes) -> dict[str, Any] | None:
        self.received += len(piece)
        if len(piece) > LONGEST_PIECE or self.received > MOST_BYTES:
            return None
        return {"event": "got", "bytes": len(piece)}

    def _ice(self) -> list[dict[str, Any]]:
        if not settings.TURN_URL:
            return []
        # Credentials end LIFETIME after the moment that is named.
        return ice_servers(f"{self.scope['visitor'].tenant.pk}-test", timezone.now() - LIFETIME + RELAY)

    async def _end(self) -> None:
        await asyncio.sleep(SECONDS)
        await self.close(OVER)

    async def _say(self, told: dict[str, Any]) -> None:
        await self.send(json.dumps({"v": VERSION, **told}))
