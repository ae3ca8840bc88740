"""Tells the open pages of a room that something has changed; each reads for itself what of it it may see."""

import asyncio
import logging
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from typing import Any

from asgiref.sync import async_to_sync
from channels.layers import get_channel_layer
from django.db import transaction

from services.mediation.models import Room

log = logging.getLogger("fengqiao.mediation")
SECONDS = 2

Letter = tuple[str, dict[str, Any]]
_letters: ContextVar[list[Letter] | None] = ContextVar("letters", default=None)


def group(tenant_pk: int, room_pk: int) -> str:
    """Groups are global: the name carries the county."""
    return f"t{tenant_pk}.room.{room_pk}"


def group_of_seat(tenant_pk: int, room_pk: int, seat_pk: int) -> str:
    return f"{group(tenant_pk, room_pk)}.seat.{seat_pk}"


def changed(room: Room, *parts: str, to: Iterable[int] | None = None, moved: Iterable[int] = ()) -> None:
    """After the commit. `to`: seats that it concerns; nobody else is even woken.

    `moved`: seats that are somewhere else now; nothing is passed on for them before they know where.
    """
    concerned = None if to is None else sorted(to)
    told = {"type": "room.changed", "parts": list(parts), "to": concerned, "moved": sorted(moved)}
    name = group(room.tenant_id, room.pk)
    transaction.on_commit(lambda: _send((name, told)), robust=True)


@contextmanager
def collected() -> Iterator[list[Letter]]:
    """What is announced within is not sent but handed over, to be sent by `carry` without holding up the thread."""
    token = _letters.set([])
    try:
        yield _letters.get()
    finally:
        _letters.reset(token)


async def carry(letters: Iterable[Letter]) -> None:
    """Quietly nothing where the layer is out of reach: pages look again by themselves."""
    for name, told in letters:
        try:
            async with asyncio.timeout(SECONDS):
                await get_channel_layer().group_send(name, told)
        except Exception as error:  # noqa: BLE001 (each layer has errors of its own)
            log.warning("a room was not told: %s", type(error).__name__)


def _send(letter: Letter) -> None:
    letters = _letters.get()
    if letters is None:
        async_to_sync(carry)([letter])
    else:
        letters.append(letter)
