"""Somebody who does not read is cut off, and nobody waits for them."""

import asyncio
import random
import string

import pytest
from asgiref.sync import sync_to_async

from tests.services.mediation.houses import admitted, chairs, gather, house, sits
from tests.services.mediation.people import make_room

pytestmark = [
    pytest.mark.slow,
    pytest.mark.django_db(transaction=True),
    pytest.mark.usefixtures("threads_let_go"),
]
# What no compression makes smaller.
LONG = "".join(random.choices(string.ascii_letters + string.digits, k=30_000))


def world():
    room, other = make_room(), make_room()
    return room, chairs(room, "mediator", "a", "b"), other, chairs(other, "mediator", "a", "b")


async def test_who_does_not_read_is_cut_off_and_the_others_go_on(tmp_path, settings):
    settings.THROTTLES = {"mediation-enter": 0}
    room, seats, other, others = await sync_to_async(world)()
    with house(tmp_path, slow=1) as here:
        wires = {key: await sits(here.port, room, seats[key], window=4096) for key in seats}
        await admitted(wires)
        beside = await gather(here.port, other, others)
        deaf, talker, lead = wires["a"], wires["b"], wires["mediator"]
        deaf.socket.transport.pause_reading()
        said = asyncio.create_task(floods(talker, deaf))
        # While the line is full, those beside hear every word, in their room and in the other one.
        for word in range(20):
            data = {"description": {"type": "offer", "sdp": str(word)}}
            for one, two in ((talker, lead), (beside["a"], beside["b"])):
                await one.tells("signal", to=two.seat, conn=two.conn, data=data)
            for two in (lead, beside["b"]):
                await two.until("signal", data=data)
        await lead.meets(lambda told: told.get("part") == "seats" and gone(told["data"], deaf.seat), 120)
        said.cancel()
        assert [wire.closed for wire in (talker, lead, *beside.values())] == [None] * 5
        # The seat is kept, and the same person comes back to it as after any broken line.
        back = await sits(here.port, room, seats["a"])
        assert back.heard[0]["you"]["state"] == "admitted"
        await talker.tells("say", text="又听到了")
        assert (await back.until("part", part="chat"))["data"][-1]["text"] == "又听到了"
        deaf.socket.transport.resume_reading()
        await deaf.until("closed", 60)
        for wire in (back, talker, lead, *beside.values()):
            await wire.leaves()


async def floods(talker, deaf) -> None:
    data = {"description": {"type": "offer", "sdp": LONG}}
    while True:
        await talker.tells("signal", to=deaf.seat, conn=deaf.conn, data=data)
        await asyncio.sleep(0.06)


def gone(seats, pk: int) -> bool:
    return any(one["id"] == pk and one.get("present") is False for one in seats)
