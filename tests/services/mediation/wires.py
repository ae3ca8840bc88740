"""A seat's line over a real connection to a real server. Knows nothing of Django."""

import asyncio
import json
import socket
from collections.abc import Callable
from typing import Any, Self

from websockets.asyncio.client import ClientConnection, connect
from websockets.exceptions import ConnectionClosed, InvalidStatus

SECONDS = 20


class Wire:
    """Reads all the time, as a browser does, and keeps what it heard; `on_heard` is told at once."""

    def __init__(self, line: ClientConnection) -> None:
        self.socket = line
        self.on_heard: Callable[[dict], None] | None = None
        self.heard: list[dict] = []
        self.parts: dict[str, Any] = {}
        self.closed: int | None = None
        self._news = asyncio.Event()
        self._reading = asyncio.create_task(self._read())

    @classmethod
    async def opens(cls, port: int, host: str, path: str, cookies: str = "", **how: Any) -> Self:
        """Raises InvalidStatus when the door stays shut."""
        return cls(await dial(port, host, path, cookies, **how))

    async def _read(self) -> None:
        try:
            async for said in self.socket:
                self._take(json.loads(said))
        except ConnectionClosed:
            pass
        self.closed = self.socket.close_code
        self._take({"event": "closed", "code": self.closed})

    def _take(self, told: dict) -> None:
        self.heard.append(told)
        if told["event"] == "hello":
            self.parts = told["parts"]
        elif told["event"] == "part":
            self.parts[told["part"]] = told["data"]
        if self.on_heard is not None:
            self.on_heard(told)
        self._news.set()

    async def tells(self, verb: str, **fields: object) -> None:
        await self.socket.send(json.dumps({"v": 1, "verb": verb, **fields}))

    async def meets(self, test: Callable[[dict], bool], seconds: float = SECONDS, since: int = 0) -> dict:
        """The first thing heard after the `since`th that passes the test, now or later.

        Raises ConnectionError when the line is closed before.
        """
        async with asyncio.timeout(seconds):
            while True:
                self._news.clear()
                for told in self.heard[since:]:
                    if test(told):
                        return told
                if self.heard and self.heard[-1]["event"] == "closed":
                    raise ConnectionError(self.closed)
                await self._news.wait()

    async def until(self, event: str, seconds: float = SECONDS, since: int = 0, **fields: object) -> dict:
        wanted = {"event": event, **fields}.items()
        return await self.meets(lambda told: wanted <= told.items(), seconds, since)

    async def leaves(self) -> None:
        await self.socket.close()
        await self._reading


async def dial(port: int, host: str, path: str, cookies: str = "", **how: Any) -> ClientConnection:
    """The bare connection. `origin` is the page's own unless said otherwise; `window`: bytes the kernel takes in for
    somebody who does not read."""
    how.setdefault("origin", f"http://{host}:{port}")
    line = socket.socket()
    line.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, how.pop("window", 1 << 18))
    line.setblocking(False)
    await asyncio.get_running_loop().sock_connect(line, ("127.0.0.1", port))
    return await connect(
        f"ws://{host}:{port}{path}", sock=line, proxy=None, open_timeout=60,
        additional_headers={"Cookie": cookies} if cookies else {}, **how,
    )  # fmt: skip


async def refused(port: int, host: str, path: str, cookies: str = "", **how: Any) -> int:
    """The status with which the handshake was refused; 0 when it was not."""
    try:
        line = await dial(port, host, path, cookies, **how)
    except InvalidStatus as error:
        return error.response.status_code
    await line.close()
    return 0
