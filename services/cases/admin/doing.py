"""Answers what is sent from the page of a case. Refused: the page again, with everything typed still there."""

from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _

from services.cases.actions.look import look
from services.cases.admin.access import CaseView
from services.cases.admin.deed_forms import LookForm
from services.cases.admin.deeds import DEEDS, Forms, error_of, led_to
from services.cases.admin.page import page
from services.cases.errors import CaseError
from services.documents.errors import PaperError


class DeedView(CaseView):
    http_method_names = ["post"]

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        name = kwargs["deed"]
        deed = DEEDS.get(name)
        if deed is None:
            raise Http404
        if not deed.allowed(self.case, self.doer):
            raise PermissionDenied(_("这件案件不由您办理。"))
        form = deed.form(request.POST, request.FILES, case=self.case, doer=self.doer, auto_id=f"{name}-%s")
        if not form.is_valid():
            messages.error(request, error_of(form))
            led_to(form)
            return page(
                request, self.case, self.doer, forms=Forms(self.case, self.doer, name, form), status=400
            )
        try:
            messages.success(request, deed.act(self.case, self.doer, form.cleaned_data))
        except (CaseError, PaperError) as error:
            form.add_error(None, str(error))
            messages.error(request, str(error))
            self.case.refresh_from_db()
            return page(
                request, self.case, self.doer, forms=Forms(self.case, self.doer, name, form), status=409
            )
        return redirect(f"{reverse('cases_page', args=[self.case.pk])}#{deed.part}")


class LookView(CaseView):
    """The answer itself shows what was asked for; nothing is kept, so going back asks again."""

    http_method_names = ["post"]

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        form = LookForm(request.POST, case=self.case, doer=self.doer, auto_id="look-%s")
        if not form.is_valid():
            messages.error(request, error_of(form))
            return page(request, self.case, self.doer, status=400)
        try:
            party = look(form.cleaned_data["party"], doer=self.doer, reason=form.cleaned_data["reason"])
        except CaseError as error:
            messages.error(request, str(error))
            return page(request, self.case, self.doer, status=400)
        self.case.refresh_from_db()
        return page(request, self.case, self.doer, looked_at=party)
