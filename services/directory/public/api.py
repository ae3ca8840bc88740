"""The public registers for other programs: the same rows, filters and order as the pages."""

from typing import Any

from django.core.serializers.json import DjangoJSONEncoder
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from services.directory import cards
from services.directory.availability import Free
from services.directory.lines import LAWYERS, MEDIATORS, ORGANISATIONS, Register
from services.directory.models import Lawyer, Mediator, Organisation
from services.directory.public.lists import asked_of
from tenants.throttle import throttled


@never_cache
@require_safe
@throttled("api", limit=120)
def organisations(request: HttpRequest) -> HttpResponse:
    return _answer(request, ORGANISATIONS, cards.organisations, _organisation)


@never_cache
@require_safe
@throttled("api", limit=120)
def mediators(request: HttpRequest) -> HttpResponse:
    return _answer(request, MEDIATORS, cards.mediators, _mediator)


@never_cache
@require_safe
@throttled("api", limit=120)
def lawyers(request: HttpRequest) -> HttpResponse:
    return _answer(request, LAWYERS, cards.lawyers_with_villages, _lawyer)


def _answer(request: HttpRequest, register: Register, rows: Any, told: Any) -> HttpResponse:
    _where, _asked, found = asked_of(request, register)
    pks = [line.pk for line in found.page]
    known = {row.pk: row for row in rows(pks)}
    results = [told(known[pk]) | _times(found.free.get((register.name, pk))) for pk in pks if pk in known]
    data = {
        "total": found.total,
        "page": found.page.number,
        "pages": found.page.paginator.num_pages,
        "results": results,
    }
    return JsonResponse(data, encoder=DjangoJSONEncoder, json_dumps_params={"ensure_ascii": False})


def _organisation(row: Organisation) -> dict[str, Any]:
    return {
        "id": row.pk,
        "name": row.name,
        "kind": row.kind,
        "division": row.division.code,
        "place": row.division.name,
        "matters": row.matters,
        "address": row.address,
        "phone": row.phone,
        "opening_hours": row.opening_hours,
        "url": cards.organisation_card(row).url,
    }


def _mediator(row: Mediator) -> dict[str, Any]:
    return {
        "id": row.pk,
        "name": row.name,
        "organisation": {"id": row.organisation_id, "name": row.organisation.name},
        "division": row.organisation.division.code,
        "full_time": row.full_time,
        "grade": row.grade,
        "certificate": row.certificate,
        "valid_until": row.valid_until,
        "matters": row.matters,
        "languages": row.languages,
        "phone": row.public_phone,
        "url": cards.mediator_card(row).url,
    }


def _lawyer(row: Lawyer) -> dict[str, Any]:
    return {
        "id": row.pk,
        "name": row.name,
        "firm": {"id": row.firm_id, "name": row.firm.name},
        "division": row.firm.division.code,
        "kind": row.kind,
        "licence": row.licence,
        "licensed_on": row.licensed_on,
        "aid_roster": row.aid_roster,
        "counsel_of": [place.code for place in row.counsel_of.all()],
        "matters": row.matters,
        "languages": row.languages,
        "phone": row.public_phone,
        "url": cards.lawyer_card(row).url,
    }


def _times(free: Free | None) -> dict[str, Any]:
    """Only where somebody can be booked."""
    if free is None:
        return {}
    return {"free_today": free.free_today, "next_free": free.next_free, "book_url": free.book_url}
