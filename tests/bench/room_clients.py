"""The clients of `script/bench rooms`: who joins, who says what to whom, and how long it took."""

import asyncio
import itertools
import json
import random
import string
import sys
import time
from collections.abc import Awaitable, Callable
from contextlib import closing
from dataclasses import dataclass
from http.client import HTTPConnection
from statistics import quantiles

from tests.services.mediation.wires import Wire

_AT_ONCE = 24  # connections that are being opened at the same moment
_KEYS = ("mediator", "a", "b")
# What no compression makes smaller.
_SLOW_PIECE = "".join(random.choices(string.ascii_letters + string.digits, k=12_000))


@dataclass
class Hall:
    port: int
    host: str
    rooms: list[dict]

    def used(self) -> dict[str, float]:
        with closing(HTTPConnection("127.0.0.1", self.port, timeout=60)) as connection:
            connection.request("GET", "/bench/used/")
            return json.loads(connection.getresponse().read())


class Taken:
    """Milliseconds between saying and hearing, each to be waited for."""

    def __init__(self) -> None:
        self.milliseconds: list[float] = []
        self.said: dict[str, tuple[float, int]] = {}
        self.lost = 0

    def says(self, mark: str, ears: int) -> None:
        self.said[mark] = (time.perf_counter(), ears)

    def hears(self, mark: str) -> None:
        """The time until the last of those who were to hear it did."""
        if mark not in self.said:
            return
        at, ears = self.said.pop(mark)
        if ears > 1:
            self.said[mark] = (at, ears - 1)
        else:
            self.milliseconds.append((time.perf_counter() - at) * 1000)

    async def settled(self) -> None:
        until = time.perf_counter() + 15
        while self.said and time.perf_counter() < until:
            await asyncio.sleep(0.05)
        self.lost, self.said = len(self.said), {}

    def row(self, beside: str = "") -> dict:
        if len(self.milliseconds) < 2:
            return {
                "count": len(self.milliseconds),
                "lost": self.lost,
                "beside": beside,
                "p50_ms": None,
                "p95_ms": None,
            }
        cuts = quantiles(sorted(self.milliseconds), n=20, method="inclusive")
        return {
            "count": len(self.milliseconds), "lost": self.lost, "beside": beside,
            "p50_ms": round(cuts[9], 1), "p95_ms": round(cuts[18], 1),
        }  # fmt: skip


async def measure(hall: Hall, *, seconds: float, each_second: float) -> dict:
    rows, figures = {}, {"rooms": len(hall.rooms), "seats": 3 * len(hall.rooms)}
    echoes, figures["echo, connections a second"], figures["echo, kB of a connection"] = await _opened(
        hall, _echo_of, [(str(place), key) for place in range(len(hall.rooms)) for key in _KEYS]
    )
    heard = Taken()
    groups = [echoes[at : at + 3] for at in range(0, len(echoes), 3)]
    for wire in echoes:
        wire.on_heard = lambda told: heard.hears(told.get("mark", ""))
    for pace, name in ((0, "one at a time"), (each_second, f"{each_second:g} a second")):
        for ears, what in ((1, "to one"), (3, "to all three")):
            heard.milliseconds = []
            await _run(groups, heard, seconds, pace, _echo_said(ears), ears)
            rows[f"echo {what}, {name}"] = heard.row()
    await asyncio.gather(*(wire.leaves() for wire in echoes))
    await asyncio.sleep(1)
    found, more = await _rooms(hall, seconds, each_second)
    return {"figures": figures | more, "rows": rows | found}


async def _rooms(hall: Hall, seconds: float, each_second: float) -> tuple[dict, dict]:
    rows, figures = {}, {}
    chairs = [(room, key) for key in _KEYS for room in hall.rooms]
    before = hall.used()
    sys.stderr.write(f"{len(chairs)} seats are taken …\n")
    wires, figures["joins a second, to the lobby or the room"], _ = await _opened(hall, _seat_of, chairs)
    by_room = [wires[place :: len(hall.rooms)] for place in range(len(hall.rooms))]
    started = time.perf_counter()
    await asyncio.gather(*(_admit(group, room) for group, room in zip(by_room, hall.rooms, strict=True)))
    figures["admissions a second"] = round(2 * len(hall.rooms) / (time.perf_counter() - started), 1)
    await _calm(hall)
    after = hall.used()
    figures["kB of a seat"] = round((after["rss"] - before["rss"]) / len(wires) / 1024, 1)
    figures["processor seconds of a join and an admission"] = round(
        (after["cpu"] - before["cpu"]) / len(wires), 4
    )
    heard = Taken()
    for wire in wires:
        wire.on_heard = _ear(heard)
    for pace, name in ((0, "one at a time"), (each_second, f"{each_second:g} a second")):
        for ears, what, said, bare in (
            (1, "signal", _signalled, "to one"),
            (3, "chat, heard by all three", _chatted, "to all three"),
        ):
            heard.milliseconds = []
            slower = pace / 5 if ears == 3 else pace
            label = f"{slower:g} a second" if pace else name
            await _run(by_room, heard, seconds, slower, said, ears)
            rows[f"{what}, {label}"] = heard.row(beside=f"echo {bare}, {name}")
            sys.stderr.write(f"{what}, {label}: {rows[f'{what}, {label}']}\n")
    rows |= await _beside_a_slow_reader(by_room, heard, seconds, each_second, figures)
    await _calm(hall)
    idle = hall.used()["cpu"]
    await asyncio.sleep(seconds * 2)
    figures["share of a processor while nobody says anything"] = round(
        (hall.used()["cpu"] - idle) / seconds / 2, 3
    )
    figures["lost"] = sum(row["lost"] for row in rows.values())
    figures["closed before the end"] = sum(wire.closed is not None for wire in wires)
    await asyncio.gather(*(wire.leaves() for wire in wires))
    return rows, figures


