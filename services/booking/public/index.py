from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from services.booking.models import BookableService, Channel, Resource
from services.booking.public.asked import STANDS_FOR, key_of
from services.booking.queries import offered
from services.directory.models import Organisation
from tenants.models import Tenant
from tenants.throttle import throttled

# Kept on the way from another page to the time.
CARRIED = ("case",)


@never_cache
@require_safe
@throttled("booking", limit=600)
def index(request: HttpRequest) -> HttpResponse:
    """What can be booked: all of it, of one office, or with one person."""
    services = list(offered())
    person = _person(request)
    if person:
        services = list(offered().filter(resources=person, choose_person=True))
    office = _office(request, services)
    shown = [one for one in services if office is None or one.organisation_id == office.pk]
    kept = {name: value for name in CARRIED if (value := request.GET.get(name))}
    kept |= {"person": str(person.pk)} if person else {}
    if person and len(shown) == 1:
        return redirect(reverse("booking:pick", args=[shown[0].code], query=kept))
    context = {
        "rows": [_row(one, kept) for one in shown],
        "offices": _offices(services, office, kept),
        "office": office,
        "person": person,
        "counties": _counties(request.tenant),
        "every": reverse("booking:index", query=kept),
        "crumbs": [{"title": _("预约")}],
    }
    return render(request, "booking/public/index.html", context)


def _counties(tenant: Tenant) -> list[dict[str, str]]:
    """People of a city book in their county."""
    counties = Tenant.objects.filter(parent=tenant).select_related("site") if tenant.is_umbrella else ()
    return [{"name": one.name, "url": one.root_url + reverse("booking:index")} for one in counties]


def _person(request: HttpRequest) -> Resource | None:
    named = next((name for name in (*STANDS_FOR, "person") if request.GET.get(name)), "")
    if not named:
        return None
    column = "pk" if named == "person" else named
    people = Resource.objects.filter(active=True).exclude(kind=Resource.Kind.ROOM)
    return get_object_or_404(people, **{column: key_of(request.GET[named])})


def _office(request: HttpRequest, services: list[BookableService]) -> Organisation | None:
    said = request.GET.get("organisation", "")
    if not said:
        return None
    offices = {one.organisation_id: one.organisation for one in services}
    key = key_of(said)
    return offices.get(key) or get_object_or_404(Organisation, pk=key)


def _offices(
    services: list[BookableService], chosen: Organisation | None, kept: dict[str, str]
) -> list[tuple[str, str, bool]]:
    """Name, address, chosen; nothing where there is one alone."""
    offices = {one.organisation_id: one.organisation for one in services}
    if len(offices) < 2:
        return []
    return [
        (one.name, reverse("booking:index", query=kept | {"organisation": key}), one == chosen)
        for key, one in offices.items()
    ]


def _row(service: BookableService, kept: dict[str, str]) -> dict[str, object]:
    labels = dict(Channel.choices)
    return {
        "service": service,
        "ways": [labels[code] for code in service.channels],
        "url": reverse("booking:pick", args=[service.code], query=kept),
    }
