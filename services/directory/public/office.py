"""Which office my village belongs to: pick the township, pick the village, and see who is in charge there."""

from django.db.models import Exists, OuterRef
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from services.directory import cards, queries
from services.directory.asked import Places, places
from services.directory.in_charge import in_charge
from services.directory.kinds import MEDIATES
from services.directory.rules import route
from tenants.models import Division


@require_safe
def townships(request: HttpRequest) -> HttpResponse:
    below = Division.objects.filter(parent=OuterRef("pk"))
    parts = Division.objects.filter(parent=request.tenant.division_id).annotate(has_parts=Exists(below))
    options = [(one.name, _way_into(one)) for one in parts]
    return _choose(request, _("您在哪个乡镇（街道）？"), options, [])


@require_safe
def villages(request: HttpRequest, place: int) -> HttpResponse:
    """A township without registered villages has its answer at once."""
    where = _places(request, place)
    if where.chosen != where.upper or not where.inner:
        raise Http404
    options = [(one.name, _answer(one.code)) for one in where.inner]
    crumbs = [{"title": where.upper.name}]
    whole = {"whole_url": _answer(where.upper.code), "whole": where.upper}
    return _choose(request, _("您在哪个村（社区）？"), options, crumbs, **whole)


@require_safe
def place(request: HttpRequest, place: int) -> HttpResponse:
    where = _places(request, place)
    offices = in_charge(where.chosen)
    inside = [one.pk for one in offices if one.kind in MEDIATES and one.division_id == where.chosen.pk]
    people = queries.public_mediators().filter(organisation__in=inside)
    counsel = queries.public_lawyers().filter(counsel_of=where.chosen)
    routed = route("", "", where.chosen)
    context = {
        "place": where.chosen,
        "upper": where.upper if where.upper != where.chosen else None,
        "villages": where.inner if where.upper == where.chosen else [],
        "offices": [cards.organisation_card(one) for one in offices],
        "mediators": [cards.mediator_card(one) for one in people.select_related("organisation__division")],
        "counsel": [cards.lawyer_card(one) for one in counsel.select_related("firm__division")],
        "routed": routed if routed.organisation in offices else None,
        "crumbs": _crumbs({"title": where.chosen.name}),
    }
    return render(request, "directory/public/place.html", context)


def _places(request: HttpRequest, code: int) -> Places:
    found = places(request.tenant, str(code))
    if found.chosen is None:
        raise Http404
    return found


def _choose(
    request: HttpRequest, question: str, options: list[tuple[str, str]], crumbs: list, **more: object
) -> HttpResponse:
    context = {"question": question, "options": options, "crumbs": _crumbs(*crumbs), **more}
    return render(request, "directory/public/office.html", context)


def _crumbs(*more: dict[str, str]) -> list[dict[str, str]]:
    first = {"title": _("找人、找机构"), "url": reverse("directory:start")}
    second = {"title": _("我的村归哪里管")} | ({"url": reverse("directory:office")} if more else {})
    return [first, second, *more]


def _answer(code: str) -> str:
    return reverse("directory:place", args=[int(code)])


def _way_into(township: Division) -> str:
    """The next question, or the answer where no villages are registered."""
    name = "villages" if township.has_parts else "place"
    return reverse(f"directory:{name}", args=[int(township.code)])