async def _calm(hall: Hall) -> None:
    """Until the server has nothing left to do."""
    before = hall.used()["cpu"]
    for _ in range(60):
        await asyncio.sleep(1)
        now = hall.used()["cpu"]
        if now - before < 0.2:
            return
        before = now


async def _beside_a_slow_reader(
    rooms: list[list[Wire]], heard: Taken, seconds: float, pace: float, figures: dict
) -> dict:
    """One of the first room stops reading while another sends it 12 kB at a time; the others' signals are timed."""
    mediator, deaf, talker = rooms[0]
    deaf.socket.transport.pause_reading()
    conn = deaf.conn
    heard.milliseconds = []

    async def flood() -> None:
        while talker.closed is None:
            await talker.tells("signal", to=deaf.seat, conn=conn, data=_sdp(_SLOW_PIECE))
            await asyncio.sleep(0.06)

    started = time.perf_counter()
    flooding = asyncio.create_task(flood())
    await _run(rooms[1:], heard, seconds, pace, _signalled, 1)
    row = heard.row(beside=f"echo to one, {pace:g} a second")

    def gone(told: dict) -> bool:
        part = told.get("data") if told.get("part") == "seats" else []
        return any(one["id"] == deaf.seat and one.get("present") is False for one in part or [])

    try:
        await mediator.meets(gone, 90)
        figures["seconds until the slow reader was cut"] = round(time.perf_counter() - started, 1)
    except TimeoutError:
        figures["seconds until the slow reader was cut"] = "not within 90"
    flooding.cancel()
    deaf.socket.transport.resume_reading()
    return {f"signal, {pace:g} a second, beside a slow reader": row}


async def _opened(
    hall: Hall, made: Callable[[Hall, tuple], Awaitable[Wire]], chairs: list[tuple]
) -> tuple[list[Wire], float, float]:
    """In order, a few at once; how many a second, and kB of the server's memory each."""
    gate, before, started = asyncio.Semaphore(_AT_ONCE), hall.used()["rss"], time.perf_counter()

    async def one(chair: tuple) -> Wire:
        async with gate:
            return await made(hall, chair)

    wires = await asyncio.gather(*(one(chair) for chair in chairs))
    rate = round(len(chairs) / (time.perf_counter() - started), 1)
    return list(wires), rate, round((hall.used()["rss"] - before) / len(chairs) / 1024, 1)


async def _echo_of(hall: Hall, chair: tuple[str, str]) -> Wire:
    group, key = chair
    wire = await Wire.opens(hall.port, hall.host, f"/bench/echo/g{group}/{key}/")
    await wire.until("hello")
    return wire


async def _seat_of(hall: Hall, chair: tuple[dict, str]) -> Wire:
    room, key = chair
    seat, cookie = room["seats"][key]
    wire = await Wire.opens(hall.port, hall.host, f"/ws/mediation/{room['code']}/", cookie, window=1 << 16)
    wire.seat, wire.conn = seat, (await wire.until("hello", 120))["conn"]
    return wire


async def _admit(group: list[Wire], room: dict) -> None:
    mediator = group[0]
    for wire in group[1:]:
        await mediator.tells("admit", seat=wire.seat)
    for wire in group[1:]:
        await wire.meets(lambda told: told["event"] == "hello" and told["you"]["state"] == "admitted", 120)


def _ear(heard: Taken) -> Callable[[dict], None]:
    def hears(told: dict) -> None:
        if told["event"] == "signal":
            heard.hears(told["data"]["description"].get("type", ""))
        elif told["event"] == "part" and told["part"] == "chat":
            heard.hears(told["data"][-1]["text"])

    return hears


def _sdp(mark: str) -> dict:
    return {"description": {"type": mark, "sdp": "v=0\r\n" * 200}}


async def _signalled(group: list[Wire], mark: str) -> None:
    await group[1].tells("signal", to=group[2].seat, conn=group[2].conn, data=_sdp(mark))


async def _chatted(group: list[Wire], mark: str) -> None:
    await group[1].tells("say", text=mark)


def _echo_said(ears: int) -> Callable[[list[Wire], str], Awaitable[None]]:
    async def said(group: list[Wire], mark: str) -> None:
        told = {"event": "echo", "to": None if ears > 1 else "b", "mark": mark, "sdp": "v=0\r\n" * 200}
        await group[1].socket.send(json.dumps(told))

    return said


_marks = itertools.count()


async def _run(
    rooms: list[list[Wire]], heard: Taken, seconds: float, pace: float,
    said: Callable[[list[Wire], str], Awaitable[None]], ears: int,
) -> None:  # fmt: skip
    """Room after room says something: `pace` of them a second, or (0) each when the last one was heard."""
    turn, until = itertools.cycle(rooms), time.perf_counter() + seconds
    started, count = time.perf_counter(), 0
    while time.perf_counter() < until:
        mark, count = f"m{next(_marks)}", count + 1
        heard.says(mark, ears)
        await said(next(turn), mark)
        if pace:
            await asyncio.sleep(max(0.0, started + count / pace - time.perf_counter()))
        else:
            while heard.said:
                await asyncio.sleep(0)
                if time.perf_counter() > until + 15:
                    break
    await heard.settled()
