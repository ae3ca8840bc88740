"""The portal's application; in the same process a bare Channels consumer, and what the process uses."""

import json
import os
from typing import Any

from portal.asgi import application as portal  # isort: skip
from channels.generic.websocket import AsyncWebsocketConsumer


class Echo(AsyncWebsocketConsumer):
    """`/bench/echo/<group>/`: whatever is said goes to everybody of the group, or, after "N ", to its Nth."""

    async def connect(self) -> None:
        _bench, _echo, self.group, self.place = self.scope["path"].strip("/").split("/")
        await self.accept()
        for name in (self.group, f"{self.group}.{self.place}"):
            await self.channel_layer.group_add(name, self.channel_name)
        await self.send('{"event": "hello", "parts": {}}')

    async def disconnect(self, code: int) -> None:
        for name in (self.group, f"{self.group}.{self.place}"):
            await self.channel_layer.group_discard(name, self.channel_name)

    async def receive(self, text_data: str | None = None, bytes_data: bytes | None = None) -> None:
        told = json.loads(text_data)
        to = self.group if told["to"] is None else f"{self.group}.{told['to']}"
        await self.channel_layer.group_send(to, {"type": "bench.told", "text": text_data})

    async def bench_told(self, event: dict[str, Any]) -> None:
        await self.send(event["text"])


echo = Echo.as_asgi()


async def application(scope: dict[str, Any], receive: Any, send: Any) -> None:
    if scope["type"] == "websocket" and scope["path"].startswith("/bench/echo/"):
        return await echo(scope, receive, send)
    if scope["type"] == "http" and scope["path"] == "/bench/used/":
        return await _used(send)
    return await portal(scope, receive, send)


async def _used(send: Any) -> None:
    """Bytes in memory, seconds of processor so far."""
    with open("/proc/self/statm") as handle:
        pages = int(handle.read().split()[1])
    times = os.times()
    body = json.dumps({"rss": pages * os.sysconf("SC_PAGE_SIZE"), "cpu": times.user + times.system}).encode()
    await send({"type": "http.response.start", "status": 200, "headers": [(b"connection", b"close")]})
    await send({"type": "http.response.body", "body": body})
