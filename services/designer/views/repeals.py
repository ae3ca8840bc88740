from django.http import HttpRequest, HttpResponse
from django.template.response import TemplateResponse
from django.views.decorators.http import require_GET

from services.designer import rules
from services.designer.queries.resting import on_repealed
from services.designer.views.access import held, readers


@require_GET
@readers
def show(request: HttpRequest) -> HttpResponse:
    context = {"documents": on_repealed(request.tenant), "may_edit": rules.may_edit(held(request))}
    return TemplateResponse(request, "designer/repealed.html", context)
