"""A sealed room, listened to on every socket: what happens in it reaches nobody who is not in it.

The same talk is held twice. In one of them everything happens that can happen in a sealed room, in the other nothing
does; whoever is outside hears the same both times, byte for byte once names of rooms and lines are taken out.
"""

import json

import pytest
from asgiref.sync import sync_to_async

from services.mediation import consumers
from services.mediation.actions.share_file import share_file
from services.mediation.media.mesh import Mesh
from services.mediation.models import Room, RoomEvent, Seat, Utterance
from services.mediation.parts.table import PARTS
from tenants.models import User
from tenants.scope import in_tenant
from tests.services.mediation.people import FULL, Line, gathered, make_room, seat, settle
from tests.services.mediation.rooms import pdf
from tests.services.mediation.test_reconnect import again

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.usefixtures("threads_let_go")]

PEOPLE = {**FULL, "a2": ("party", "a", "沈冬麦"), "b2": ("party", "b", "陆小满")}
INSIDE = ("mediator", "a", "a2", "expert")
OUTSIDE = tuple(key for key in PEOPLE if key not in INSIDE)
SECRETS = ("让两米", "底价三万", "内部鉴定", "0000000000000a2b")


class Talk:
    """One room with everybody in it; `pks` by key."""

    def __init__(self, room: Room, lines: dict[str, Line]) -> None:
        self.room, self.lines = room, lines
        self.looks: list[tuple[str, frozenset[str] | None]] = []

    async def begins(self) -> "Talk":
        self.pks = {key: (await sync_to_async(seat)(self.room, key)).pk for key in PEOPLE}
        self.keys = {pk: key for key, pk in self.pks.items()}
        return self

    async def settles(self) -> None:
        await settle(*self.lines.values())

    async def tells(self, key: str, verb: str, **fields: object) -> None:
        await self.lines[key].tells(verb, **fields)

    async def moves(self, *keys: str, place: str) -> None:
        await self.tells("mediator", "move", seats=[self.pks[key] for key in keys], place=place, minutes=10)
        await self.settles()

    def heard(self, key: str, since: int) -> list[dict]:
        """Without what differs from room to room: keys of rows, lines, times, the room itself."""
        return [plain(told, self) for told in self.lines[key].heard[since:]]


def plain(told: object, talk: Talk, name: str = "") -> object:
    if isinstance(told, dict):
        return {key: plain(value, talk, key) for key, value in told.items()}
    if isinstance(told, list):
        return [plain(one, talk) for one in told]
    if name in ("id", "seat", "from"):
        return talk.keys.get(told, "…")
    if name == "conn":
        return {line.heard[0]["conn"]: key for key, line in talk.lines.items()}.get(told, told)
    if name == "beginning":
        return told.replace(talk.room.code, "…")
    return "…" if name in ("at", "until", "media") else told


def room_of_all() -> Room:
    room = make_room(people=PEOPLE)
    with in_tenant(room.tenant):
        Seat.objects.filter(room=room, ref="co").update(user=User.objects.get(username="jia-county_admin"))
    return room


async def talk_of_all() -> Talk:
    room = await sync_to_async(room_of_all)()
    return await Talk(room, await gathered(room, *(key for key in PEOPLE if key != "mediator"))).begins()


@sync_to_async
def shares(talk: Talk, key: str) -> int:
    with in_tenant(talk.room.tenant):
        return share_file("内部鉴定.pdf", pdf(), actor=seat(talk.room, key)).pk


