"""A time is chosen here; what is chosen stands in the address, so that Back works and a link leads to the same page."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from services.booking.actions.release import hold_instead
from services.booking.errors import TimeTaken
from services.booking.models import BookableService
from services.booking.public import door
from services.booking.public.asked import Asked, read
from services.booking.public.notes import notes_of
from services.booking.public.picker import Picker, picker
from services.booking.public.slots import parse_or_404
from services.booking.queries import offered
from tenants.throttle import throttled


def crumbs(*rest: dict[str, str]) -> list[dict[str, str]]:
    return [{"title": _("预约"), "url": reverse("booking:index")}, *rest]


@never_cache
@require_safe
@throttled("booking", limit=600)
def pick(request: HttpRequest, service: str) -> HttpResponse:
    chosen = get_object_or_404(offered(), code=service)
    found = picker(chosen, read(request, chosen), request.path)
    return _page(request, found)


def _page(request: HttpRequest, found: Picker, status: int = 200) -> HttpResponse:
    context = {
        "picker": found,
        "service": found.service,
        "asked": found.asked,
        "notes": notes_of(found),
        "lapsed": "lapsed" in request.GET,
        "post_to": reverse("booking:hold", args=[found.service.code]),
        "wait_url": reverse("booking:wait", args=[found.service.code]) + found.asked.address(),
        "crumbs": crumbs({"title": found.service.name}),
    }
    return render(request, "booking/public/pick.html", context, status=status)


def _too_often(request: HttpRequest, seconds: int) -> HttpResponse:
    return render(request, "429.html", {"retry_after": seconds}, status=429)


@never_cache
@require_POST
@throttled("booking_hold", limit=120, seconds=600, refusal=_too_often)
def hold_time(request: HttpRequest, service: str) -> HttpResponse:
    """Keeps a time for this browser, which gives up the one it had."""
    chosen = get_object_or_404(offered(), code=service)
    asked = read(request, chosen)
    start, person = parse_or_404(chosen, request.POST.get("slot", ""))
    try:
        kept = hold_instead(
            door.held(request), chosen, start, asked.way, person=person, actor=door.user_of(request)
        )
    except TimeTaken:
        return redirect(_back(chosen, asked, missed=start))
    door.keep_held(request, kept)
    case = asked.given.get("case", "")
    return redirect("booking:fill", door.ticket(kept, anybody=person is None, case=case))


def _back(service: BookableService, asked: Asked, **changes: object) -> str:
    return reverse("booking:pick", args=[service.code]) + asked.address(**changes)
