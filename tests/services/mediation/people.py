"""A room in a county and the people who sit in it, each with a browser's cookies and a socket."""

import asyncio
import json
from datetime import timedelta

from asgiref.sync import sync_to_async
from django.test import Client
from django.utils import timezone

from services.mediation.actions.open_room import Person, Plan, new_invitation, open_room
from services.mediation.models import Room, Seat
from tenants.models import Tenant, User
from tenants.scope import in_tenant
from tests.people import sign_in
from tests.sockets import Socket

# Everybody of the usual room, by what tests call them.
USUAL = {
    "mediator": ("mediator", "", "周明"),
    "a": ("party", "a", "沈秋禾"),
    "b": ("party", "b", "陆长庚"),
}
FULL = {
    **USUAL,
    "co": ("co_mediator", "", "秦岚"),
    "recorder": ("recorder", "", "方晴"),
    "agent": ("agent", "b", "柳律师"),
    "expert": ("expert", "", "何工"),
    "insurer": ("insurer", "", "保险员"),
    "observer": ("observer", "", "旁听人"),
}


def county(slug: str) -> Tenant:
    return Tenant.objects.select_related("site").get(slug=slug)


def make_room(slug: str = "jia", people: dict[str, tuple[str, str, str]] = USUAL, **more: object) -> Room:
    """In the county's scope afterwards only for as long as it is made. The mediator is the county's mediator."""
    tenant = county(slug)
    with in_tenant(tenant):
        users = {"mediator": User.objects.get(username=f"{slug}-mediator")}
        persons = [
            Person(role, name, side=side, user=users.get(key), ref=key)
            for key, (role, side, name) in people.items()
        ]
        plan = Plan("宅基地边界", timezone.now() + timedelta(minutes=1), persons, **more)
        return open_room(plan, actor=users["mediator"])


def seat(room: Room, key: str) -> Seat:
    with in_tenant(room.tenant):
        return Seat.objects.select_related("room__tenant", "user").get(room=room, ref=key)


def browser(room: Room, key: str) -> Client:
    """As after the invitation's code, or, for whoever has an account, signed in with the second factor."""
    client = Client(HTTP_HOST=county(room.tenant.slug).site.hostname)
    if user := seat(room, key).user:
        return sign_in(client, user.username)
    with in_tenant(room.tenant):
        code = new_invitation(seat(room, key), actor=None)
    answer = client.post(f"/mediation/{room.code}/enter/", {"code": code})
    assert (answer.status_code, answer["Location"]) == (302, f"/mediation/{room.code}/")
    return client


def cookies(client: Client) -> str:
    return "; ".join(f"{name}={morsel.value}" for name, morsel in client.cookies.items())


# Since the last test; whatever was not closed by then is closed by `threads_let_go`.
opened: list["Line"] = []


class Line(Socket):
    """The socket of one seat; keeps everything it ever heard."""

    def __init__(self, room: Room, kept: str, host: str) -> None:
        super().__init__(host, f"/ws/mediation/{room.code}/", cookies=kept)
        self.heard: list[dict] = []
        self.parts: dict = {}
        opened.append(self)

    async def tells(self, verb: str, **fields: object) -> None:
        await self.says(json.dumps({"v": 1, "verb": verb, **fields}))

    async def next(self, seconds: float = 5) -> dict:
        said = await self.receive_output(seconds)
        told = json.loads(said["text"]) if said["type"] == "websocket.send" else {"event": "closed", **said}
        self.heard.append(told)
        if told["event"] == "closed":  # as a server does at once
            await self.send_input({"type": "websocket.disconnect", "code": told["code"]})
        if told["event"] == "hello":
            self.parts = told["parts"]
        elif told["event"] == "part":
            self.parts[told["part"]] = told["data"]
        return told

    async def until(self, event: str, seconds: float = 5, **fields: object) -> dict:
        async with asyncio.timeout(seconds):
            while True:
                told = await self.next(seconds)
                if told["event"] == event and all(told.get(name) == value for name, value in fields.items()):
                    return told

    async def quiet(self, seconds: float = 0.3) -> None:
        """Takes in whatever still comes, until nothing does for so long."""
        while True:
            while not self.output_queue.empty():
                await self.next(seconds)
            await asyncio.sleep(seconds)
            if self.output_queue.empty():
                return


@sync_to_async
def _nothing() -> None:
    """In the thread of the lines: done when what was asked of it before is."""


async def settle(*lines: Line) -> None:
    """Takes in whatever still comes until all that was asked for has been done and said."""
    calm = 0
    while calm < 3:
        before = sum(len(line.heard) for line in lines)
        for _ in range(4):
            await _nothing()
            await asyncio.sleep(0.005)
        for line in lines:
            while not line.output_queue.empty():
                await line.next()
        calm = calm + 1 if sum(len(line.heard) for line in lines) == before else 0


async def comes(room: Room, key: str, client: Client | None = None) -> Line:
    """Connected, and greeted."""
    client = client or await sync_to_async(browser)(room, key)
    host = await sync_to_async(lambda: county(room.tenant.slug).site.hostname)()
    line = Line(room, cookies(client), host)
    line.client, line.key = client, key
    assert await line.opens()
    await line.until("hello")
    return line


async def gathered(room: Room, *keys: str) -> dict[str, Line]:
    """The mediator first, then the others, each admitted."""
    lines = {"mediator": await comes(room, "mediator")}
    for key in keys:
        lines[key] = await comes(room, key)
        if lines[key].heard[-1]["you"]["state"] == "admitted":
            continue
        pk = (await sync_to_async(seat)(room, key)).pk
        await lines["mediator"].tells("admit", seat=pk)
        await lines[key].until("hello")
    for line in lines.values():
        await line.quiet(0.1)
    return lines
