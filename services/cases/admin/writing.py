"""The page on which a paper of a case is written before it is made."""

from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.utils.decorators import method_decorator
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache

from services.cases.actions.make_papers import write_paper
from services.cases.admin.access import CaseView
from services.cases.errors import CaseError
from services.cases.models import CasePaper
from services.cases.paper_form import known, paper_form
from services.cases.rules import may_work
from services.documents.errors import PaperError
from services.inputs.bound import Bound


@method_decorator(never_cache, name="dispatch")
class WriteView(CaseView):
    complaint = ""

    @cached_property
    def wanted(self) -> CasePaper:
        if not may_work(self.case, self.doer):
            raise PermissionDenied
        found = CasePaper.objects.filter(case=self.case, pk=self.kwargs["paper_id"], paper=None)
        wanted = found.exclude(status=CasePaper.Status.REPLACED).first()
        if wanted is None:
            raise Http404
        wanted.case = self.case
        return wanted

    @cached_property
    def bound(self) -> Bound:
        form, draft = paper_form(self.wanted), f"paper-{self.wanted.pk}"
        return Bound.of(self.request, form, "paper", initial=known(self.wanted), draft=draft)

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        return self.shown()

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if not self.bound.valid:
            return self.shown()
        try:
            made = write_paper(self.wanted, self.bound.cleaned.values, doer=self.doer)
        except (CaseError, PaperError) as refusal:
            self.complaint = str(refusal)
            return self.shown()
        self.bound.settle()
        messages.success(request, _("《%(name)s》已制作。") % {"name": made.name})
        return redirect("cases_page", self.case.pk)

    def shown(self) -> HttpResponse:
        context = {
            "case": self.case,
            "wanted": self.wanted,
            "bound": self.bound,
            "complaint": self.complaint,
        }
        return TemplateResponse(
            self.request, "cases/admin/write.html", context, status=409 if self.complaint else 200
        )
