"""Many rooms at once over real connections to one process: everything arrives, once, in order, and where it belongs.

How fast is what `script/bench rooms` measures.
"""

import asyncio

import pytest
from asgiref.sync import sync_to_async

from tests.services.mediation.houses import admitted, chairs, house, sits
from tests.services.mediation.people import make_room

pytestmark = [
    pytest.mark.slow,
    pytest.mark.django_db(transaction=True),
    pytest.mark.usefixtures("threads_let_go"),
]
ROOMS, WORDS = 12, 10


def world():
    found = []
    for _ in range(ROOMS):
        room = make_room()
        found.append((room, chairs(room, "mediator", "a", "b")))
    return found


async def test_every_word_of_every_room_arrives_once_and_nowhere_else(tmp_path, settings):
    settings.THROTTLES = {"mediation-enter": 0}
    rooms = await sync_to_async(world)()
    with house(tmp_path) as here:
        taken = await asyncio.gather(*(taken_by(here.port, *one) for one in rooms))
        await asyncio.gather(*(talks(number, wires) for number, wires in enumerate(taken)))
        for number, wires in enumerate(taken):
            lines = sorted(f"{number} {key} {word}" for key in ("a", "b") for word in range(2))
            for wire in wires.values():
                await wire.meets(lambda told: told.get("part") == "chat" and len(told["data"]) == 4)
                assert sorted(line["text"] for line in wire.parts["chat"]) == lines
            for key, other in (("a", "b"), ("b", "a")):
                heard = [
                    told["data"]["description"]["sdp"]
                    for told in wires[key].heard
                    if told["event"] == "signal"
                ]
                assert heard == [f"{number} {other} {word}" for word in range(WORDS)]
            assert [told for told in wires["mediator"].heard if told["event"] == "signal"] == []
            refused = [
                told for wire in wires.values() for told in wire.heard if told["event"] in ("refused", "bye")
            ]
            assert refused == []
            assert [wire.closed for wire in wires.values()] == [None, None, None]
        await asyncio.gather(*(wire.leaves() for wires in taken for wire in wires.values()))
        assert here.log.read_text() == ""


async def taken_by(port, room, seats):
    wires = {key: await sits(port, room, chair) for key, chair in seats.items()}
    await admitted(wires)
    return wires


async def talks(number, wires) -> None:
    for word in range(WORDS):
        for key, other in (("a", "b"), ("b", "a")):
            data = {"description": {"type": "offer", "sdp": f"{number} {key} {word}"}}
            await wires[key].tells("signal", to=wires[other].seat, conn=wires[other].conn, data=data)
            if word < 2:
                await wires[key].tells("say", text=f"{number} {key} {word}")
    for key in ("a", "b"):
        await wires[key].meets(
            lambda told: (
                told["event"] == "signal" and told["data"]["description"]["sdp"].endswith(f" {WORDS - 1}")
            )
        )
