"""A citizen, and an officer, of the other county: they cannot enter, listen or find out."""

import pytest
from asgiref.sync import sync_to_async
from django.test import Client

from services.mediation.announce import group, group_of_seat
from services.mediation.models import Room, Seat
from tenants.scope import in_tenant
from tests.people import sign_in
from tests.services.mediation.people import browser, cookies, gathered, make_room, seat, settle
from tests.services.mediation.test_door import invited, turned_away

HERE, THERE = "jia.localhost", "yi.localhost"


def addresses(code: str) -> list[tuple[str, str]]:
    """Every way that belongs to a room (the pages below it have tests of their own)."""
    return [
        ("get", f"/mediation/{code}/"),
        ("post", f"/mediation/{code}/enter/"),
        ("post", f"/mediation/{code}/files/"),
        ("get", f"/mediation/{code}/files/1/"),
    ]


@pytest.mark.django_db
def test_on_the_other_site_there_is_no_such_room(settings):
    settings.THROTTLES = {"mediation-enter": 0}
    room, theirs = make_room(), make_room("yi")
    code = invited(room, "a")
    citizen, officer = browser(theirs, "a"), sign_in(Client(HTTP_HOST=THERE), "yi-county_admin")
    for client in (Client(HTTP_HOST=THERE), citizen, officer):
        for method, path in addresses(room.code):
            known = getattr(client, method)(path, {"code": code, "k": code})
            unknown = getattr(client, method)(
                path.replace(room.code, "ABCDEFGH23"), {"code": code, "k": code}
            )
            assert (known.status_code, unknown.status_code) == (404, 404)
            assert known.content.replace(room.code.encode(), b"") == unknown.content.replace(
                b"ABCDEFGH23", b""
            )
    # The right code on the wrong site used nothing up.
    assert Client(HTTP_HOST=HERE).post(f"/mediation/{room.code}/enter/", {"code": code}).status_code == 302


@pytest.mark.django_db
def test_whoever_comes_from_there_is_a_stranger_here():
    """Signed in on this site, as anybody may be: no seat, no page of the room, nothing in it."""
    room = make_room()
    officer = sign_in(Client(HTTP_HOST=HERE), "yi-mediator")
    page = officer.get(f"/mediation/{room.code}/")
    assert "boot" not in page.context and "邀请码" in page.content.decode()
    for name in ("沈秋禾", "陆长庚"):
        assert name not in page.content.decode()
    assert officer.post(f"/mediation/{room.code}/files/").status_code == 404
    with in_tenant(make_room("yi").tenant):
        assert not Room.objects.filter(code=room.code).exists()
        assert not Seat.objects.filter(room_id=room.pk).exists()


def test_groups_carry_the_county():
    assert (
        len(
            {
                group(1, 2),
                group(2, 1),
                group(12, 1),
                group(1, 21),
                group_of_seat(1, 2, 3),
                group_of_seat(1, 23, 0),
                group_of_seat(2, 1, 3),
            }
        )
        == 7
    )


@pytest.mark.django_db(transaction=True)
@pytest.mark.usefixtures("threads_let_go")
async def test_two_rooms_of_two_counties_hear_nothing_of_each_other():
    here, there = await sync_to_async(make_room)(), await sync_to_async(make_room)("yi")
    ours, theirs = await gathered(here, "a", "b"), await gathered(there, "a", "b")
    everybody = [*ours.values(), *theirs.values()]
    await settle(*everybody)
    before = [len(line.heard) for line in theirs.values()]
    await ours["a"].tells("say", text="只给我们县")
    await ours["a"].tells("hand", up=True)
    target = await sync_to_async(seat)(there, "b")
    data = {"description": {"type": "offer", "sdp": "v=0"}}
    await ours["a"].tells("signal", to=target.pk, conn=target.conn, data=data)
    for verb, sent in (("mute", {}), ("remove", {}), ("admit", {}), ("identify", {"how": "name"})):
        await ours["mediator"].tells(verb, seat=target.pk, **sent)
    await settle(*everybody)
    assert [len(line.heard) for line in theirs.values()] == before
    same = await sync_to_async(seat)(there, "b")
    assert (same.state, same.muted, same.identity) == ("admitted", False, "")
    for kept in [cookies(line.client) for line in theirs.values()]:
        assert await turned_away(here, kept)
        assert await turned_away(here, kept, host=THERE)
    for line in everybody:
        await line.leaves()