async def everything_happens(talk: Talk) -> None:
    """Chat, signals, hand, devices, mute, identity, file, consent, lines that break, people who go and wait."""
    lines, pks = talk.lines, talk.pks
    await talk.tells("a", "say", text="其实我愿意让两米")
    await talk.tells("mediator", "say", text="那底价三万呢")
    conns = {one["id"]: one["conn"] for one in lines["a"].parts["seats"] if one.get("conn")}
    offer = {"description": {"type": "offer", "sdp": "底价三万"}}
    await talk.tells("a", "signal", to=pks["mediator"], conn=conns[pks["mediator"]], data=offer)
    await talk.tells("a", "hand", up=True)
    await talk.tells("a", "devices", microphone=False, camera=False, screen=True)
    await talk.tells("mediator", "mute", seat=pks["a2"])
    await talk.tells("mediator", "identify", seat=pks["a2"], how="document", note="内部鉴定")
    await talk.tells("expert", "say", text="内部鉴定的结论")
    await talk.settles()
    file = await shares(talk, "a")
    await talk.tells("a", "present", file=file, page=2)
    await talk.settles()
    await talk.tells("a", "hide_file")
    # The recorder's own start finds somebody away; what is refused to one is nobody else's.
    await talk.tells("expert", "start_recording", mime="video/webm")
    await lines["a"].leaves()
    await talk.settles()
    lines["a"] = await again(lines["a"], talk.room, page="0000000000000a2b")
    await talk.settles()
    await talk.tells("a2", "leave")
    await talk.settles()
    lines["a2"] = await again(lines["a2"], talk.room)
    await talk.settles()
    await talk.tells("mediator", "remove", seat=pks["expert"])
    await talk.settles()


async def calls_outside(talk: Talk) -> None:
    """To everybody's line, which a page knows from before; and from there back into the sealed room."""
    offer = {"description": {"type": "offer", "sdp": "底价三万"}}
    for key in OUTSIDE:
        for one, other in (("a", key), (key, "a")):
            line = talk.lines[other].heard[0]["conn"]
            await talk.tells(one, "signal", to=talk.pks[other], conn=line, data=offer)
    await talk.settles()


async def test_outside_the_same_is_heard_whatever_happens_inside(monkeypatch):
    monkeypatch.setattr(Mesh, "most_people", 20)
    looks: list[tuple[int, frozenset[str] | None]] = []
    look = consumers.look

    def noted(before: Seat, conn: str, names, **more):
        looks.append((before.pk, None if names is None else frozenset(names)))
        return look(before, conn, names, **more)

    monkeypatch.setattr(consumers, "look", noted)
    streams, reads, after = {}, {}, {}
    for loud in (False, True):
        talk = await talk_of_all()
        await talk.moves("mediator", "a", "a2", place="a")
        since = {key: len(talk.lines[key].heard) for key in OUTSIDE}
        await talk.moves("expert", place="a")
        looks.clear()
        if loud:
            await everything_happens(talk)
        reads[loud] = {(talk.keys[pk], names) for pk, names in looks if talk.keys[pk] in OUTSIDE}
        if loud:
            await calls_outside(talk)
        heard = {key: talk.heard(key, since[key]) for key in OUTSIDE}
        streams[loud] = heard
        if loud:
            said = json.dumps([talk.lines[key].heard for key in OUTSIDE], ensure_ascii=False)
            assert [secret for secret in SECRETS if secret in said] == []
            assert talk.lines["mediator"].parts["chat"][-1]["text"] == "内部鉴定的结论"
            await heard_inside(talk)
        # Outside a word is said, and everybody there hears it as ever.
        await talk.tells("b", "say", text="外面的话")
        await talk.settles()
        after[loud] = {key: [line["text"] for line in talk.lines[key].parts["chat"]] for key in OUTSIDE}
        await talk.tells("mediator", "gather")
        await talk.settles()
        for key in OUTSIDE:
            places = {one["name"]: one["here"] for one in talk.lines[key].parts["seats"]}
            assert places["周明"] is True, key
            assert ("沈冬麦" in places and places["沈冬麦"]) is not loud, key  # in the loud talk she went
        for line in talk.lines.values():
            await line.leaves()
    # The co-mediator moves people and is told who is there and asks for something: no more than that.
    assert only_of_people(streams[True].pop("co")) and only_of_people(streams[False].pop("co"))
    assert streams[True] == streams[False]
    # Nobody outside so much as looked: only the co-mediator's list of people is read anew.
    assert reads[False] == set()
    assert {key for key, _names in reads[True]} == {"co"}
    assert after[True] == after[False]


