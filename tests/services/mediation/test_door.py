"""Who gets a line into a room at all. Whoever does not is turned away before anything is said."""

from datetime import timedelta
from types import SimpleNamespace

import pytest
from asgiref.sync import sync_to_async
from django.test import Client
from django.utils import timezone

from services.mediation.actions.door import ask_back, remove
from services.mediation.actions.end_room import end_room
from services.mediation.actions.open_room import new_invitation
from services.mediation.models import Room, Seat
from tenants.models import User
from tenants.scope import in_tenant
from tests.people import sign_in
from tests.services.mediation.people import FULL, Line, browser, comes, cookies, make_room, seat
from tests.sockets import Socket

HERE, THERE = "jia.localhost", "yi.localhost"


def lines(test):
    return pytest.mark.django_db(transaction=True)(pytest.mark.usefixtures("threads_let_go")(test))


async def turned_away(room, kept: str = "", host: str = HERE, **how: str) -> bool:
    """The first thing said is no, and it is the last."""
    socket = Socket(host, f"/ws/mediation/{room.code}/", cookies=kept, **how)
    opened = await socket.opens()
    return not opened and await socket.receive_nothing(0.05)


def rows() -> list[dict]:
    found = []
    for room in Room.objects.model._base_manager.order_by("pk"):
        with in_tenant(room.tenant):
            found += Seat.objects.filter(room=room).order_by("pk").values()
    return found


def signed(host: str, username: str, **how: bool) -> str:
    client = Client(HTTP_HOST=host)
    return cookies(sign_in(client, username, **how))


def enters(room, code: str, **headers: str) -> tuple[int, Client]:
    client = Client(HTTP_HOST=HERE, **headers)
    return client.post(f"/mediation/{room.code}/enter/", {"code": code}).status_code, client


def invited(room, key: str) -> str:
    with in_tenant(room.tenant):
        return new_invitation(seat(room, key), actor=None)


def world():
    """A full room here, another room here, one in the other county; and the cookies of their people."""
    room, other, abroad = make_room(people=FULL), make_room(), make_room("yi")
    Seat.objects.model._base_manager.filter(pk=seat(room, "recorder").pk).update(
        role="co_mediator", user=User.objects.get(username="jia-county_admin")
    )
    kept = {
        "a": cookies(browser(room, "a")),
        "a of another room": cookies(browser(other, "a")),
        "a of the other county": cookies(browser(abroad, "a")),
        "mediator": signed(HERE, "jia-mediator"),
        "county admin": signed(HERE, "jia-county_admin"),
        "county admin without the second factor": signed(HERE, "jia-county_admin", second_factor=False),
        "mediator of the other county": signed(THERE, "yi-mediator"),
        "stranger": signed(HERE, "stranger"),
        "officer": signed(HERE, "jia-case_officer"),
        "co-mediator by code alone": cookies(browser(room, "co")),
        "no session": "sessionid=" + "x" * 32,
        "nobody": "",
    }
    return room, other, abroad, kept


@lines
async def test_without_a_seat_in_this_room_there_is_no_line(settings):
    settings.THROTTLES = {"mediation-enter": 0}
    room, other, abroad, kept = await sync_to_async(world)()
    before = await sync_to_async(rows)()
    for name in set(kept) - {"a", "mediator", "county admin"}:
        assert await turned_away(room, kept[name]), name
    own = kept["a"]
    for elsewhere in (other, abroad):
        assert await turned_away(elsewhere, own)
        assert await turned_away(elsewhere, own, host=THERE)
    assert await turned_away(room, own, host=THERE)
    assert await turned_away(room, own, host="nobody.localhost")
    assert await turned_away(abroad, kept["a of the other county"])
    assert await turned_away(abroad, kept["mediator"], host=THERE)
    for origin in (
        "http://yi.localhost",
        "http://evil.example",
        "https://jia.localhost.evil.example",
        "null",
        "http://jia.localhost:81",
    ):
        assert await turned_away(room, own, origin=origin), origin
    for path in (f"{room.code}x", "0", "%00", "test/../" + room.code):
        socket = Socket(HERE, f"/ws/mediation/{path}/", cookies=own)
        assert not await socket.opens(), path
    assert await sync_to_async(rows)() == before

    held = [await comes_with(room, kept[name]) for name in ("mediator", "county admin", "a")]
    assert [line.heard[0]["you"]["role"] for line in held] == ["mediator", "co_mediator", "party"]
    for line in held:
        await line.leaves()


