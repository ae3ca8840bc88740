"""The portal's own application and, in the same process, a Django view without any middleware beside it."""

import os
from random import randbytes
from typing import Any

os.environ["DJANGO_SETTINGS_MODULE"] = "tests.bench.settings"

from portal.asgi import application as portal  # noqa: E402  # isort: skip
from django.core.handlers.asgi import ASGIHandler  # noqa: E402
from django.test.utils import override_settings  # noqa: E402

with override_settings(MIDDLEWARE=[]):
    bare = ASGIHandler()


async def application(scope: dict[str, Any], receive: Any, send: Any) -> None:
    if scope["type"] == "http":
        if scope["path"] == "/bench/hello/":
            return await bare(scope, receive, send)
        # Every request comes from somebody else, else the throttle of the search would be measured.
        scope["client"] = (".".join(map(str, b"\x0a" + randbytes(3))), 40_000)
    return await portal(scope, receive, send)
