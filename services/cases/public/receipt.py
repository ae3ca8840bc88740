from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from services.cases.queries.citizens import code_of, receipt_of
from services.cases.queries.promise import promise
from services.inputs.owner import owners_of


@never_cache
@require_safe
def receipt(request: HttpRequest, token: str) -> HttpResponse:
    """For the browser or the person that sent the application, and nobody else."""
    found = receipt_of(owners_of(request), token)
    if found is None:
        raise Http404
    first = found.case.events.order_by("position").first()
    context = {
        "case": found.case,
        "code": code_of(found),
        "head": first.hash,
        "promise": promise(found.case),
        "office": found.case.organisation,
        "crumbs": [{"title": _("查办理进度"), "url": "/track/"}, {"title": _("回执")}],
    }
    return render(request, "cases/public/receipt.html", context)
