"""The published editions for other programs."""

from django.http import HttpRequest, JsonResponse
from django.urls import reverse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from services.ranking.queries import published
from tenants.throttle import throttled


@never_cache
@require_safe
@throttled("api", limit=120)
def rankings(request: HttpRequest) -> JsonResponse:
    root = request.tenant.root_url
    told = [
        {
            "edition": f"{one.board}-{one.period}",
            "board": one.board,
            "period": one.period,
            "url": root + reverse("ranking:edition", args=[one.board, one.period]),
            "download": root + reverse("ranking:download", args=[one.board, one.period]),
        }
        for one in published()
    ]
    return JsonResponse(told, safe=False, json_dumps_params={"ensure_ascii": False})
