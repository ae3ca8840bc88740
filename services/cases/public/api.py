"""What other programs may read: the procedures in force, and the promise line of a case for who has its code."""

from dataclasses import asdict
from typing import Any

from django.core.serializers.json import DjangoJSONEncoder
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from services.cases.public.track import LONGEST
from services.cases.queries.citizens import by_code
from services.cases.queries.procedures import all_in_force
from services.cases.queries.promise import Promise, promise
from services.procedures.public import listing
from tenants.throttle import throttled


def _json(data: Any, status: int = 200) -> HttpResponse:
    return JsonResponse(
        data, encoder=DjangoJSONEncoder, status=status, safe=False, json_dumps_params={"ensure_ascii": False}
    )


@never_cache
@require_safe
@throttled("api", limit=120)
def procedures(request: HttpRequest) -> HttpResponse:
    return _json([listing(procedure) for procedure in all_in_force(request.tenant).values()])


@never_cache
@require_safe
@throttled("track", limit=10)
def case(request: HttpRequest, number: str) -> HttpResponse:
    """Counted together with /track/, so that nobody guesses twice as fast here."""
    found = by_code(number[:LONGEST], request.GET.get("code", "")[:LONGEST])
    if found is None:
        return _json({"error": "not found"}, 404)
    return _json(
        {
            "number": found.number,
            "procedure": found.procedure_code,
            "open": found.is_open,
            **_told(promise(found)),
        }
    )


def _told(told: Promise) -> dict[str, Any]:
    """Names of people stay out: whoever holds the code reads them on the page."""
    return {
        "state": told.state,
        "turn": told.turn,
        "stops": [asdict(stop) for stop in told.stops],
        "limits": [asdict(limit) for limit in told.limits],
    }
