"""One connection of one seat. Parses, hands to an action, and passes on what this seat may see; decides nothing."""

import asyncio
import contextlib
import json
import logging
import re
import secrets
from typing import Any
from urllib.parse import parse_qs

from channels.db import database_sync_to_async
from channels.generic.websocket import AsyncWebsocketConsumer
from django.conf import settings
from django.utils import translation

from services.mediation import announce, protocol
from services.mediation.actions.arrive import arrive, depart, still_there
from services.mediation.entry import room_of, seat_in
from services.mediation.errors import Refused, RoomError
from services.mediation.media.choose import path_for
from services.mediation.models import Room, Seat
from services.mediation.pace import Pace
from services.mediation.parts.table import seen
from services.mediation.rules import ABILITIES, can, inside, leads
from services.mediation.verbs import VERBS
from tenants.scope import in_tenant
from tenants.sockets import is_signed_in, may_enter_desk

log = logging.getLogger("fengqiao.mediation")

# Codes of closing. After the first two the page does not come again by itself.
GONE, ELSEWHERE, FORGED, AGAIN = 4403, 4409, 4400, 1013
# Messages of nonsense after which a line is cut.
MOST_REFUSED = 50
ALIVE_EVERY = 25
# Who does not take what is sent within this time is cut off; others never wait for it.
SLOW = 10


