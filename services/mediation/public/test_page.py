from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from tenants.throttle import throttled


@require_safe
@throttled("mediation-test", limit=120)
def test(request: HttpRequest) -> HttpResponse:
    """Whether this device and this connection will do, found out at home. The page asks nobody who he is, holds
    nothing of its own and is the same for all: what must be fresh comes over the socket (echo.py)."""
    return render(request, "mediation/test.html", {"crumbs": [{"title": _("检查设备和网络")}]})
