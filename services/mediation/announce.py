"""Tells the open pages of a room that something has changed; each reads for itself what of it it may see."""

import asyncio
import logging
from collections.abc import Iterable
from typing import Any

from asgiref.sync import async_to_sync
from channels.layers import get_channel_layer
from django.db import transaction

from services.mediation.models import Room

log = logging.getLogger("fengqiao.mediation")
SECONDS = 2


def group(tenant_pk: int, room_pk: int) -> str:
    """Groups are global: the name carries the county."""
    return f"t{tenant_pk}.room.{room_pk}"


def group_of_seat(tenant_pk: int, room_pk: int, seat_pk: int) -> str:
    return f"{group(tenant_pk, room_pk)}.seat.{seat_pk}"


def changed(room: Room, *parts: str, to: Iterable[int] | None = None) -> None:
    """After the commit. `to`: seats that it concerns; nobody else is even woken."""
    told = {"type": "room.changed", "parts": list(parts), "to": None if to is None else sorted(to)}
    name = group(room.tenant_id, room.pk)
    transaction.on_commit(lambda: _send(name, told), robust=True)


def _send(name: str, told: dict[str, Any]) -> None:
    """Quietly nothing where the layer is out of reach: pages look again by themselves."""
    try:
        async_to_sync(_pushed)(name, told)
    except Exception as error:  # noqa: BLE001 (each layer has errors of its own)
        log.warning("a room was not told: %s", type(error).__name__)


async def _pushed(name: str, told: dict[str, Any]) -> None:
    async with asyncio.timeout(SECONDS):
        await get_channel_layer().group_send(name, told)
