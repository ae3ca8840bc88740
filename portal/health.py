"""What a load balancer asks: is the process alive, and can it reach what it needs."""

from collections.abc import Callable

from django.core.cache import cache
from django.db import connection
from django.http import HttpRequest, JsonResponse

from search.engines.current import engine


def alive(request: HttpRequest) -> JsonResponse:
    return JsonResponse({"status": "ok"})


def ready(request: HttpRequest) -> JsonResponse:
    parts = {"database": _database, "cache": _cache, "search": lambda: engine().ping()}
    found = {name: _tried(part) for name, part in parts.items()}
    fine = all(answer == "ok" for answer in found.values())
    return JsonResponse({"status": "ok" if fine else "failing", **found}, status=200 if fine else 503)


def _tried(part: Callable[[], None]) -> str:
    try:
        part()
    except Exception as error:  # noqa: BLE001 (whatever is broken, the answer is its kind)
        return type(error).__name__
    return "ok"


def _database() -> None:
    with connection.cursor() as cursor:
        cursor.execute("SELECT 1")


def _cache() -> None:
    cache.set("readyz", 1, 5)
    if cache.get("readyz") != 1:
        raise ConnectionError
