"""A line that breaks, a page that is opened twice, a process that dies: the seat stays, and one line speaks for it."""

from datetime import timedelta

import pytest
from asgiref.sync import sync_to_async
from django.utils import timezone

from services.mediation.actions.door import admit
from services.mediation.actions.say import say
from services.mediation.errors import RoomError
from services.mediation.media.mesh import Mesh
from services.mediation.models import Seat
from tenants.scope import in_tenant
from tests.services.mediation.people import FULL, Line, comes, cookies, gathered, make_room, seat
from tests.sockets import Socket

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.usefixtures("threads_let_go")]
read, make = sync_to_async(seat), sync_to_async(make_room)


@sync_to_async
def write(room, key: str, **values: object) -> None:
    with in_tenant(room.tenant):
        Seat.objects.filter(room=room, ref=key).update(**values)


async def again(line: Line, room, page: str = "") -> Line:
    """The same browser once more."""
    found = Line(room, cookies(line.client), "jia.localhost")
    if page:
        Socket.__init__(
            found, "jia.localhost", f"/ws/mediation/{room.code}/?page={page}", cookies=cookies(line.client)
        )
    found.client, found.key = line.client, line.key
    assert await found.opens()
    await found.until("hello")
    return found


def shown(line: Line, key: str) -> dict:
    return next(one for one in line.parts["seats"] if one["name"] == FULL[key][2])


async def sees(line: Line, key: str, **wanted: object) -> None:
    """Hears on until the seat is shown like this."""
    while not wanted.items() <= shown(line, key).items():
        await line.until("part", part="seats")


async def test_within_a_minute_it_goes_on_in_the_sealed_room_and_later_at_the_door():
    room = await make()
    lines = await gathered(room, "a", "b")
    lead, a, b = lines.values()
    pk = (await read(room, "a")).pk
    await lead.tells("move", seats=[pk, (await read(room, "mediator")).pk], place="a", minutes=5)
    await a.until("moved")
    await a.tells("say", text="只在这里说")
    await lead.until("part", part="chat")
    await a.leaves()
    row = await read(room, "a")
    assert (row.state, row.place, row.conn, row.line) == ("admitted", "a", "", "")
    await sees(lead, "a", present=False)

    back = await again(a, room)
    you = back.heard[0]["you"]
    assert (you["state"], you["place"]) == ("admitted", "a")
    assert [line["text"] for line in back.parts["chat"]] == ["只在这里说"]
    assert shown(back, "mediator")["here"] is True
    await sees(lead, "a", conn=back.heard[0]["conn"], present=True)
    assert back.heard[0]["conn"] != a.heard[0]["conn"]
    # From outside nothing of this was to be seen.
    await b.quiet()
    assert shown(b, "a") == {**shown(b, "a"), "here": False} and "conn" not in shown(b, "a")

    await back.leaves()
    await write(room, "a", gone_at=timezone.now() - timedelta(seconds=61))
    late = await again(a, room)
    assert (late.heard[0]["you"]["state"], late.heard[0]["media"], set(late.parts)) == (
        "waiting",
        None,
        {"lobby"},
    )
    await sees(lead, "a", state="waiting")
    # To those outside the sealed room it is still shut, as if nobody had left it.
    await b.quiet()
    assert shown(b, "a")["here"] is False
    await lead.tells("admit", seat=pk)
    hello = await late.until("hello")
    assert hello["you"]["place"] == "joint"
    await b.quiet()
    assert shown(b, "a")["here"] is True
    for line in (late, b, lead):
        await line.leaves()


async def test_of_two_tabs_the_newest_speaks():
    room = await make()
    lines = await gathered(room, "a")
    first = lines["a"]
    second = await again(first, room)
    assert second.heard[0]["you"]["state"] == "admitted"
    assert (await first.until("bye"))["why"] == "elsewhere"
    assert (await first.until("closed"))["code"] == 4409
    await first.leaves()
    row = await read(room, "a")
    assert row.conn == second.heard[0]["conn"] != first.heard[0]["conn"]
    assert (row.state, row.gone_at) == ("admitted", None)
    await lines["mediator"].tells("say", text="听得到吗")
    assert (await second.until("part", part="chat"))["data"][0]["text"] == "听得到吗"
    # The mediator's two tabs likewise; and whoever hangs up in one has hung up.
    lead = await again(lines["mediator"], room)
    assert (await lines["mediator"].until("closed"))["code"] == 4409
    await second.tells("leave")
    assert (await second.until("bye"))["why"] == "left"
    assert (await second.until("closed"))["code"] == 4403
    row = await read(room, "a")
    assert (row.state, row.conn, row.line) == ("invited", "", "")
    await lead.leaves()


