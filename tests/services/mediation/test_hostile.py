"""Ten thousand messages that are none, or are not for whoever says them, over real connections."""

import asyncio
import json
import random
import re
from contextlib import suppress

import pytest
from asgiref.sync import sync_to_async
from django.apps import apps
from websockets.exceptions import ConnectionClosed

from services.mediation.models import Seat
from tenants.models import JournalEntry
from tests.services.mediation.houses import chairs, gather, house, sits
from tests.services.mediation.people import FULL, make_room

pytestmark = [
    pytest.mark.slow,
    pytest.mark.django_db(transaction=True),
    pytest.mark.usefixtures("threads_let_go"),
]
MESSAGES, EACH = 10_000, 250
HOSTILE = ("a", "b", "observer")
# Of a seat these say only whether its line is open.
LINE = {"conn", "line", "seen_at", "gone_at"}
LEADS_ONLY = {
    "admit": {"seat": 1}, "refuse": {"seat": 1}, "remove": {"seat": 1}, "ask_back": {"seat": 1}, "mute": {"seat": 1},
    "door": {"open": False}, "move": {"seats": [1], "place": "a", "minutes": 5}, "gather": {}, "end_room": {},
    "identify": {"seat": 1, "how": "name"}, "timer": {"minutes": 5}, "agenda": {"code": "x"}, "call_help": {},
    "start_recording": {"mime": "video/webm"}, "stop_recording": {}, "new_round": {"clause": 1},
    "draw_up": {"due": "2026-12-31"}, "write_minutes": {"revision": 0, "text": "假笔录"}, "offer_minutes": {"revision": 0},
    "agree": {"clause": 1, "version": 1}, "withdraw": {"clause": 1}, "present": {"file": 1},
    "range": {"clause": 1, "round": 1, "low": "1", "high": "2"}, "take_back_paper": {"reason": "假的"},
}  # fmt: skip


class Hostile:
    """What may come over a line, drawn by a seed; `keys` are numbers of seats, of this room and of others."""

    def __init__(self, seed: int, keys: list[int]) -> None:
        self.dice, self.keys = random.Random(seed), keys
        self.kinds = (
            self.noise,
            self.binary,
            self.broken,
            self.deep,
            self.large,
            self.odd,
            self.beyond,
            self.stray,
        )

    def __call__(self) -> str | bytes:
        return self.dice.choice(self.kinds)()

    def noise(self) -> str:
        return "".join(
            chr(self.dice.choice((self.dice.randrange(1, 0xD7FF), self.dice.randrange(32, 127))))
            for _ in range(40)
        )

    def binary(self) -> bytes:
        return self.dice.randbytes(self.dice.randrange(200))

    def broken(self) -> str:
        whole = json.dumps({"v": 1, "verb": "say", "text": "字"})
        return whole[: self.dice.randrange(len(whole))]

    def deep(self) -> str:
        return self.dice.choice(
            ("[" * 15_000, '{"v":1,"verb":"say","text":' + "[" * 9_000, '{"a":' * 5_000, "9" * 9_000)
        )

    def large(self) -> str:
        long = "大" * self.dice.choice((2_001, 20_000, 40_000))
        return json.dumps({"v": 1, "verb": "say", "text": long}, ensure_ascii=False)

    def odd(self) -> str:
        odd = self.dice.choice(
            (None, True, -1, 2**63, 1.5, "\\ud800", [], [[]], {"$ne": 1}, "' OR 1=1 --", "\0")
        )
        verb, sent = self.dice.choice(sorted(LEADS_ONLY.items()))
        verb = self.dice.choice((verb, verb, verb, "become_mediator", "__init__", ""))
        sent = dict.fromkeys(sent or ("text",), odd)
        return json.dumps({"v": self.dice.choice((1, 1, 1, 2, "1", None)), "verb": verb, **sent}).replace(
            "\\\\u", "\\u"
        )

    def beyond(self) -> str:
        verb, sent = self.dice.choice(sorted(LEADS_ONLY.items()))
        if "seat" in sent:
            sent = {**sent, "seat": self.dice.choice(self.keys)}
        if "seats" in sent:
            sent = {**sent, "seats": self.dice.sample(self.keys, 3)}
        return json.dumps({"v": 1, "verb": verb, **sent})

    def stray(self) -> str:
        data = {"candidate": {"candidate": "candidate:0 1 udp 假", "sdpMid": "0"}}
        to = self.dice.choice((*self.keys, 0, 2**53 - 1))
        return json.dumps(
            {"v": 1, "verb": "signal", "to": to, "conn": f"{self.dice.randrange(16**16):016x}", "data": data}
        )


