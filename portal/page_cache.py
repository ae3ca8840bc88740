"""Anonymous pages from the cache, without a query.

A page is kept per tenant, language and display mode, under the tenant's freshness number: publishing anything
leads to another key, so nothing has to be found and deleted.
"""

from collections.abc import Callable
from hashlib import sha256
from urllib.parse import parse_qsl, urlencode

from django.conf import settings
from django.core.cache import cache
from django.http import HttpRequest, HttpResponse

from home.freshness import version
from portal.middleware import ELDER, NORMAL

SECONDS = 3600
NEVER = (
    "/admin/",
    "/accounts/",
    "/search/",
    "/api/",
    "/static/",
    "/media/",
    "/documents/",
    "/display/",
    "/language/",
    "/track/",
    "/receipts/",
    "/my/",
)
# Other parameters make no other page; keeping them would let anybody fill the cache.
KEPT_PARAMETERS = {"page", "year", "issuer", "validity", "theme", "kind"}
LONGEST_PARAMETER = 60


class PageCacheMiddleware:
    """Stands before the session: a visitor who brings a session cookie is never answered from here."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        key = _key(request)
        if key is None:
            return self.get_response(request)
        kept = cache.get(key)
        if kept is not None:
            status, headers, content = kept
            response = HttpResponse(content, status=status, headers=headers)
            response["X-Page-Cache"] = "hit"
            return response
        response = self.get_response(request)
        if _may_keep(response):
            headers = {
                name: response[name]
                for name in ("Content-Type", "Content-Language", "Link")
                if name in response
            }
            cache.set(key, (response.status_code, headers, response.content), SECONDS)
            response["X-Page-Cache"] = "miss"
        return response


def _key(request: HttpRequest) -> str | None:
    """None when the page must not come from the cache."""
    if (
        request.method != "GET"
        or settings.SESSION_COOKIE_NAME in request.COOKIES
        or not hasattr(request, "tenant")
    ):
        return None
    if request.path.startswith(NEVER):
        return None
    asked = parse_qsl(request.META.get("QUERY_STRING", ""), keep_blank_values=True)
    if any(name not in KEPT_PARAMETERS or len(value) > LONGEST_PARAMETER for name, value in asked):
        return None
    mode = request.display if request.display in {ELDER, NORMAL} else "default"
    last = dict(asked)  # of a repeated parameter the last value counts
    parts = [
        request.get_host(), request.scheme, request.path, urlencode(sorted(last.items())), request.LANGUAGE_CODE, mode,
        str(version(request.tenant.pk)),
    ]  # fmt: skip
    return "page:" + sha256("\n".join(parts).encode()).hexdigest()


def _may_keep(response: HttpResponse) -> bool:
    return (
        response.status_code == 200
        and not response.streaming
        and not response.cookies
        and "private" not in response.get("Cache-Control", "")
        and "no-store" not in response.get("Cache-Control", "")
    )
