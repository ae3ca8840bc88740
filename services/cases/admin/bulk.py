"""Rows of the worklist get a handler: choose the person, then read what became of each case."""

from typing import Any

from django import forms
from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from services.cases.actions.assign_many import Assigned, assign_many
from services.cases.admin.access import WorkView
from services.cases.admin.people import roles_to_fill
from services.cases.models import Case
from services.cases.queries.procedures import declared
from services.cases.rules import MANAGES, visible, working
from tenants.models import User

MOST = 200


class AssignForm(forms.Form):
    role = forms.ChoiceField(label=gettext_lazy("身份"))
    user = forms.ChoiceField(label=gettext_lazy("指派给"))

    def __init__(self, data: Any, *, cases: list[Case], people: Any) -> None:
        super().__init__(data, label_suffix="", auto_id="assign-%s")
        offered: dict[str, str] = {}
        for version in {case.version_id: case.version for case in cases}.values():
            offered |= dict(roles_to_fill(declared(version), ()))
        self.fields["role"].choices = [("", _("请选择")), *offered.items()]
        self.fields["user"].choices = [("", _("请选择")), *((str(one.pk), str(one)) for one in people)]


class AssignView(WorkView):
    """The worklist sends the rows; the form sends them again with the person."""

    http_method_names = ["post"]

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if not request.roles & MANAGES:
            raise PermissionDenied(_("只有案件经办人可以指派办理人员。"))
        back = _back(request)
        cases = self._chosen(request)
        if not cases or len(cases) > MOST:
            messages.error(request, _("请勾选1至%(most)d件案件。") % {"most": MOST})
            return redirect(back)
        people = [user for user, _held in working(request.tenant)]
        form = AssignForm(request.POST if "user" in request.POST else None, cases=cases, people=people)
        context: dict[str, Any] = {"cases": cases, "form": form, "back": back}
        if form.is_valid():
            context["results"] = self._assigned(request, cases, form)
        return TemplateResponse(request, "cases/admin/assign.html", context)

    def _chosen(self, request: HttpRequest) -> list[Case]:
        keys = [int(key) for key in request.POST.getlist("case") if key.isdigit()]
        cases = visible(Case.objects.select_related("version"), request.user, request.roles)
        return list(cases.filter(pk__in=keys, is_open=True).defer("data").order_by("pk"))

    def _assigned(self, request: HttpRequest, cases: list[Case], form: AssignForm) -> list[Assigned]:
        role, user = form.cleaned_data["role"], User.objects.get(pk=int(form.cleaned_data["user"]))
        fitting = [case for case in cases if role in declared(case.version).roles]
        others = [Assigned(case, _("这个程序没有这种身份。")) for case in cases if case not in fitting]
        return assign_many(fitting, role, user, actor=request.user, held=request.roles) + others


def _back(request: HttpRequest) -> str:
    asked = request.POST.get("back", "")
    safe = url_has_allowed_host_and_scheme(asked, {request.get_host()}, require_https=request.is_secure())
    return asked if safe else "cases_modeladmin_index"
