"""What the QR code on a mediator's badge leads to. It tells whoever holds the badge, listed or not, and no more than
what is printed on it."""

from datetime import date

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from services.directory.models import Mediator
from services.directory.public.lists import slow_down
from tenants.throttle import throttled


@never_cache
@require_safe
@throttled("badge", limit=30, refusal=slow_down)
def check(request: HttpRequest, badge: str) -> HttpResponse:
    """A badge of another county is as unknown as one that was made up."""
    rows = Mediator.objects.select_related("organisation", "photo")
    mediator = rows.filter(badge=badge.lower()).first()
    context = {
        "mediator": mediator,
        "state": state(mediator, timezone.localdate()) if mediator else "unknown",
        "shown": bool(mediator and mediator.listed and mediator.organisation.listed),
        "crumbs": [{"title": _("查验调解员徽章")}],
    }
    return render(request, "directory/public/badge.html", context, status=200 if mediator else 404)


def state(mediator: Mediator, today: date) -> str:
    """What stands in the way of believing the badge, the gravest first; "valid" is nothing."""
    if mediator.ended_on and mediator.ended_on <= today:
        return "ended"
    if not mediator.organisation.active:
        return "closed"
    if not mediator.certificate or mediator.started_on > today:
        return "uncertified"
    if mediator.valid_until and mediator.valid_until < today:
        return "expired"
    return "valid"
