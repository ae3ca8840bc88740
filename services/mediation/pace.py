"""Time in a line: how often the other end may speak, a tick every so often, and what is done together."""

import asyncio
import time
from collections.abc import Awaitable, Callable, Iterable
from random import uniform
from typing import Any


class Pace:
    """How often one connection may speak: a bucket of `most` messages that fills up with `each_second`."""

    def __init__(self, most: int = 120, each_second: float = 20) -> None:
        self.most, self.each_second = most, each_second
        self.left, self.at = float(most), time.monotonic()

    def allows(self) -> bool:
        now = time.monotonic()
        self.left = min(self.most, self.left + (now - self.at) * self.each_second)
        self.at = now
        if self.left < 1:
            return False
        self.left -= 1
        return True


class Ticking:
    """What comes in, and between it {"type": `name`} every `seconds` or so, so that not all lines tick at once.

    What was given to `fail` is raised to whoever waits here.
    """

    def __init__(self, receive: Callable[[], Awaitable[dict[str, Any]]], name: str, seconds: float) -> None:
        self.receive, self.name, self.seconds = receive, name, seconds
        self.coming: asyncio.Future[dict[str, Any]] | None = None
        self.failed: asyncio.Future[Any] = asyncio.get_running_loop().create_future()
        self.at = self._next()

    async def __call__(self) -> dict[str, Any]:
        if self.coming is None:
            self.coming = asyncio.ensure_future(self.receive())
        left = max(0.0, self.at - time.monotonic())
        try:
            await asyncio.wait({self.coming, self.failed}, timeout=left, return_when=asyncio.FIRST_COMPLETED)
        except asyncio.CancelledError:
            self.coming.cancel()
            raise
        if self.failed.done():
            self.coming.cancel()
            self.failed.result()
        if self.coming.done() and left:
            came, self.coming = self.coming, None
            return came.result()
        self.at = self._next()
        return {"type": self.name}

    def fail(self, error: BaseException) -> None:
        if not self.failed.done():
            self.failed.set_exception(error)
            self.failed.exception()  # nobody may be waiting any more

    def _next(self) -> float:
        return time.monotonic() + self.seconds * uniform(0.8, 1.2)  # noqa: S311 (no secret)


class Together:
    """Does `work` on names in the background, one run at a time; names that come meanwhile share the next."""

    def __init__(
        self, work: Callable[[set[str]], Awaitable[None]], failed: Callable[[BaseException], None]
    ) -> None:
        self.work, self.failed = work, failed
        self.names: set[str] = set()
        self.running: asyncio.Task[None] | None = None

    def soon(self, names: Iterable[str]) -> None:
        self.names.update(names)
        if self.running is None:
            self.running = asyncio.create_task(self._run())

    async def now(self, names: Iterable[str]) -> None:
        """Returns when they are done."""
        self.soon(names)
        await asyncio.wait({self.running})

    async def _run(self) -> None:
        try:
            while self.names:
                names, self.names = self.names, set()
                await self.work(names)
        except Exception as error:  # noqa: BLE001 (handed on to the one who runs the line)
            self.failed(error)
        finally:
            self.running = None

    def stop(self) -> None:
        if self.running is not None:
            self.running.cancel()
