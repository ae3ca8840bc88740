"""Thinnest way through a room: lobby, admission, talk, sealed room, end."""

import pytest
from asgiref.sync import sync_to_async

from services.mediation.models import Room, Utterance
from tenants.scope import in_tenant
from tests.services.mediation.people import comes, gathered, make_room, seat

pytestmark = [
    pytest.mark.django_db(transaction=True),
    pytest.mark.asyncio,
    pytest.mark.usefixtures("threads_let_go"),
]
read, make = sync_to_async(seat), sync_to_async(make_room)


async def test_a_party_waits_until_the_mediator_lets_it_in():
    room = await make()
    party = await comes(room, "a")
    assert party.heard[0]["you"]["state"] == "waiting"
    assert party.heard[0]["media"] is None
    assert set(party.parts) == {"lobby"}

    mediator = await comes(room, "mediator")
    door = {one["name"]: one["state"] for one in mediator.parts["seats"]}
    assert door == {"周明": "admitted", "沈秋禾": "waiting", "陆长庚": "invited"}
    await mediator.tells("admit", seat=(await read(room, "a")).pk)
    hello = await party.until("hello", 5)
    assert hello["you"]["place"] == "joint"
    assert hello["media"]["path"] == "mesh"
    assert [one["name"] for one in hello["parts"]["seats"]] == ["周明", "沈秋禾"]
    await mediator.leaves()
    await party.leaves()


async def test_what_is_said_reaches_the_room_and_the_sealed_room_its_own():
    room = await make()
    lines = await gathered(room, "a", "b")
    mediator, a, b = lines.values()
    await b.tells("say", text="大家好")
    assert (await a.until("part", part="chat"))["data"][0]["text"] == "大家好"
    await mediator.tells(
        "move", seats=[(await read(room, "a")).pk, (await read(room, "mediator")).pk], place="a", minutes=5
    )
    moved = await a.until("moved")
    assert moved["you"]["place"] == "a"
    await a.tells("say", text="其实我愿意让两米")
    assert (await mediator.until("part", part="chat"))["data"][-1]["text"] in ("大家好", "其实我愿意让两米")
    for line in lines.values():
        await line.quiet()
    assert mediator.parts["chat"][-1]["text"] == "其实我愿意让两米"
    assert "让两米" not in str(b.heard)
    assert b.parts["room"]["caucus"]["where"] == "other_side"
    shown = {one["name"]: set(one) for one in b.parts["seats"]}
    assert shown["沈秋禾"] == {"id", "name", "role", "role_label", "side", "side_label", "here", "me"}
    for line in lines.values():
        await line.leaves()


async def test_signals_go_to_one_connection_in_the_same_place():
    room = await make()
    lines = await gathered(room, "a", "b")
    mediator, a, b = lines.values()
    to = {one["name"]: one for one in a.parts["seats"]}["陆长庚"]
    data = {"description": {"type": "offer", "sdp": "v=0"}}
    await a.tells("signal", to=to["id"], conn=to["conn"], data=data)
    got = await b.until("signal")
    assert (got["from"], got["data"]) == ((await read(room, "a")).pk, data)
    assert not [told for told in mediator.heard if told["event"] == "signal"]
    await mediator.tells("move", seats=[got["from"]], place="a")
    await a.until("moved")
    await a.tells("signal", to=to["id"], conn=to["conn"], data=data)
    await b.tells("signal", to=got["from"], conn=got["conn"], data=data)
    for line in lines.values():
        await line.quiet()
    assert [told["event"] for told in b.heard].count("signal") == 1
    assert [told["event"] for told in a.heard].count("signal") == 0
    for line in lines.values():
        await line.leaves()


async def test_the_end_is_told_to_all_and_nothing_is_said_afterwards():
    room = await make()
    lines = await gathered(room, "a")
    await lines["mediator"].tells("end_room")
    part = await lines["a"].until("part", part="room")
    assert part["data"]["state"] == "ended"
    await lines["a"].tells("say", text="还有")
    assert (await lines["a"].until("refused"))["why"] == "这次调解已经结束。"

    def kept():
        with in_tenant(room.tenant):
            return Room.objects.get(pk=room.pk).state, Utterance.objects.count()

    assert await sync_to_async(kept)() == ("ended", 0)
    for line in lines.values():
        await line.leaves()
