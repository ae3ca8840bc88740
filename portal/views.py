from django.conf import settings
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.http import require_safe

from portal.middleware import DISPLAY_COOKIE, ELDER, NORMAL

A_YEAR = 365 * 24 * 3600


def _back(request: HttpRequest) -> str:
    asked = request.GET.get("next", "/")
    return asked if url_has_allowed_host_and_scheme(asked, {request.get_host()}) else "/"


def _remember(request: HttpRequest, name: str, value: str) -> HttpResponse:
    response = HttpResponseRedirect(_back(request))
    response.set_cookie(
        name, value, max_age=A_YEAR, samesite="Lax", secure=request.is_secure(), httponly=True
    )
    return response


@require_safe
def choose_display(request: HttpRequest) -> HttpResponse:
    """A link, not a form: it changes nothing but the visitor's own view, and works without JavaScript."""
    return _remember(request, DISPLAY_COOKIE, ELDER if request.GET.get("mode") == ELDER else NORMAL)


@require_safe
def choose_language(request: HttpRequest) -> HttpResponse:
    asked = request.GET.get("to", "")
    language = asked if asked in dict(settings.LANGUAGES) else settings.LANGUAGE_CODE
    return _remember(request, settings.LANGUAGE_COOKIE_NAME, language)
