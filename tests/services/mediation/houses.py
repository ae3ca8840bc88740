"""The portal in processes of its own, on the database of the test, for real connections."""

import os
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass
from http.client import HTTPConnection, HTTPException
from pathlib import Path

from django.conf import settings

from services.mediation.models import Room
from tests.demo import ROOT
from tests.server import free_port
from tests.services.mediation.people import browser, cookies, seat
from tests.services.mediation.wires import Wire

_START = """
import atexit, shutil, sys
import django
from django.conf import settings
settings.DATABASES["default"]["NAME"] = sys.argv[1]
django.setup()
atexit.register(shutil.rmtree, settings.VAR_DIR, ignore_errors=True)
import uvicorn
from services.mediation import consumers
consumers.SLOW, consumers.ALIVE_EVERY = float(sys.argv[3]), float(sys.argv[4])
uvicorn.run("portal.asgi:application", port=int(sys.argv[2]), log_level="error", server_header=False, ws_max_size=131072)
"""


@dataclass(frozen=True)
class House:
    port: int
    process: subprocess.Popen
    log: Path

    def memory(self) -> int:
        """Bytes."""
        pages = int(Path(f"/proc/{self.process.pid}/statm").read_text().split()[1])
        return pages * os.sysconf("SC_PAGE_SIZE")

    def kill(self) -> None:
        self.process.kill()
        self.process.wait()


@contextmanager
def house(folder: Path, *, slow: float = 10, alive_every: float = 25, **more: str) -> Iterator[House]:
    port = free_port()
    log = folder / f"house-{port}.log"
    words = [str(settings.DATABASES["default"]["NAME"]), str(port), str(slow), str(alive_every)]
    with log.open("w") as output:
        process = subprocess.Popen(
            [sys.executable, "-c", _START, *words], cwd=ROOT, stdout=output, stderr=subprocess.STDOUT,
            env={**os.environ, "DJANGO_SETTINGS_MODULE": "portal.settings.testing", **more},
        )  # fmt: skip
    found = House(port, process, log)
    try:
        _wait(found)
        yield found
    finally:
        process.terminate()
        try:
            process.wait(15)
        except subprocess.TimeoutExpired:
            found.kill()


def _wait(found: House) -> None:
    for _ in range(600):
        if found.process.poll() is not None:
            break
        with closing(HTTPConnection("127.0.0.1", found.port, timeout=5)) as connection:
            try:
                connection.request("GET", "/healthz")
                if connection.getresponse().status == 200:
                    return
            except (OSError, HTTPException):
                time.sleep(0.1)
    raise RuntimeError(f"The server did not start:\n{found.log.read_text()[-4000:]}")


def chairs(room: Room, *keys: str) -> dict[str, tuple[int, str]]:
    """The number of each seat, and the cookies of whoever holds it."""
    return {key: (seat(room, key).pk, cookies(browser(room, key))) for key in keys}


async def sits(port: int, room: Room, chair: tuple[int, str], **how: object) -> Wire:
    """Connected to that process, and greeted."""
    host = f"{room.tenant.slug}.localhost"
    wire = await Wire.opens(port, host, f"/ws/mediation/{room.code}/", chair[1], **how)
    hello = await wire.until("hello", 60)
    wire.seat, wire.conn = chair[0], hello["conn"]
    return wire


async def gather(port: int, room: Room, seats: dict[str, tuple[int, str]]) -> dict[str, Wire]:
    """The mediator first, then the others, each admitted."""
    wires = {key: await sits(port, room, chair) for key, chair in seats.items()}
    await admitted(wires)
    return wires


async def admitted(wires: dict[str, Wire]) -> None:
    for key, wire in wires.items():
        if key != "mediator":
            await wires["mediator"].tells("admit", seat=wire.seat)
    for wire in wires.values():
        await wire.meets(lambda told: told["event"] == "hello" and told["you"]["state"] == "admitted", 60)
