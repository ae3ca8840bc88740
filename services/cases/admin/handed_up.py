"""What the umbrella reads of the counties: the cases they handed up, masked, for as long as they leave them there."""

from typing import Any

from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.template.response import TemplateResponse
from django.utils.decorators import method_decorator
from django.utils.translation import gettext as _
from django.views import View
from django.views.decorators.cache import never_cache

from services.cases.actions.look_from_above import look_from_above
from services.cases.actors import Doer
from services.cases.admin.access import allow
from services.cases.admin.page import about
from services.cases.admin.people import people
from services.cases.errors import NotAllowed
from services.cases.models import Case
from services.cases.queries.handed_up import handed_up
from services.cases.rules import READS_ALL
from tenants.modeladmin import Refusing
from tenants.scope import in_tenant


class _FromAbove(View):
    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        if not request.tenant.is_umbrella:
            raise Http404
        allow(request)
        if not request.roles & READS_ALL:
            raise PermissionDenied(_("您的角色不查看上报的案件。"))
        return super().dispatch(request, *args, **kwargs)


class FromAbove(Refusing, _FromAbove):
    """On the umbrella's own ground: an operator who works in a county is not there."""


class HandedUpView(FromAbove):
    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        context = {"found": handed_up(request.tenant)}
        return TemplateResponse(request, "cases/admin/handed_up.html", context)


@method_decorator(never_cache, name="dispatch")
class HandedUpCaseView(FromAbove):
    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Drawn inside the county's scope, so it is rendered before the scope closes."""
        key = kwargs["grant"]
        try:
            case = look_from_above(int(key), user=request.user, at=request.tenant)
        except NotAllowed as refusal:
            raise Http404(str(refusal)) from None
        with in_tenant(case.tenant):
            context = _read(case)
        response = TemplateResponse(request, "cases/admin/handed_up_case.html", context)
        response["Cache-Control"] = "no-store"
        return response


def _read(case: Case) -> dict[str, Any]:
    """Everything the page asks for is read here: outside the county's scope nothing more can be."""
    whole = about(case, Doer(""))
    wanted = (
        "case",
        "procedure",
        "state",
        "outcome",
        "promise",
        "workers",
        "filled",
        "faults",
        "events",
        "newest",
    )
    return {name: whole[name] for name in wanted} | {
        "people": list(people(case)),
        "organisation": str(case.organisation or ""),
        "place": str(case.place or ""),
        "county": case.tenant.name,
    }
