from contextlib import suppress

import pytest_asyncio
from asgiref.sync import sync_to_async
from django.db import connections

from tests.services.mediation.people import opened


@pytest_asyncio.fixture
async def threads_let_go():
    """The database is put back after the test; no line may be open then, and no thread hold on to it."""
    yield
    while opened:
        line = opened.pop()
        if not line.future.done():
            with suppress(Exception):
                await line.leaves()
    await sync_to_async(connections.close_all)()
