"""Redis only carries the live word: what happens when it goes, comes back, and joins two processes."""

import contextlib
import shutil
import subprocess
import time

import pytest
import pytest_asyncio
from asgiref.sync import sync_to_async
from channels.layers import channel_layers
from django.db import connections
from redis import Redis
from redis.exceptions import RedisError

from services.notices.actions.queue import queue
from services.notices.models import Notice
from tenants.models import Tenant, User
from tenants.scope import in_tenant
from tests.server import free_port
from tests.services.notices.programs import finished, go, running
from tests.services.notices.test_live import cookie, opened

pytestmark = [
    pytest.mark.redis,
    pytest.mark.slow,
    pytest.mark.django_db(transaction=True),
    pytest.mark.asyncio,
    pytest.mark.skipif(shutil.which("redis-server") is None, reason="redis-server is not installed"),
]


class Server:
    def __init__(self, folder, port):
        self.port, self.url, self.folder, self.process = port, f"redis://127.0.0.1:{port}/0", folder, None

    def start(self):
        quiet = ["--save", "", "--dir", str(self.folder), "--loglevel", "warning"]
        self.process = subprocess.Popen(
            ["redis-server", "--port", str(self.port), *quiet], stdout=subprocess.DEVNULL
        )
        for _ in range(100):
            with contextlib.suppress(RedisError), contextlib.closing(Redis.from_url(self.url)) as client:
                client.ping()
                return
            time.sleep(0.1)
        raise RuntimeError("redis-server does not answer")

    def kill(self):
        self.process.kill()
        self.process.wait()


@pytest.fixture
def redis(tmp_path, settings):
    server = Server(tmp_path, free_port())
    server.start()
    layer = {"BACKEND": "channels_redis.pubsub.RedisPubSubChannelLayer", "CONFIG": {"hosts": [server.url]}}
    settings.CHANNEL_LAYERS = {"default": layer}
    yield server
    server.kill()


@pytest_asyncio.fixture(autouse=True)
async def _everything_is_let_go():
    yield
    with contextlib.suppress(Exception):
        await channel_layers["default"].flush()
    await sync_to_async(connections.close_all)()


@sync_to_async
def tell(text):
    started = time.monotonic()
    with in_tenant(Tenant.objects.get(slug="jia")):
        queue("quiet", to_user=User.objects.get(username="jia-mediator"), text=text)
    return time.monotonic() - started


@sync_to_async
def kept():
    with in_tenant(Tenant.objects.get(slug="jia")):
        return [notice.text for notice in Notice.objects.order_by("pk")]


async def test_a_restart_of_redis_loses_nothing(county_a, redis):
    cookies = await cookie("jia", "jia-mediator")
    page, first = await opened("jia.localhost", cookies)
    await tell("一")
    assert (first, (await page.hears())["notice"]["text"]) == ({"unread": 0}, "一")
    await sync_to_async(redis.kill)()
    assert await tell("二") < 5
    assert await kept() == ["一", "二"]
    await sync_to_async(redis.start)()
    again, first = await opened("jia.localhost", cookies)
    assert first == {"unread": 2}
    await tell("三")
    assert (await again.hears())["notice"]["text"] == "三"
    await again.leaves()


async def test_what_another_process_says_is_heard_here(county_a, redis):
    page, _ = await opened("jia.localhost", await cookie("jia", "jia-mediator"))
    say = """
with in_tenant(Tenant.objects.get(slug="jia")):
    queue("loud", to_user=User.objects.get(username="jia-mediator"), text="别处来的话")
"""
    with running(say, REDIS_URL=redis.url) as worker:
        go(worker)
        heard = await page.hears()
        await sync_to_async(finished)(worker)
    assert (heard["unread"], heard["notice"]["text"]) == (1, "别处来的话")
    await page.leaves()
