import asyncio
import contextlib
import logging
from typing import Any
from urllib.parse import parse_qs

from channels.db import database_sync_to_async
from channels.generic.websocket import AsyncJsonWebsocketConsumer

from services.notices import live
from services.notices.queries import of_person, unread_count
from tenants.scope import in_tenant
from tenants.sockets import Visitor, is_signed_in, may_enter_desk

log = logging.getLogger("fengqiao.notices")

# What was queued by another process while no layer joins the two is seen after this many seconds.
LOOK_EVERY = 30
# Codes of closing. The page comes again after a while on the first only.
AGAIN, GONE = 1013, 4401


class InboxConsumer(AsyncJsonWebsocketConsumer):
    """Says how many notices are unread, at once and whenever that changes. Nothing is asked of it.

    `?desk=1` counts what is said to the staff, too, for whoever may enter the back office.
    """

    visitor: Visitor
    desk = False
    unread = -1
    watching: asyncio.Task | None = None

    async def connect(self) -> None:
        self.visitor = self.scope["visitor"]
        self.desk = parse_qs(self.scope["query_string"].decode("latin1")).get("desk") == ["1"]
        if self.desk and not await database_sync_to_async(may_enter_desk)(self.visitor):
            await self.close(GONE)
            return
        await self.accept()
        try:
            await self.channel_layer.group_add(self._group(), self.channel_name)
        except Exception as error:  # noqa: BLE001 (each layer has errors of its own)
            log.warning("no live notices: %s", type(error).__name__)
            await self.close(AGAIN)
            return
        self.watching = asyncio.create_task(self._watch())

    async def disconnect(self, code: int) -> None:
        if self.watching is None:
            return
        self.watching.cancel()
        with contextlib.suppress(Exception):
            await self.channel_layer.group_discard(self._group(), self.channel_name)

    async def receive(
        self, text_data: str | None = None, bytes_data: bytes | None = None, **kwargs: Any
    ) -> None:
        """Whatever a client says is left unread."""

    async def notice_new(self, event: dict[str, Any]) -> None:
        unread, notice = await database_sync_to_async(self._look)(event["notice"])
        if notice is not None:
            self.unread = unread
            await self.send_json({"unread": unread, "notice": notice})

    async def _watch(self) -> None:
        while await database_sync_to_async(self._may_stay)():
            unread, _ = await database_sync_to_async(self._look)(None)
            if unread != self.unread:
                self.unread = unread
                await self.send_json({"unread": unread})
            await asyncio.sleep(LOOK_EVERY)
        await self.close(GONE)

    def _may_stay(self) -> bool:
        return is_signed_in(self.visitor) and (not self.desk or may_enter_desk(self.visitor))

    def _look(self, key: int | None) -> tuple[int, dict[str, Any] | None]:
        with in_tenant(self.visitor.tenant):
            own = of_person(self.visitor.user, desk=self.desk)
            found = own.filter(pk=key).first() if key is not None else None
            unread = unread_count(self.visitor.user, desk=self.desk)
        return unread, found and {"id": found.pk, "kind": found.kind, "text": found.text}

    def _group(self) -> str:
        return live.group(self.visitor.tenant, self.visitor.user)
