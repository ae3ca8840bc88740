"""With a real Redis, the seats of one room sit in two processes; Redis goes and comes back."""

import asyncio
import shutil

import pytest
from asgiref.sync import sync_to_async
from websockets.exceptions import InvalidHandshake

from tests.server import free_port
from tests.services.mediation.houses import admitted, chairs, house, sits
from tests.services.mediation.people import make_room
from tests.services.notices.test_redis import Server

pytestmark = [
    pytest.mark.redis,
    pytest.mark.slow,
    pytest.mark.django_db(transaction=True),
    pytest.mark.usefixtures("threads_let_go"),
    pytest.mark.skipif(shutil.which("redis-server") is None, reason="redis-server is not installed"),
]


@pytest.fixture
def redis(tmp_path):
    server = Server(tmp_path, free_port())
    server.start()
    yield server
    server.kill()


def world():
    room = make_room()
    return room, chairs(room, "mediator", "a", "b")


def chat(wire, *texts: str):
    """Waits until the chat of this seat is exactly this."""
    return wire.meets(
        lambda told: told.get("part") == "chat" and [one["text"] for one in told["data"]] == list(texts), 60
    )


def here(told, pk: int, value: bool) -> bool:
    return told.get("part") == "seats" and any(
        one["id"] == pk and one["here"] is value for one in told["data"]
    )


def sdp(text: str) -> dict:
    return {"description": {"type": "offer", "sdp": text}}


def signals(wire) -> list[str]:
    return [told["data"]["description"]["sdp"] for told in wire.heard if told["event"] == "signal"]


async def test_one_room_in_two_processes_and_redis_restarted(tmp_path, settings, redis):
    settings.THROTTLES = {"mediation-enter": 0}
    room, seats = await sync_to_async(world)()
    with (
        house(tmp_path, REDIS_URL=redis.url, alive_every=1) as one,
        house(tmp_path, REDIS_URL=redis.url, alive_every=1) as two,
    ):
        where = {"mediator": one.port, "a": two.port, "b": one.port}
        wires = {key: await sits(where[key], room, seats[key]) for key in seats}
        lead, a, b = wires.values()
        await admitted(wires)

        # Chat and signals, there and back.
        await a.tells("say", text="从这边")
        await b.meets(lambda told: told.get("part") == "chat" and len(told["data"]) == 1)
        await b.tells("say", text="从那边")
        for wire in wires.values():
            await chat(wire, "从这边", "从那边")
        await a.tells("signal", to=b.seat, conn=b.conn, data=sdp("过去"))
        await b.until("signal", data=sdp("过去"))
        await b.tells("signal", to=a.seat, conn=a.conn, data=sdp("回来"))
        await a.until("signal", data=sdp("回来"))

        # A sealed room over both: what is said there does not come out, by no process.
        await lead.tells("move", seats=[a.seat, lead.seat], place="a", minutes=5)
        await a.until("moved")
        await b.meets(lambda told: here(told, a.seat, False))
        before = len(b.heard)
        await a.tells("say", text="只在这里")
        await chat(lead, "从这边", "从那边", "只在这里")
        await a.tells("hand", up=True)
        await a.tells("signal", to=b.seat, conn=b.conn, data=sdp("漏出去"))
        await b.tells("signal", to=a.seat, conn=a.conn, data=sdp("漏进来"))
        await lead.meets(
            lambda told: told.get("part") == "seats" and any(one.get("hand") for one in told["data"])
        )
        # The same seat comes back through the other process, into the same place, and the first line is told.
        again = await sits(one.port, room, seats["a"])
        assert again.heard[0]["you"]["place"] == "a"
        assert [line["text"] for line in again.parts["chat"]] == ["从这边", "从那边", "只在这里"]
        assert (await a.until("closed"))["code"] == 4409
        await b.tells("say", text="外面")
        await chat(b, "从这边", "从那边", "外面")
        assert {told.get("part") for told in b.heard[before:]} == {"chat"}
        assert (signals(again), signals(b), signals(a)) == ([], ["过去"], ["回来"])

        # Without Redis, what is done is done; it is only not told.
        await sync_to_async(redis.kill)()
        await lead.tells("gather")
        await b.tells("say", text="没有人听到")
        await asyncio.sleep(1.5)
        await sync_to_async(redis.start)()
        await again.meets(lambda told: told["event"] == "moved" and told["you"]["place"] == "joint", 60)
        await b.meets(lambda told: here(told, again.seat, True), 60, since=before)
        # And everything works as before, also through a line that comes only now.
        fresh = await comes_back(two.port, room, seats["a"])
        assert fresh.heard[0]["you"]["place"] == "joint"
        await fresh.tells("say", text="都回来了")
        await b.meets(lambda told: told.get("part") == "chat" and told["data"][-1]["text"] == "都回来了", 60)
        await b.tells("signal", to=fresh.seat, conn=fresh.conn, data=sdp("又通了"))
        await fresh.until("signal", data=sdp("又通了"))
        assert [one["text"] for one in b.parts["chat"]] == [
            "从这边",
            "从那边",
            "外面",
            "没有人听到",
            "都回来了",
        ]
        for wire in (fresh, b, lead):
            await wire.leaves()


async def comes_back(port, room, chair):
    """As a page does: until it is let in."""
    for _ in range(40):
        try:
            return await sits(port, room, chair)
        except (OSError, InvalidHandshake):
            await asyncio.sleep(0.5)
    return await sits(port, room, chair)
