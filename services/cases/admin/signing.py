"""Somebody signs a paper in the office or in the field, on the screen of whoever handles the case."""

from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils.decorators import method_decorator
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache

from services.cases.actions.sign_paper import own_seat, sign_paper
from services.cases.admin.access import CaseView
from services.cases.errors import CaseError
from services.cases.models import CasePaper
from services.cases.rules import may_work
from services.cases.signing_form import signing, signing_form
from services.documents.errors import NotSignableError
from services.documents.queries import open_seats
from services.inputs.bound import Bound


@method_decorator(never_cache, name="dispatch")
class SignView(CaseView):
    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        made, place = self._open(kwargs)
        return self._shown(made, place, self._bound(place), "")

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        made, place = self._open(kwargs)
        bound = self._bound(place)
        if not bound.valid:
            return self._shown(made, place, bound, "")
        try:
            sign_paper(made, place["code"], signing(request, bound, place["name"]), doer=self.doer)
        except (CaseError, NotSignableError) as error:
            return self._shown(made, place, bound, str(error))
        bound.settle()
        messages.success(
            request, _("%(name)s已在《%(paper)s》上签名。") % {"name": place["name"], "paper": made.name}
        )
        return redirect(f"{reverse('cases_page', args=[self.case.pk])}#papers")

    def _bound(self, place: dict[str, str]) -> Bound:
        form = signing_form(place["name"], own=own_seat(self.case, place["code"], self.doer))
        return Bound.of(self.request, form, "sign")

    def _open(self, kwargs: dict[str, Any]) -> tuple[CasePaper, dict[str, str]]:
        if not may_work(self.case, self.doer):
            raise PermissionDenied(_("这件案件不由您办理。"))
        papers = CasePaper.objects.select_related("paper").exclude(status=CasePaper.Status.REPLACED)
        made = get_object_or_404(papers, pk=kwargs["paper_id"], case=self.case, paper__isnull=False)
        place = next((seat for seat in open_seats(made.paper) if seat["code"] == kwargs["seat"]), None)
        if place is None:
            raise Http404
        return made, place

    def _shown(self, made: CasePaper, place: dict[str, str], bound: Bound, refused: str) -> HttpResponse:
        own = own_seat(self.case, place["code"], self.doer)
        context = {
            "case": self.case, "made": made, "place": place, "bound": bound, "refused": refused, "own": own,
        }  # fmt: skip
        status = 409 if refused else 200
        return TemplateResponse(self.request, "cases/admin/sign.html", context, status=status)
