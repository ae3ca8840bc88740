"""How often one visitor may ask. A counter in the cache per bucket, visitor and window of time."""

import time
from collections.abc import Callable
from functools import wraps
from ipaddress import ip_address, ip_network
from typing import Any

from django.conf import settings
from django.core.cache import cache
from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _

View = Callable[..., HttpResponse]
Refusal = Callable[[HttpRequest, int], HttpResponse]


def plainly(request: HttpRequest, seconds: int) -> HttpResponse:
    text = _("您操作得太频繁了，请在 %(seconds)d 秒后再试。") % {"seconds": seconds}
    return HttpResponse(text, content_type="text/plain; charset=utf-8", status=429)


def throttled(
    bucket: str, *, limit: int, seconds: int = 60, refusal: Refusal = plainly
) -> Callable[[View], View]:
    """At most `limit` requests of one visitor in a window of `seconds`.

    All views of one bucket count together. The setting THROTTLES ({bucket: limit}) overrides; 0 means no limit.
    """

    def decorate(view: View) -> View:
        @wraps(view)
        def counted(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
            allowed, now = getattr(settings, "THROTTLES", {}).get(bucket, limit), int(time.time())
            if (
                allowed
                and _count(f"throttle:{bucket}:{visitor(request)}:{now // seconds}", seconds) > allowed
            ):
                wait = seconds - now % seconds
                response = refusal(request, wait)
                response.headers["Retry-After"] = str(wait)
                return response
            return view(request, *args, **kwargs)

        return counted

    return decorate


def _count(key: str, seconds: int) -> int:
    cache.add(key, 0, seconds)
    try:
        return cache.incr(key)
    except ValueError:  # it ran out between the two
        return 1


def visitor(request: HttpRequest) -> str:
    """The address that asks; of IPv6 the network, which is one household. Proxies are believed as far as declared."""
    proxies = getattr(settings, "ALLAUTH_TRUSTED_PROXY_COUNT", 0)
    forwarded = [
        part.strip() for part in request.META.get("HTTP_X_FORWARDED_FOR", "").split(",") if part.strip()
    ]
    claimed = (
        forwarded[-proxies] if proxies and len(forwarded) >= proxies else request.META.get("REMOTE_ADDR", "")
    )
    try:
        address = ip_address(claimed)
    except ValueError:
        return "unknown"
    return str(ip_network(f"{address}/64", strict=False)) if address.version == 6 else str(address)
