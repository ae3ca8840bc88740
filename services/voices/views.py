"""Where somebody says how content they are: with a link alone, no account, four buttons with words."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from services.voices.actions.link_for import LENGTH
from services.voices.actions.say import say_by_link
from services.voices.errors import AlreadySaid, LinkOver
from services.voices.forms import Voice
from services.voices.models import Channel, SurveyLink
from services.voices.queries import is_over, link_by
from tenants.throttle import throttled

_LONGEST_TOKEN = 32


@never_cache
@require_safe
def find(request: HttpRequest) -> HttpResponse:
    """The short address on a slip: the code is typed here."""
    typed = request.GET.get("code", "").strip()[:_LONGEST_TOKEN]
    words = "".join(sign for sign in typed if sign.isalnum())
    if len(words) == LENGTH:
        return redirect(f"{reverse('voices:say', args=[words])}?typed")
    context = {"asked": "code" in request.GET, "typed": typed, "count": len(words)}
    return render(request, "voices/public/find.html", context)


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
@throttled("voice", limit=40)
def say(request: HttpRequest, voice_token: str) -> HttpResponse:
    link = link_by(voice_token[:_LONGEST_TOKEN])
    if link is None:
        return _closed(request, None, "mistyped" if "typed" in request.GET else "unknown", status=404)
    if link.survey.is_said:
        return _closed(request, link, "said")
    if is_over(link):
        return _closed(request, link, "over", status=410)
    form = Voice(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        return _said(request, link, voice_token, form)
    return render(request, "voices/public/say.html", _context(link) | {"form": form})


def _said(request: HttpRequest, link: SurveyLink, token: str, form: Voice) -> HttpResponse:
    try:
        say_by_link(link, form.cleaned_data["grade"], comment=form.cleaned_data["comment"])
    except AlreadySaid:
        return _closed(request, link, "said")
    except LinkOver:
        return _closed(request, link, "over", status=410)
    return redirect("voices:thanks", token)


@never_cache
@require_safe
@throttled("voice", limit=40)
def thanks(request: HttpRequest, voice_token: str) -> HttpResponse:
    link = link_by(voice_token[:_LONGEST_TOKEN])
    if link is None or not link.survey.is_said:
        return redirect("voices:say", voice_token)
    return _closed(request, link, "thanks")


def _closed(request: HttpRequest, link: SurveyLink | None, why: str, status: int = 200) -> HttpResponse:
    context = (_context(link) if link else {}) | {"why": why}
    return render(request, "voices/public/closed.html", context, status=status)


def _context(link: SurveyLink) -> dict[str, object]:
    """`alone`: a device of the house, which shows this page and no way on."""
    return {"survey": link.survey, "alone": link.channel == Channel.TABLET}
