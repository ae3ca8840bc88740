"""What a LiveKit server looks like from outside: a door that reads tokens, keeps what it was asked and says nothing."""

import json
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any
from urllib.parse import parse_qs

import jwt
import uvicorn

from tests.server import free_port

KEY, SECRET = "office", "a secret of at least thirty-two letters"


class Door:
    """`entered`: (seat, room) of every browser that came; `removed`: (room, seat) of everybody who was to go."""

    def __init__(self) -> None:
        self.port = free_port()
        self.entered: list[tuple[str, str]] = []
        self.removed: list[tuple[str, str]] = []

    @property
    def url(self) -> str:
        return f"ws://127.0.0.1:{self.port}"

    async def __call__(self, scope: dict[str, Any], receive: Callable, send: Callable) -> None:
        if scope["type"] == "websocket":
            await self._browser(scope, receive, send)
        elif scope["type"] == "http":
            await self._portal(scope, receive, send)

    async def _browser(self, scope: dict[str, Any], receive: Callable, send: Callable) -> None:
        claims = _claims(parse_qs(scope["query_string"].decode())["access_token"][0])
        self.entered.append((claims["sub"], claims["video"]["room"]))
        await receive()
        await send({"type": "websocket.accept"})
        while (await receive())["type"] != "websocket.disconnect":
            pass

    async def _portal(self, scope: dict[str, Any], receive: Callable, send: Callable) -> None:
        if scope["path"] == "/twirp/livekit.RoomService/RemoveParticipant":
            asked = json.loads((await receive())["body"])
            bearer = dict(scope["headers"])[b"authorization"].decode().removeprefix("Bearer ")
            assert _claims(bearer)["video"] == {"roomAdmin": True, "room": asked["room"]}
            self.removed.append((asked["room"], asked["identity"]))
        await send(
            {
                "type": "http.response.start",
                "status": 200,
                "headers": [(b"content-type", b"application/json")],
            }
        )
        await send({"type": "http.response.body", "body": b"{}"})


def _claims(token: str) -> dict[str, Any]:
    return jwt.decode(token, SECRET, algorithms=["HS256"], issuer=KEY)


@contextmanager
def door_of_livekit() -> Iterator[Door]:
    door = Door()
    settings = uvicorn.Config(door, host="127.0.0.1", port=door.port, log_level="error", lifespan="off")
    server = uvicorn.Server(settings)
    thread = threading.Thread(target=server.run, daemon=True)
    thread.start()
    while not server.started and thread.is_alive():
        time.sleep(0.02)
    yield door
    server.should_exit = server.force_exit = True
    thread.join(5)
