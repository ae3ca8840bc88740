"""Who is on duty: the rosters whose names the county publishes."""

from datetime import timedelta

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from services.booking.models import Roster, Shift
from services.booking.roster_queries import public_rosters, shifts_between
from tenants.throttle import throttled

WEEKS = 4
# Nobody is expected on a shift that was called off.
_SHOWN = (Shift.State.PUBLISHED, Shift.State.REPLACING, Shift.State.ON_DUTY, Shift.State.DONE)


@never_cache
@require_safe
@throttled("booking", limit=600)
def week(request: HttpRequest) -> HttpResponse:
    """Today until the Sunday after, every public roster."""
    today = timezone.localdate()
    last = today + timedelta(days=6)
    found = list(public_rosters())
    by_roster: dict[int, list[Shift]] = {one.pk: [] for one in found}
    for shift in shifts_between(today, last).filter(roster__in=found, state__in=_SHOWN):
        by_roster[shift.roster_id].append(shift)
    context = {
        "rows": [(one, by_roster[one.pk], _bookable(one)) for one in found],
        "today": today,
        "crumbs": [{"title": _("预约"), "url": reverse("booking:index")}, {"title": _("今天谁值班")}],
    }
    return render(request, "booking/public/rosters.html", context)


@never_cache
@require_safe
@throttled("booking", limit=600)
def roster(request: HttpRequest, pk: int) -> HttpResponse:
    """Four weeks of one roster."""
    found = get_object_or_404(public_rosters(), pk=pk)
    today = timezone.localdate()
    shifts = shifts_between(today, today + timedelta(weeks=WEEKS)).filter(roster=found, state__in=_SHOWN)
    context = {
        "roster": found,
        "shifts": list(shifts),
        "services": _bookable(found),
        "today": today,
        "crumbs": [
            {"title": _("预约"), "url": reverse("booking:index")},
            {"title": _("今天谁值班"), "url": reverse("booking:duty")},
            {"title": found.name},
        ],
    }
    return render(request, "booking/public/roster.html", context)


def _bookable(roster: Roster) -> list[tuple[str, str]]:
    """Name and address of what can be booked with whoever is on duty."""
    return [
        (one.name, reverse("booking:pick", args=[one.code])) for one in roster.services.all() if one.active
    ]
