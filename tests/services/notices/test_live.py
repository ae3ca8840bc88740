"""The socket: whose it is, what it says, and that nothing depends on it."""

import asyncio

import pytest
import pytest_asyncio
from asgiref.sync import sync_to_async
from django.db import connections
from django.test import Client

from services.notices import consumers, live
from services.notices.actions.mark_read import mark_read
from services.notices.actions.queue import queue
from services.notices.models import Notice
from tenants.models import Tenant, User
from tenants.scope import in_tenant
from tests.people import sign_in
from tests.sockets import Socket

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.asyncio]
PATH = "/ws/notices/"


@pytest_asyncio.fixture(autouse=True)
async def _thread_lets_go():
    """The database is put back after the test; no thread may hold on to it."""
    yield
    await sync_to_async(connections.close_all)()


def tenant(slug):
    return Tenant.objects.select_related("site").get(slug=slug)


@sync_to_async
def cookie(slug, username, *, second_factor=True):
    """What a browser that signed in on the county's host sends along."""
    client = Client(HTTP_HOST=tenant(slug).site.hostname)
    if username:
        sign_in(client, username) if second_factor else client.force_login(
            User.objects.get(username=username)
        )
    return "; ".join(f"{name}={morsel.value}" for name, morsel in client.cookies.items())


async def refused(host, cookies="", *, path=PATH, origin=None):
    return not await Socket(host, path, cookies=cookies, origin=origin).opens()


async def opened(host, cookies, path=PATH):
    """The socket, and the first thing it said."""
    socket = Socket(host, path, cookies=cookies)
    assert await socket.opens()
    return socket, await socket.hears()


@sync_to_async
def tell(slug, username, text="一", kind="quiet"):
    with in_tenant(tenant(slug)):
        queue(kind, to_user=User.objects.get(username=username), text=text)


async def test_strangers_and_other_hosts_are_refused(county_a):
    own = await cookie("jia", "jia-mediator")
    assert await refused("jia.localhost")
    assert await refused("jia.localhost", "sessionid=" + "x" * 32)
    assert await refused("nobody.localhost", own)
    assert await refused("jia.localhost", own, path="/ws/else/")


async def test_a_page_of_another_origin_is_refused(county_a):
    own = await cookie("jia", "jia-mediator")
    for origin in ("http://evil.example", "http://yi.localhost", "http://jia.localhost:81", "null"):
        assert await refused("jia.localhost", own, origin=origin)


async def test_a_member_hears_how_much_is_unread_and_what_is_new(county_a):
    await tell("jia", "jia-mediator", "早先的话")
    socket, first = await opened("jia.localhost", await cookie("jia", "jia-mediator"))
    assert first == {"unread": 1}
    await tell("jia", "jia-mediator", "新的话")
    heard = await socket.hears()
    assert (heard["unread"], heard["notice"]["text"], heard["notice"]["kind"]) == (2, "新的话", "quiet")
    await tell("jia", "jia-lawyer", "别人的话")
    assert await socket.receive_nothing(0.3)
    await socket.leaves()


async def test_the_officer_of_another_county_hears_nothing_of_this_one(county_a, county_b):
    """Signed in here like any person, and told only what this county says to that person."""
    there, first = await opened("yi.localhost", await cookie("yi", "yi-mediator"))
    here, first_here = await opened("jia.localhost", await cookie("jia", "yi-mediator"))
    assert (first, first_here) == ({"unread": 0}, {"unread": 0})
    await tell("yi", "yi-mediator", "乙县的话")
    assert (await there.hears())["notice"]["text"] == "乙县的话"
    assert await here.receive_nothing(0.3)
    await tell("jia", "jia-mediator", "甲县的话")
    assert await here.receive_nothing(0.3)
    assert await refused("jia.localhost", await cookie("jia", "yi-mediator"), path=f"{PATH}?desk=1")
    await there.leaves()
    await here.leaves()


async def test_what_is_said_to_staff_is_heard_at_the_desk_alone(county_a):
    public, _ = await opened("jia.localhost", await cookie("jia", "jia-mediator"))
    desk, _ = await opened("jia.localhost", await cookie("jia", "jia-mediator"), path=f"{PATH}?desk=1")
    await tell("jia", "jia-mediator", "轮到您", kind="desk")
    assert (await desk.hears())["notice"]["text"] == "轮到您"
    assert await public.receive_nothing(0.3)
    await public.leaves()
    await desk.leaves()


async def test_the_desk_asks_for_the_second_factor(county_a):
    path = f"{PATH}?desk=1"
    bare = await cookie("jia", "jia-county_admin", second_factor=False)
    assert await refused("jia.localhost", bare, path=path)
    socket, first = await opened("jia.localhost", await cookie("jia", "jia-county_admin"), path=path)
    assert first == {"unread": 0}
    await socket.leaves()


async def test_what_another_process_queued_is_seen_a_little_later(county_a, monkeypatch):
    monkeypatch.setattr(consumers, "LOOK_EVERY", 0.1)
    monkeypatch.setattr(live, "push", lambda *_: None)
    socket, _ = await opened("jia.localhost", await cookie("jia", "jia-mediator"))
    await tell("jia", "jia-mediator")
    assert await socket.hears() == {"unread": 1}
    await sync_to_async(read_all)()
    assert await socket.hears() == {"unread": 0}
    await socket.leaves()


def read_all():
    with in_tenant(tenant("jia")):
        mark_read(User.objects.get(username="jia-mediator"))


async def test_signing_out_closes_it(county_a, monkeypatch):
    monkeypatch.setattr(consumers, "LOOK_EVERY", 0.1)
    cookies = await cookie("jia", "jia-mediator")
    socket, _ = await opened("jia.localhost", cookies)
    await sync_to_async(sign_out)(cookies)
    assert await socket.hears() == {"type": "websocket.close", "code": consumers.GONE}


def sign_out(cookies):
    client = Client(HTTP_HOST="jia.localhost", HTTP_COOKIE=cookies)
    client.cookies.load(cookies)
    client.logout()


async def test_words_from_the_other_end_are_left_unread(county_a):
    socket, _ = await opened("jia.localhost", await cookie("jia", "jia-mediator"))
    await socket.says("{not json")
    await tell("jia", "jia-mediator")
    assert (await socket.hears())["unread"] == 1
    await socket.leaves()


class Down:
    """A layer whose server is gone."""

    async def group_send(self, *_):
        raise ConnectionError

    async def slow(self, *_):
        await asyncio.sleep(60)


async def test_a_layer_that_is_down_disturbs_nobody(county_a, monkeypatch, caplog):
    monkeypatch.setattr(live, "get_channel_layer", Down)
    await tell("jia", "jia-mediator")
    assert caplog.messages == ["no live notice: ConnectionError"]
    assert await sync_to_async(kept)() == 1


def kept():
    with in_tenant(tenant("jia")):
        return Notice.objects.count()


async def test_nor_does_one_that_does_not_answer(county_a, monkeypatch, caplog):
    monkeypatch.setattr(Down, "group_send", Down.slow)
    monkeypatch.setattr(live, "get_channel_layer", Down)
    monkeypatch.setattr(live, "SECONDS", 0.1)
    await tell("jia", "jia-mediator")
    assert (caplog.messages, await sync_to_async(kept)()) == (["no live notice: TimeoutError"], 1)
