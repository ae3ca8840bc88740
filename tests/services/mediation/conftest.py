import pytest_asyncio
from asgiref.sync import sync_to_async
from django.db import connections


@pytest_asyncio.fixture
async def threads_let_go():
    """The database is put back after the test; no thread may hold on to it."""
    yield
    await sync_to_async(connections.close_all)()
