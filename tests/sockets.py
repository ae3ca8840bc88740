"""A web socket as a browser opens it. (Channels' own tester asks for a server that is not installed.)"""

import json
from typing import Any

from asgiref.testing import ApplicationCommunicator

from portal.asgi import application

SECONDS = 5


class Socket(ApplicationCommunicator):
    def __init__(self, host: str, path: str, *, cookies: str = "", origin: str | None = None) -> None:
        path, _, query = path.partition("?")
        headers = {"host": host, "origin": origin or f"http://{host}", "cookie": cookies}
        scope = {"type": "websocket", "path": path, "query_string": query.encode(), "subprotocols": []}
        scope["headers"] = [(name.encode(), value.encode()) for name, value in headers.items()]
        super().__init__(application, scope)

    async def opens(self) -> bool:
        await self.send_input({"type": "websocket.connect"})
        return (await self.receive_output(SECONDS))["type"] == "websocket.accept"

    async def hears(self) -> Any:
        said = await self.receive_output(SECONDS)
        return json.loads(said["text"]) if said["type"] == "websocket.send" else said

    async def says(self, text: str) -> None:
        await self.send_input({"type": "websocket.receive", "text": text})

    async def leaves(self) -> None:
        await self.send_input({"type": "websocket.disconnect", "code": 1000})
        await self.wait(SECONDS)
