from collections.abc import Callable

from django.conf import settings
from django.http import HttpRequest, HttpResponse, HttpResponseNotFound
from django.utils import translation

DISPLAY_COOKIE = "display"
ELDER = "elder"
NORMAL = "normal"


class NoZeroByteMiddleware:
    """No address has a zero byte, and PostgreSQL would fail on it wherever a path is looked up."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        if "\x00" in request.path:
            return HttpResponseNotFound("Not found", content_type="text/plain")
        return self.get_response(request)


class DisplayMiddleware:
    """Language and display mode of this visitor, from cookies alone.

    Accept-Language is not asked: many browsers in county halls are set to English by accident.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        asked = request.COOKIES.get(settings.LANGUAGE_COOKIE_NAME)
        language = asked if asked in dict(settings.LANGUAGES) else settings.LANGUAGE_CODE
        request.LANGUAGE_CODE = language
        request.display = request.COOKIES.get(DISPLAY_COOKIE, "")
        with translation.override(language):
            response = self.get_response(request)
        response.headers.setdefault("Content-Language", language)
        return response
