from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from services.cases import lookup
from services.cases.public.door import grant
from services.cases.queries.citizens import by_code, main_party
from tenants.throttle import throttled

LONGEST = 60


def _too_often(request: HttpRequest, seconds: int) -> HttpResponse:
    refused = _("查得太频繁了，请在%(seconds)d秒后再试。") % {"seconds": seconds}
    return _page(request, refused, 429)


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def track(request: HttpRequest) -> HttpResponse:
    return _find(request) if request.method == "POST" else _page(request)


@throttled("track", limit=10, refusal=_too_often)
def _find(request: HttpRequest) -> HttpResponse:
    number, code = (request.POST.get(name, "")[:LONGEST] for name in ("number", "code"))
    case = by_code(number, code)
    if case is None or main_party(case) is None:
        return _page(request, _("没有查到。请核对案号和查询码，两样都要对。"), 404)
    grant(request, case)
    return redirect("citizen:track_case", case.pk)


def _page(request: HttpRequest, refused: str = "", status: int = 200) -> HttpResponse:
    context = {
        "number": (request.POST or request.GET).get("number", "")[:LONGEST],
        "example": lookup.number(request.tenant, "mediation", timezone.localdate().year, 12),
        "refused": refused,
        "crumbs": [{"title": _("查办理进度")}],
    }
    return render(request, "cases/public/track.html", context, status=status)