class RoomConsumer(AsyncWebsocketConsumer):
    """`/ws/mediation/<room>/`: without a seat in this room nothing is accepted, and nothing sent."""

    seat: Seat | None = None
    watching: asyncio.Task | None = None
    refused = 0

    async def connect(self) -> None:
        self.visitor, self.line, self.pace = self.scope["visitor"], secrets.token_hex(8), Pace()
        self.conn = self._page() or self.line
        self.dirty: set[str] = set()
        self.language = self.scope["cookies"].get(settings.LANGUAGE_COOKIE_NAME, settings.LANGUAGE_CODE)
        found = await self._db(self._found)
        if found is None:
            await self.close(GONE)
            return
        await self.accept()
        await self.channel_layer.group_add(
            announce.group(self.visitor.tenant.pk, found.room_id), self.channel_name
        )
        await self.channel_layer.group_add(self._own_group(found, found.pk), self.channel_name)
        self.seat = found
        arrival = await self._db(arrive, found, self.conn, self.line)
        if arrival is None:
            await self._bye("removed", GONE)
            return
        self.seat = arrival.seat
        await self._hello()
        self.watching = asyncio.create_task(self._watch())

    async def disconnect(self, code: int) -> None:
        if self.watching is not None:
            self.watching.cancel()
        if self.seat is None:
            return
        with contextlib.suppress(Exception):
            await self.channel_layer.group_discard(self._group(), self.channel_name)
            await self.channel_layer.group_discard(
                self._own_group(self.seat, self.seat.pk), self.channel_name
            )
        await self._db(depart, self.seat, self.line)
        if self.refused:
            log.warning("room %s seat %s: %s messages refused", self.seat.room_id, self.seat.pk, self.refused)

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
        try:
            await self._db(VERBS[type(message)], message, self.seat)
        except RoomError as error:
            verb = type(message).__name__
            await self._say({"event": "refused", "verb": verb, "why": str(error)})

    async def _signal(self, message: protocol.Signal) -> None:
        """Straight to the other's connection, with the place it was said in; the other end compares."""
        if not inside(self.seat) or message.to == self.seat.pk:
            await self._refuse("signal")
            return
        told = {
            "type": "room.signal", "to": message.to, "conn": message.conn, "data": dict(message.data),
            "from": self.seat.pk, "from_conn": self.conn, "place": self.seat.place,
        }  # fmt: skip
        await self.channel_layer.group_send(self._own_group(self.seat, message.to), told)

    async def room_signal(self, event: dict[str, Any]) -> None:
        if event["conn"] != self.conn:
            return
        if event["place"] != self.seat.place:
            # One of the two has just been moved: the database knows where this one is by now.
            self.seat = await self._db(self._read)
        if inside(self.seat) and event["place"] == self.seat.place:
            told = {
                "event": "signal",
                "from": event["from"],
                "conn": event["from_conn"],
                "data": event["data"],
            }
            await self._say(told)

    async def room_changed(self, event: dict[str, Any]) -> None:
        if event["to"] is not None and self.seat.pk not in event["to"]:
            return
        before = self.seat
        self.seat, parts = await self._db(self._look, event["parts"])
        if self.seat.line != self.line:
            await self._bye(*self._why_gone())
        elif inside(self.seat) and not inside(before):
            await self._hello()
        elif inside(self.seat) and self.seat.place != before.place:
            await self._say({"event": "moved", "you": self._you(), "media": await self._db(self._media)})
            await self._parts(await self._db(self._all_parts))
        else:
            await self._parts(parts)

    def _why_gone(self) -> tuple[str, int]:
        if self.seat.state in (Seat.State.REMOVED, Seat.State.INVITED):
            return ("removed" if self.seat.state == Seat.State.REMOVED else "left"), GONE
        return "elsewhere", ELSEWHERE

    async def _hello(self) -> None:
        media = await self._db(self._media) if inside(self.seat) else None
        parts = await self._db(self._all_parts)
        hello = {"event": "hello", "conn": self.conn, "you": self._you(), "media": media, "parts": parts}
        await self._say(hello)

    async def _parts(self, parts: dict[str, Any]) -> None:
        for name, data in parts.items():
            await self._say({"event": "part", "part": name, "data": data})

    async def _watch(self) -> None:
        """Keeps the seat present, and looks for what was missed while the layer was out of reach."""
        while True:
            await asyncio.sleep(ALIVE_EVERY)
            if not await self._db(self._stays):
                self.seat = await self._db(self._read)
                await self._bye(*self._why_gone())
                return
            await self.room_changed({"parts": ["room", "seats"], "to": None})

    async def _refuse(self, reason: str) -> None:
        self.refused += 1
        await self._say({"event": "refused", "verb": "", "why": reason})
        if self.refused >= MOST_REFUSED:
            await self.close(FORGED)

    async def _bye(self, why: str, code: int) -> None:
        await self._say({"event": "bye", "why": why})
        await self.close(code)

    async def _say(self, told: dict[str, Any]) -> None:
        try:
            async with asyncio.timeout(SLOW):
                await self.send(json.dumps({"v": protocol.VERSION, **told}, ensure_ascii=False))
        except TimeoutError:
            await self.close(AGAIN)

    # --- what the threads do ---------------------------------------------------------------------------------

    async def _db(self, call: Any, *args: Any) -> Any:
        return await database_sync_to_async(self._inside)(call, *args)

    def _inside(self, call: Any, *args: Any) -> Any:
        with in_tenant(self.visitor.tenant), translation.override(self.language):
            return call(*args)

    def _page(self) -> str:
        """What the open page calls itself, so that its media outlives a broken line."""
        asked = parse_qs(self.scope["query_string"].decode("latin1")).get("page", [""])[0]
        return asked if re.fullmatch(r"[0-9a-f]{16}", asked) else ""

    def _found(self) -> Seat | None:
        room = room_of(self.scope["url_route"]["kwargs"]["room"])
        seat = room and seat_in(room, self.visitor.user, self.visitor.session)
        return seat if seat and self._may_hold(seat) else None

    def _may_hold(self, seat: Seat) -> bool:
        """A session that was ended elsewhere ends here, too; who leads passes the doors of the back office."""
        if self.visitor.user.is_authenticated and not is_signed_in(self.visitor):
            return False
        return not leads(seat) or (self.visitor.user.is_authenticated and may_enter_desk(self.visitor))

    def _stays(self) -> bool:
        return self._may_hold(self.seat) and still_there(self.seat, self.line)

    def _read(self) -> Seat:
        return Seat.objects.select_related("room__tenant").get(pk=self.seat.pk)

    def _look(self, names: list[str]) -> tuple[Seat, dict[str, Any]]:
        seat = self._read()
        return seat, seen(seat.room, seat, names)

    def _all_parts(self) -> dict[str, Any]:
        return seen(Room.objects.get(pk=self.seat.room_id), self.seat)

    def _media(self) -> dict[str, Any]:
        return path_for(self.seat.room).offer(self.seat.room, self.seat, self.conn)

    def _you(self) -> dict[str, Any]:
        seat = self.seat
        return {
            "id": seat.pk, "name": seat.name, "role": seat.role, "side": seat.side, "state": seat.state,
            "place": seat.place, "place_label": str(seat.get_place_display()), "muted": seat.muted,
            "can": sorted(what for what in ABILITIES[seat.role] if can(seat, what)),
        }  # fmt: skip

    def _group(self) -> str:
        return announce.group(self.visitor.tenant.pk, self.seat.room_id)

    def _own_group(self, seat: Seat, pk: int) -> str:
        return announce.group_of_seat(self.visitor.tenant.pk, seat.room_id, pk)
