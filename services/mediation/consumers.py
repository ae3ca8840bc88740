"""One connection of one seat. Parses, hands to an action, and passes on what this seat may see; decides nothing."""

import asyncio
import contextlib
import json
import logging
import re
import secrets
import time
from collections import Counter
from collections.abc import Collection
from typing import Any
from urllib.parse import parse_qs

from channels.db import database_sync_to_async
from channels.exceptions import StopConsumer
from channels.generic.websocket import AsyncWebsocketConsumer
from django.conf import settings
from django.db import DatabaseError, connection
from django.utils import translation
from django.utils.translation import gettext as _

from services.mediation import announce, holding, protocol
from services.mediation.actions.arrive import arrive, depart
from services.mediation.errors import NotAllowed, Refused, RoomError
from services.mediation.models import Seat
from services.mediation.pace import Pace, Ticking, Together
from services.mediation.rules import inside
from services.mediation.sight import Sight, look
from services.mediation.verbs import VERBS
from tenants.scope import in_tenant

log = logging.getLogger("fengqiao.mediation")

# Codes of closing. After the first three the page does not come again by itself.
GONE, ELSEWHERE, FORGED = 4403, 4409, 4400
# Messages of nonsense, or beyond what the seat may, after which a line is cut.
MOST_REFUSED = 50
ALIVE_EVERY = 25
# Who does not take what is sent within this time is cut off; others never wait for it.
SLOW = 10
# What a line looks for unasked each time it ticks; every so many ticks it looks for everything.
ALL = "*"
WATCHED, ALL_EVERY = frozenset({"room", "seats"}), 4
# Tells the time only.
UNSTEADY = "timer_left"
# How long the thread of all sockets keeps its connection to the database. Opening one anew for every step costs more
# than the step.
KEPT = 60


