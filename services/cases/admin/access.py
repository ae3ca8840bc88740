"""Every page about a case begins here: the case, if this person may see it, and who they are in it."""

from typing import Any

from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponseBase
from django.utils.translation import gettext as _
from django.views import View

from services.cases.actors import Doer, member
from services.cases.models import Case
from services.cases.rules import visible
from tenants.modeladmin import Refusing

VIEW = "cases.view_case"


def case_of(request: HttpRequest, pk: int) -> tuple[Case, Doer]:
    """404 for a case of another county, and for one that is not this person's to see."""
    allow(request)
    cases = Case.objects.select_related(
        "version", "tenant__division", "organisation", "place__parent", "opened_by"
    )
    case = visible(cases, request.user, request.roles).filter(pk=pk).first()
    if case is None:
        raise Http404
    return case, member(request.user, case, request.roles)


def allow(request: HttpRequest) -> None:
    if not request.user.has_perm(VIEW):
        raise PermissionDenied(_("您的角色不办理案件。"))


class _Allowed(View):
    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        allow(request)
        return super().dispatch(request, *args, **kwargs)


class WorkView(Refusing, _Allowed):
    """A page for whoever works with cases."""


class _OfCase(View):
    case: Case
    doer: Doer

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        self.case, self.doer = case_of(request, kwargs["pk"])
        return super().dispatch(request, *args, **kwargs)


class CaseView(Refusing, _OfCase):
    """A page about one case; `case` and `doer` are there before the method runs."""