async def comes_with(room, kept: str) -> Line:
    line = Line(room, kept, HERE)
    assert await line.opens()
    await line.until("hello")
    return line


@lines
async def test_who_was_removed_and_who_comes_after_the_end_is_turned_away(settings):
    settings.THROTTLES = {"mediation-enter": 0}
    room = await sync_to_async(make_room)()
    lead = await comes(room, "mediator")
    party = await comes(room, "a")
    kept, mediator = cookies(party.client), await sync_to_async(seat)(room, "mediator")
    own = await sync_to_async(seat)(room, "a")

    def does(deed, *words):
        with in_tenant(room.tenant):
            deed(*words, actor=mediator)

    await sync_to_async(does)(remove, own.pk)
    assert (await party.until("bye"))["why"] == "removed"
    assert (await party.until("closed"))["code"] == 4403
    assert await turned_away(room, kept)
    assert (await sync_to_async(seat)(room, "a")).state == Seat.State.REMOVED
    await sync_to_async(does)(ask_back, own.pk)
    again = await comes_with(room, kept)
    assert again.heard[0]["you"]["state"] == "waiting"
    await sync_to_async(does)(end_room)
    await again.leaves()
    await lead.leaves()
    assert await turned_away(room, kept)
    assert await turned_away(room, cookies(lead.client))


@lines
async def test_a_session_that_ends_and_a_seat_that_is_taken_end_the_line(settings, monkeypatch):
    monkeypatch.setattr("services.mediation.consumers.ALIVE_EVERY", 0.2)
    settings.THROTTLES = {"mediation-enter": 0}
    room = await sync_to_async(make_room)()
    lead, party = await comes(room, "mediator"), await comes(room, "a")
    await sync_to_async(lead.client.logout)()
    assert (await lead.until("closed"))["code"] == 4403
    # The invitation was sent again, and somebody else used it.
    second = await sync_to_async(browser)(room, "a")
    assert (await party.until("closed"))["code"] in (4403, 4409)
    assert await turned_away(room, cookies(party.client))
    line = await comes_with(room, cookies(second))
    await line.leaves()


@pytest.mark.django_db
def test_a_code_opens_once_for_its_room_until_its_day(settings):
    settings.THROTTLES = {"mediation-enter": 0}
    room, other = make_room(), make_room()
    code = invited(room, "a")
    assert enters(other, code)[0] == 422
    assert enters(room, code[:-1])[0] == 422
    assert enters(room, "")[0] == 422
    spaced = f" {code[:4].lower()} {code[4:]} "
    assert enters(room, spaced)[0] == 302
    # The second device, and the first one once more.
    assert [enters(room, code)[0] for _ in range(2)] == [422, 422]

    replaced, newest = invited(room, "b"), invited(room, "b")
    assert (enters(room, replaced)[0], enters(room, newest)[0]) == (422, 302)

    late = invited(room, "a")
    Seat.objects.model._base_manager.filter(ref="a", room=room).update(
        code_until=timezone.now() - timedelta(seconds=1)
    )
    assert enters(room, late)[0] == 422
    over = invited(room, "a")
    Room.objects.model._base_manager.filter(pk=room.pk).update(state=Room.State.ENDED)
    enters(room, over)
    assert rows()[1]["code_hash"]


@pytest.mark.django_db
def test_opening_the_link_uses_nothing_up():
    room = make_room()
    code = invited(room, "a")
    before = rows()
    client = Client(HTTP_HOST=HERE)
    for _ in range(3):
        assert client.get(f"/mediation/{room.code}/", {"k": code}).status_code == 200
        assert client.head(f"/mediation/{room.code}/", {"k": code}).status_code == 200
    assert client.get(f"/mediation/{room.code}/enter/", {"code": code}).status_code == 405
    assert rows() == before
    assert enters(room, code)[0] == 302


@pytest.mark.django_db
def test_guessing_codes_is_slowed_down(monkeypatch):
    monkeypatch.setattr("tenants.throttle.time", SimpleNamespace(time=lambda: 1_790_000_000))
    room = make_room()
    code = invited(room, "a")
    tried = [enters(room, f"ABCDEF{number:02d}")[0] for number in range(20)]
    assert set(tried) == {422}
    assert enters(room, code)[0] == 429
    assert rows()[1]["code_hash"]
    assert enters(room, code, REMOTE_ADDR="10.0.0.9")[0] == 302