class RoomConsumer(AsyncWebsocketConsumer):
    """`/ws/mediation/<room>/`: without a seat in this room nothing is accepted, and nothing sent."""

    seat: Seat | None = None
    # Signals that reached this end from another place: the other's doing, counted only.
    astray = 0
    ticks = 0
    due = False
    ended = False

    async def __call__(self, scope: Any, receive: Any, send: Any) -> None:
        inbox = Ticking(receive, "room.watch", ALIVE_EVERY)
        self.looking = Together(self._look_again, inbox.fail)
        try:
            await super().__call__(scope, inbox, send)
        finally:
            self.looking.stop()
            await self._let_go()

    async def dispatch(self, message: dict[str, Any]) -> None:
        """What was said before we closed is taken in and thrown away: it would be kept as long as the line."""
        if not self.ended or message["type"] == "websocket.disconnect":
            await super().dispatch(message)

    async def connect(self) -> None:
        self.visitor, self.line, self.pace = self.scope["visitor"], secrets.token_hex(8), Pace()
        self.conn = self._page() or self.line
        self.refused: Counter[str] = Counter()
        self.told: dict[str, int] = {}
        self.language = self._language()
        found = await self._db(holding.seat_for, self.visitor, self.scope["url_route"]["kwargs"]["room"])
        if found is None:
            await self._end(GONE)
            return
        await self.accept()
        self.seat = found
        for name in self._groups():
            await self.channel_layer.group_add(name, self.channel_name)
        if await self._db(arrive, found, self.conn, self.line) is None:
            await self._bye("removed", GONE)
            return
        await self._hello(await self._look(None, anew=True))

    async def _let_go(self) -> None:
        """However it ended: by the page, by us, or by an error."""
        if self.seat is None:
            return
        with contextlib.suppress(Exception):
            for name in self._groups():
                await self.channel_layer.group_discard(name, self.channel_name)
        if self.refused or self.astray:
            counts = dict(self.refused, astray=self.astray)
            log.warning("room %s seat %s refused: %s", self.seat.room_id, self.seat.pk, counts)
        await self._db(depart, self.seat, self.line)

    async def receive(
        self, text_data: str | None = None, bytes_data: bytes | None = None, **kwargs: Any
    ) -> None:
        if self.seat is None:
            return
        try:
            if not self.pace.allows():
                raise Refused("pace")
            message = protocol.parse(text_data)
        except Refused as error:
            await self._refuse(error.reason)
            return
        if isinstance(message, protocol.Signal):
            await self._signal(message)
        elif not isinstance(message, protocol.Alive):
            await self._deed(message)

    async def _deed(self, message: protocol.Message) -> None:
        verb = type(message).__name__
        try:
            await self._db(VERBS[type(message)], message, self.seat)
        except NotAllowed as error:
            await self._refuse("ability", verb, str(error))
        except RoomError as error:
            await self._say({"event": "refused", "verb": verb, "why": str(error)})
        except DatabaseError:
            log.exception("room %s: %s was not done", self.seat.room_id, verb)
            await self._say({"event": "refused", "verb": verb, "why": self._busy()})

    async def _signal(self, message: protocol.Signal) -> None:
        """Straight to the other's connection, with the place it was said in; the other end compares."""
        if not inside(self.seat) or message.to == self.seat.pk:
            await self._refuse("signal")
            return
        told = {
            "type": "room.signal", "to": message.to, "conn": message.conn, "data": dict(message.data),
            "from": self.seat.pk, "from_conn": self.conn, "place": self.seat.place,
        }  # fmt: skip
        await announce.carry([(self._group_of(message.to), told)])

    async def room_signal(self, event: dict[str, Any]) -> None:
        if event["conn"] != self.conn:
            return
        if event["place"] != self.seat.place:
            # One of the two has just been moved: the database knows where this one is by now.
            await self.looking.now({"room", "seats"})
        if not inside(self.seat) or event["place"] != self.seat.place:
            self.astray += 1
            return
        told = {"from": event["from"], "conn": event["from_conn"], "data": event["data"]}
        await self._say({"event": "signal", **told})

    async def room_changed(self, event: dict[str, Any]) -> None:
        """Signals go on while it is looked up what has changed, but not for whoever was moved."""
        if event["to"] is not None and self.seat.pk not in event["to"]:
            return
        if self.seat.pk in event["moved"]:
            await self.looking.now(event["parts"])
        else:
            self.looking.soon(event["parts"])

    async def room_watch(self, event: dict[str, Any]) -> None:
        """Keeps the seat present, and looks for what was missed while the layer was out of reach."""
        if self.seat is not None:
            self.due = True
            self.looking.soon({ALL} if self.ticks % ALL_EVERY == ALL_EVERY - 1 else WATCHED)
            self.ticks += 1

    async def _look_again(self, names: set[str]) -> None:
        due, self.due = self.due, False
        try:
            if due and not await self._db(holding.stays, self.visitor, self.seat, self.line):
                await self._look(())
                await self._bye(*self._why_gone())
                return
            before, sight = self.seat, await self._look(None if ALL in names else names)
        except DatabaseError:
            log.exception("room %s was not looked at", self.seat.room_id)
            self.ticks = ALL_EVERY - 1  # the next one looks for everything
            return
        await self._tell(before, sight)
        if due and (before.place, before.state) != (sight.seat.place, sight.seat.state):
            # Who finds that it did not hear of a move tells the others, who did not either: all heal at once.
            told = {"type": "room.changed", "parts": [ALL], "to": None, "moved": []}
            await announce.carry([(announce.group(self.visitor.tenant.pk, self.seat.room_id), told)])

    async def _tell(self, before: Seat, sight: Sight) -> None:
        if sight.seat.line != self.line:
            await self._bye(*self._why_gone())
            return
        if inside(sight.seat) != inside(before):
            await self._hello(sight)
        elif sight.media is not None:
            self.told = {}
            await self._say({"event": "moved", "you": sight.you, "media": sight.media})
        await self._parts(sight.parts)

    def _why_gone(self) -> tuple[str, int]:
        if self.seat.state == Seat.State.REMOVED:
            return "removed", GONE
        if self.seat.state == Seat.State.INVITED or self.seat.line == self.line:
            return "left", GONE
        return "elsewhere", ELSEWHERE

    async def _hello(self, sight: Sight) -> None:
        self.told = {name: _mark(data) for name, data in sight.parts.items()}
        hello = {"conn": self.conn, "you": sight.you, "media": sight.media, "parts": sight.parts}
        await self._say({"event": "hello", **hello})

    async def _parts(self, parts: dict[str, Any]) -> None:
        """Those that are not as they were told last: it is not told, either, that something happened elsewhere."""
        for name, data in parts.items():
            mark = _mark(data)
            if self.told.get(name) != mark:
                self.told[name] = mark
                await self._say({"event": "part", "part": name, "data": data})

    async def _refuse(self, reason: str, verb: str = "", why: str = "") -> None:
        self.refused[reason] += 1
        await self._say({"event": "refused", "verb": verb, "why": why or reason})
        if self.refused.total() >= MOST_REFUSED:
            await self._end(FORGED)

    async def _bye(self, why: str, code: int) -> None:
        await self._say({"event": "bye", "why": why})
        await self._end(code)

    async def _end(self, code: int) -> None:
        self.ended = True
        await self.close(code)

    async def _say(self, told: dict[str, Any]) -> None:
        """Raises StopConsumer when the other end does not take it: nothing more is tried on such a line."""
        if self.ended:
            return
        try:
            async with asyncio.timeout(SLOW):
                await self.send(json.dumps({"v": protocol.VERSION, **told}, ensure_ascii=False))
        except TimeoutError as error:
            log.warning("room %s seat %s reads too slowly", self.seat.room_id, self.seat.pk)
            raise StopConsumer from error

    async def _look(self, names: Collection[str] | None, *, anew: bool = False) -> Sight:
        sight = await self._db(lambda: look(self.seat, self.conn, names, anew=anew))
        self.seat = sight.seat
        return sight

    async def _db(self, call: Any, *args: Any) -> Any:
        """In the thread of all sockets; what it announces is sent from here, so that the thread waits for nobody."""
        with announce.collected() as letters:
            try:
                return await database_sync_to_async(self._inside)(call, *args)
            finally:
                await announce.carry(letters)

    def _inside(self, call: Any, *args: Any) -> Any:
        connection.ensure_connection()
        connection.close_at = time.monotonic() + KEPT
        with in_tenant(self.visitor.tenant), translation.override(self.language):
            return call(*args)

    def _busy(self) -> str:
        with translation.override(self.language):
            return _("暂时没有成功，请再试一次。")

    def _page(self) -> str:
        """What the open page calls itself, so that its media outlives a broken line."""
        asked = parse_qs(self.scope["query_string"].decode("latin1")).get("page", [""])[0]
        return asked if re.fullmatch(r"[0-9a-f]{16}", asked) else ""

    def _language(self) -> str:
        wanted = self.scope["cookies"].get(settings.LANGUAGE_COOKIE_NAME, "")
        return wanted if wanted in dict(settings.LANGUAGES) else settings.LANGUAGE_CODE

    def _groups(self) -> tuple[str, str]:
        return announce.group(self.visitor.tenant.pk, self.seat.room_id), self._group_of(self.seat.pk)

    def _group_of(self, pk: int) -> str:
        return announce.group_of_seat(self.visitor.tenant.pk, self.seat.room_id, pk)


def _mark(data: Any) -> int:
    if isinstance(data, dict) and UNSTEADY in data:
        data = {**data, UNSTEADY: None}
    return hash(json.dumps(data, ensure_ascii=False))
