from dataclasses import replace
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.cache import add_never_cache_headers
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from services.directory import availability
from services.directory.asked import ANY, Asked, Places, places, read
from services.directory.cards import Card, cards
from services.directory.in_charge import nearest_office
from services.directory.lines import LAWYERS, MEDIATORS, ORGANISATIONS, Register
from services.directory.listing import Listing, listing
from services.directory.matters import taxonomy
from tenants.throttle import throttled

# What is filtered is not cached; a hall with several desks stands behind one address.
_PER_MINUTE = 240


def slow_down(request: HttpRequest, seconds: int) -> HttpResponse:
    return render(request, "429.html", {"retry_after": seconds}, status=429)


@require_safe
@throttled("directory", limit=_PER_MINUTE, refusal=slow_down)
def organisations(request: HttpRequest) -> HttpResponse:
    return _list(request, ORGANISATIONS, _("机构"))


@require_safe
@throttled("directory", limit=_PER_MINUTE, refusal=slow_down)
def mediators(request: HttpRequest) -> HttpResponse:
    return _list(request, MEDIATORS, _("人民调解员"))


@require_safe
@throttled("directory", limit=_PER_MINUTE, refusal=slow_down)
def lawyers(request: HttpRequest) -> HttpResponse:
    return _list(request, LAWYERS, _("律师"))


def asked_of(request: HttpRequest, register: Register) -> tuple[Places, Asked, Listing]:
    """Also what the JSON of the same list is made of."""
    where = places(request.tenant, request.GET.get("place", ""))
    asked = read(register, request.GET, where)
    return where, asked, listing(register, asked, where)


def shown(register: Register, where: Places, found: Listing) -> list[Card]:
    lines = {line.pk: line for line in found.page}
    return [
        replace(
            card,
            local=where.distance(lines[card.key[1]].places) == 0,
            free=found.free.get(card.key),
        )
        for card in cards(register.name, list(lines))
    ]


def _list(request: HttpRequest, register: Register, title: str) -> HttpResponse:
    where, asked, found = asked_of(request, register)
    context = {
        "title": title,
        "register": register.name,
        "asked": asked,
        "places": where,
        "listing": found,
        "cards": shown(register, where, found),
        "page_obj": found.page,
        "office": None if found.total else nearest_office(where.chosen or request.tenant.division),
        "crumbs": [{"title": _("找人、找机构"), "url": "/directory/"}, {"title": title}],
        **_question(asked, where),
    }
    response = render(request, "directory/public/list.html", context)
    if availability.is_known():
        add_never_cache_headers(response)
    return response


def _question(asked: Asked, where: Places) -> dict[str, Any]:
    """What elder mode asks next, one thing on a screen; nothing once everything is answered."""
    if not asked.is_open or {"matter", "place"} <= asked.given:
        return {"question": ""}
    if "matter" not in asked.given:
        fields = taxonomy().children("")
        options = [(one.name, one.help, asked.address(matter=one.code)) for one in fields]
        return {"question": "matter", "options": options, "any_url": asked.address(matter=ANY)}
    options = [(one.name, "", asked.address(place=one.code)) for one in where.outer]
    return {
        "question": "place",
        "options": options,
        "any_url": asked.address(place=ANY),
        "back_url": asked.address(matter=None, place=None),
    }