async def heard_inside(talk: Talk) -> None:
    """The listening is not deaf: those inside heard it all."""
    a, mediator = talk.lines["a"], talk.lines["mediator"]
    assert a.heard[0]["you"]["place"] == "a"
    assert [line["text"] for line in a.parts["chat"]] == [
        "其实我愿意让两米",
        "那底价三万呢",
        "内部鉴定的结论",
    ]
    assert [one["name"] for one in a.parts["files"]["list"]] == ["内部鉴定.pdf"]
    assert [told["data"]["description"]["sdp"] for told in mediator.heard if told["event"] == "signal"] == [
        "底价三万"
    ]
    assert not [told for told in a.heard if told["event"] == "signal"]
    names = {one["name"]: one for one in a.parts["seats"]}
    assert "沈冬麦" not in names  # gone for those inside
    assert not [told for key in OUTSIDE for told in talk.lines[key].heard if told["event"] == "signal"]
    assert talk.lines["a2"].heard[0]["you"]["state"] == "waiting"
    assert set(talk.lines["a2"].parts) == {"lobby"}

    @sync_to_async
    def kept():
        with in_tenant(talk.room.tenant):
            readers = {
                line.text: {talk.keys[pk] for pk in line.readers}
                for line in Utterance.objects.filter(room=talk.room)
            }
            kinds = set(RoomEvent.objects.filter(room=talk.room).values_list("kind", flat=True))
        return readers, kinds

    readers, kinds = await kept()
    assert set(readers) == {"其实我愿意让两米", "那底价三万呢", "内部鉴定的结论"}
    assert all(those == set(INSIDE) for those in readers.values())
    assert {"moved", "muted", "identified", "file_shared", "left", "knocked", "removed"} <= kinds


def only_of_people(heard: list[dict]) -> bool:
    """What a mediator elsewhere is told of a sealed room: who is in it, present, with a hand up; nothing they do.
    (The minutes begin with who was identified.)"""
    kinds = {(told["event"], told.get("part")) for told in heard}
    assert kinds <= {("part", "seats"), ("part", "room"), ("part", "minutes")}, kinds
    for told in heard:
        for one in told["data"] if told["part"] == "seats" else ():
            if not one["here"]:
                assert not {"conn", "microphone", "camera", "screen", "muted"} & set(one)
    return True


def test_every_part_is_told_only_to_whom_it_may(inside_a):
    """The part functions themselves, one seat after the other: nothing of the sealed room in any part."""
    from services.mediation.actions.own import raise_hand
    from services.mediation.actions.say import say
    from tests.services.mediation.rooms import part, put_in, seated

    here = seated(people=PEOPLE)
    put_in("a", here.mediator, here.a, here.a2, here.expert)
    Seat.objects.filter(pk=here.a.pk).update(conn="0000000000000a2b")
    say("其实我愿意让两米", actor=here.a)
    share_file("内部鉴定.pdf", pdf(), actor=here.a2)
    raise_hand(True, actor=here.a2)
    for key in PEOPLE:
        told = part(getattr(here, key), None)
        assert set(told) == set(PARTS)
        text = json.dumps(told, ensure_ascii=False, default=str)
        found = {secret for secret in SECRETS if secret in text}
        assert found == ({"让两米", "内部鉴定", "0000000000000a2b"} if key in INSIDE else set()), key
        hands = [one["name"] for one in told["seats"] if one.get("hand")]
        assert hands == (["沈冬麦"] if key in (*INSIDE, "co") else []), key
        assert ("caucus" in told["room"]) and told["room"]["caucus"]["where"] == (
            "here" if key in INSIDE else "away" if key == "co" else "other_side"
        )
