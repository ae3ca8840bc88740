"""The receipt that reception prints: number, lookup code, what comes next. The code is shown once."""

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.template.response import TemplateResponse
from django.utils.decorators import method_decorator
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache

from services.cases.actions.reissue_code import reissue_code
from services.cases.admin.access import CaseView
from services.cases.errors import CaseError
from services.cases.models import Case
from services.cases.queries.promise import promise
from services.cases.rules import may_work
from tenants.cipher import seal, unseal


def hand_over(request: HttpRequest, case: Case, code: str) -> None:
    """Keeps the new code, sealed, for the one page that shows it."""
    request.session[_place(case)] = seal(code)


def _place(case: Case) -> str:
    return f"case-code-{case.pk}"


@method_decorator(never_cache, name="dispatch")
class ReceiptView(CaseView):
    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        kept = request.session.pop(_place(self.case), "")
        return self.shown(unseal(kept) if kept else "")

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        try:
            code = reissue_code(self.case, doer=self.doer, reason=request.POST.get("reason", ""))
        except CaseError as error:
            messages.error(request, str(error))
            return self.shown("", status=400)
        messages.success(request, _("已发放新的查询码，原来的不能再用。"))
        return self.shown(code)

    def shown(self, code: str, status: int = 200) -> HttpResponse:
        context = {
            "case": self.case,
            "code": code,
            "promise": promise(self.case),
            "first": self.case.events.order_by("position").first(),
            "works": may_work(self.case, self.doer),
            "typed": self.request.POST.get("reason", "") if status != 200 else "",
            "track": f"{self.request.tenant.root_url}/track/",
        }
        response = TemplateResponse(self.request, "cases/admin/receipt.html", context, status=status)
        response["Cache-Control"] = "no-store"
        return response