def world():
    room, other = make_room(people=FULL), make_room()
    return room, chairs(room, "mediator", *HOSTILE), other, chairs(other, "mediator", "a", "b")


@sync_to_async
def everything() -> dict[str, list[dict]]:
    """Every row of the mediation and the journal."""
    found = {
        model: list(model._base_manager.order_by("pk").values())
        for model in apps.get_app_config("mediation").get_models()
    }
    for row in found[Seat]:
        for name in LINE:
            del row[name]
    return {
        model.__name__: rows
        for model, rows in (found | {JournalEntry: list(JournalEntry._base_manager.values())}).items()
    }


async def pours(port, room, chair, words: Hostile) -> list[dict]:
    """One line: as much as it takes, however it ends; what it heard."""
    wire = await sits(port, room, chair)
    with suppress(ConnectionClosed):
        for _ in range(EACH):
            await wire.socket.send(words())
    # The last word was answered, or the line was cut.
    with suppress(ConnectionClosed):
        await wire.tells("signal", to=wire.seat, conn="", data={"candidate": None})
    await wire.until("closed", 60)
    return wire.heard


async def test_ten_thousand_hostile_messages_change_nothing(tmp_path, settings):
    settings.THROTTLES = {"mediation-enter": 0}
    room, seats, other, others = await sync_to_async(world)()
    keys = [pk for pk, _ in (*seats.values(), *others.values())]
    with house(tmp_path) as here:
        beside = await gather(here.port, other, others)
        wires = await gather(here.port, room, seats)
        lead = wires["mediator"]
        before, heard, sizes = await everything(), [], []
        for start in range(0, MESSAGES, EACH * len(HOSTILE)):
            lines = [
                pours(here.port, room, seats[key], Hostile(start + place, keys))
                for place, key in enumerate(HOSTILE)
            ]
            heard += await asyncio.gather(*lines)
            sizes.append(here.memory())
        assert len(heard) * EACH >= MESSAGES
        assert await everything() == before

        # Each line was told what was wrong with its words, and was cut after so many.
        for told in heard:
            assert told[-1] == {"event": "closed", "code": 4400}
            refused = [one for one in told if one["event"] == "refused"]
            assert len(refused) >= 50
            assert {one["event"] for one in told} - {"part"} == {"hello", "refused", "closed"}
        reasons = {
            one["why"] for told in heard for one in told if one["event"] == "refused" and not one["verb"]
        }
        assert reasons == {"size", "json", "version", "verb", "field", "type", "value", "signal"}
        # Nobody else heard anything of it, and those beside talk on.
        assert [
            one
            for wire in (lead, *beside.values())
            for one in wire.heard
            if one["event"] in ("signal", "bye", "refused")
        ] == []
        assert [wire.closed for wire in (lead, *beside.values())] == [None] * 4
        await beside["a"].tells("say", text="我们接着谈")
        assert (await beside["b"].until("part", part="chat"))["data"][0]["text"] == "我们接着谈"
        # What is held for a line is let go of with it.
        assert sizes[-1] - sizes[len(sizes) // 4] < 24 * 2**20, sizes
        # What is larger than any message is not even read to its end.
        flood = await sits(here.port, room, seats["a"])
        with suppress(ConnectionClosed):
            await flood.socket.send("x" * 2**20)
        assert (await flood.until("closed"))["code"] in (1006, 1009)
        for wire in (lead, *beside.values()):
            await wire.leaves()
        log = here.log.read_text()
    assert "Traceback" not in log
    counted = [
        sum(map(int, re.findall(r": (\d+)", counts))) for counts in re.findall(r"refused: ({.*})", log)
    ]
    assert len(counted) == len(heard) and min(counted) == max(counted) == 50
