"""Tells open pages that something new is in somebody's inbox. Only a key is sent; the page's own socket reads it."""

import asyncio
import logging

from asgiref.sync import async_to_sync
from channels.layers import get_channel_layer

from tenants.models import Tenant, User

log = logging.getLogger("fengqiao.notices")
SECONDS = 2


def group(tenant: Tenant, person: User) -> str:
    """One person in one county: what one county says is not shown on the pages of another."""
    return f"notices.{tenant.pk}.{person.pk}"


def push(name: str, notice: int) -> None:
    """Quietly nothing where the layer is out of reach: the inbox has it, and open pages look there by themselves."""
    try:
        async_to_sync(_push)(name, notice)
    except Exception as error:  # noqa: BLE001 (each layer has errors of its own)
        log.warning("no live notice: %s", type(error).__name__)


async def _push(name: str, notice: int) -> None:
    async with asyncio.timeout(SECONDS):
        await get_channel_layer().group_send(name, {"type": "notice.new", "notice": notice})
