"""Finds whom a complaint is about in the registers, and says so."""

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils.decorators import method_decorator
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache

from services.cases.admin.access import CaseView
from services.cases.errors import CaseError
from services.cases.lines import line, read_line
from services.complaints.actions.name_complained import name_complained
from services.complaints.actions.take_note import REGISTERS
from services.complaints.finding import found_by, suggested
from services.complaints.rules import PROCEDURE, may_name

LONGEST = 60


@method_decorator(never_cache, name="dispatch")
class NamingView(CaseView):
    """Whoever stands in the words of the complaint is offered; anybody else is looked for by name."""

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        return self.shown()

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        about = read_line(request.POST.get("about"))
        row = REGISTERS[about[0]].objects.filter(pk=about[1]).first() if about else None
        if about is None or row is None:
            return self.shown(_("请先选择一个人或者单位。"))
        try:
            name_complained(self.case, **{about[0]: row}, doer=self.doer)
        except CaseError as refused:
            return self.shown(str(refused))
        messages.success(request, _("已登记被投诉人：%(name)s。") % {"name": row.name})
        return redirect(f"{reverse('cases_page', args=[self.case.pk])}#complained")

    def shown(self, refused: str = "") -> HttpResponse:
        if self.case.procedure_code != PROCEDURE or not may_name(self.case, self.doer):
            raise Http404
        words = self.request.GET.get("q", "").strip()[:LONGEST]
        found = found_by(words) if words else suggested(self.case)
        context = {
            "case": self.case,
            "target": self.case.data.get("complaint_target", ""),
            "q": words,
            "found": [{"value": line(one.kind, one.pk), "one": one} for one in found],
            "refused": refused,
        }
        status = 400 if refused else 200
        return TemplateResponse(self.request, "complaints/admin/naming.html", context, status=status)