async def test_a_page_keeps_its_name_over_a_broken_line():
    room = await make()
    lines = await gathered(room, "a")
    line = await again(lines["a"], room, page="0123456789abcdef")
    assert line.heard[0]["conn"] == (await read(room, "a")).conn == "0123456789abcdef"
    # The same page again: the new line speaks, the old one is told.
    newer = await again(lines["a"], room, page="0123456789abcdef")
    assert (await line.until("closed"))["code"] == 4409
    row = await read(room, "a")
    assert (row.conn, row.gone_at) == ("0123456789abcdef", None)
    await newer.leaves()
    assert (await read(room, "a")).conn == ""
    for wrong in ("0123456789ABCDEF", "short", "0123456789abcdef0", "%00", "../../../../etc/"):
        other = await again(lines["a"], room, page=wrong)
        assert len(other.heard[0]["conn"]) == 16 and other.heard[0]["conn"] != wrong
        await other.leaves()
    await lines["mediator"].leaves()


async def test_what_a_dead_process_left_behind_heals():
    """Its seats have a line that nobody speaks on any more."""
    room = await make(people=FULL)
    long_ago, lately = timezone.now() - timedelta(seconds=80), timezone.now() - timedelta(seconds=40)
    dead = {"state": "admitted", "conn": "d" * 16, "line": "d" * 16}
    for key in ("b", "expert", "insurer", "agent"):
        await write(room, key, **dead, seen_at=long_ago)
    await write(room, "a", **dead, seen_at=lately)
    lead = await comes(room, "mediator")
    # Nobody is shown as there who was not heard of for so long, and nobody counts.
    assert {key: shown(lead, key)["present"] for key in ("a", "b", "expert")} == {
        "a": True,
        "b": False,
        "expert": False,
    }
    continued, waits = await comes(room, "a"), await comes(room, "b")
    assert continued.heard[0]["you"]["state"] == "admitted"
    assert waits.heard[0]["you"]["state"] == "waiting"
    assert Mesh.most_people == 4
    await lead.tells("admit", seat=(await read(room, "b")).pk)
    assert (await waits.until("hello"))["you"]["state"] == "admitted"
    for line in (continued, waits, lead):
        await line.leaves()


async def test_what_was_not_announced_is_found_and_told_to_all(monkeypatch):
    """The layer was out of reach: the line that looks first tells the others, too."""
    monkeypatch.setattr("services.mediation.consumers.ALIVE_EVERY", 1)
    room = await make()
    lines = await gathered(room, "a", "b")
    lead, a, b = lines.values()

    @sync_to_async
    def unheard():
        with in_tenant(room.tenant):
            sender = seat(room, "b")
            monkeypatch.setattr("services.mediation.announce.transaction.on_commit", lambda *_a, **_k: None)
            say("没有人听到", actor=sender)
            monkeypatch.undo()
            Seat.objects.filter(room=room, ref="a").update(place="a")

    await unheard()
    assert (await a.until("moved", 10))["you"]["place"] == "a"
    for line in (lead, b):
        told = await line.until("part", 10, part="seats")
        assert next(one["here"] for one in told["data"] if one["name"] == "沈秋禾") is False
    while not lead.parts["chat"]:
        await lead.until("part", 10, part="chat")
    assert [line["text"] for line in lead.parts["chat"]] == ["没有人听到"]
    for line in lines.values():
        await line.leaves()


async def test_a_line_that_breaks_by_an_error_lets_go_of_its_seat(monkeypatch):
    room = await make()
    lines = await gathered(room, "a")

    def broken(*_args, **_more):
        raise ZeroDivisionError

    monkeypatch.setattr("services.mediation.consumers.look", broken)
    await lines["a"].tells("hand", up=True)
    for key, line in lines.items():
        with pytest.raises(ZeroDivisionError):
            await line.wait(5)
        row = await read(room, key)
        assert (row.conn, row.line, row.hand) == ("", "", key == "a")
    monkeypatch.undo()
    for line in lines.values():
        back = await again(line, room)
        assert back.heard[0]["you"]["state"] == "admitted"
        await back.leaves()


async def test_a_door_full_of_people_who_are_there_lets_in_no_fifth():
    room = await make(people=FULL)
    lines = await gathered(room, "a", "b", "agent")
    fifth = await comes(room, "expert")
    await lines["mediator"].tells("admit", seat=(await read(room, "expert")).pk)
    assert (await lines["mediator"].until("refused"))["why"] == "房间里最多4人，请先请一位离开。"
    mediator, expert = await read(room, "mediator"), await read(room, "expert")

    @sync_to_async
    def full():
        with in_tenant(room.tenant), pytest.raises(RoomError):
            admit(expert.pk, actor=mediator)

    await full()
    await lines["agent"].tells("leave")
    await lines["agent"].until("closed")
    await lines["mediator"].tells("admit", seat=expert.pk)
    assert (await fifth.until("hello"))["you"]["state"] == "admitted"
    for line in (lines["mediator"], lines["a"], lines["b"], fifth):
        await line.leaves()
