"""Payment lists: made, printed, exported for the bank, paid."""

from collections.abc import Iterable
from io import BytesIO
from typing import Any

from django import forms
from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.utils.translation import gettext as _
from openpyxl import Workbook

from services.cases.errors import CaseError
from services.subsidies.actions.export_list import export_list
from services.subsidies.actions.pay import make_list, pay
from services.subsidies.admin.access import ListView, StaffView, approves
from services.subsidies.clauses import clauses_of
from services.subsidies.errors import SubsidyError
from services.subsidies.forms import ExportForm, PayForm
from services.subsidies.models import PaymentList, PaymentRow
from services.subsidies.queries.claims import lists
from services.subsidies.queries.lists import ready
from services.subsidies.queries.money import purse
from services.subsidies.rules import may_not_pay
from services.subsidies.schemes import Scheme
from tenants.models import User

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
NEWEST = 100


class ListsView(StaffView):
    http_method_names = ["get", "head", "post"]

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        waiting: dict[str, list] = {}
        for claim in ready():
            waiting.setdefault(claim.scheme, []).append(claim)
        context = {
            "rows": lists()[:NEWEST],
            "waiting": [
                (Scheme(scheme), claims, [one for one in claims if not one.payee.account])
                for scheme, claims in sorted(waiting.items())
            ],
            "approves": approves(request),
        }
        return TemplateResponse(request, "subsidies/admin/lists.html", context)

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        scheme = request.POST.get("scheme", "")
        if scheme not in Scheme.values:
            raise Http404
        try:
            made = make_list(scheme, actor=request.user)
        except SubsidyError as error:
            messages.error(request, str(error))
            return redirect("subsidy-lists_modeladmin_index")
        messages.success(request, _("发放表%(number)s已编制。") % {"number": made})
        return redirect("subsidies_list", made.pk)


class OneListView(ListView):
    http_method_names = ["get", "head", "post"]

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        return self._draw()

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        do = request.POST.get("do")
        if do not in ("pay", "export"):
            raise Http404
        bound = ExportForm(request.POST) if do == "export" else PayForm(self.payment_list, request.POST)
        if not bound.is_valid():
            return self._draw({str(do): bound}, 400)
        try:
            if do == "export":
                rows = export_list(self.payment_list, actor=request.user, reason=bound.cleaned_data["reason"])
                return bank_file(self.payment_list, rows)
            pay(self.payment_list, actor=request.user, paid_on=bound.cleaned_data["paid_on"])
        except (SubsidyError, CaseError) as error:
            messages.error(request, str(error))
            return self._draw(status=400)
        messages.success(request, _("已登记发放，每份申报都已转为“已发放”。"))
        return redirect("subsidies_list", self.payment_list.pk)

    def _draw(self, refused: dict[str, forms.Form] | None = None, status: int = 200) -> HttpResponse:
        rows = list(self.payment_list.rows.select_related("claim__compiled_by", "claim__approved_by"))
        pairs = dict.fromkeys((document, clause) for row in rows for document, clause in row.bases)
        known = {(one.document_number, one.clause): number for number, one in enumerate(clauses_of(pairs), 1)}
        context = {
            "list": self.payment_list,
            "rows": [(row, [known[document, clause] for document, clause in row.bases]) for row in rows],
            "clauses": clauses_of(pairs),
            "purse": purse(self.payment_list.scheme, self.payment_list.year),
            "forms": {"pay": PayForm(self.payment_list), "export": ExportForm(), **(refused or {})},
            "approves": approves(self.request),
            "why_not": may_not_pay(self.request.user, self.payment_list),
            "compilers": _names(row.claim.compiled_by for row in rows),
            "approvers": _names(row.claim.approved_by for row in rows),
        }
        return TemplateResponse(self.request, "subsidies/admin/list.html", context, status=status)


def _names(people: Iterable[User | None]) -> str:
    return "、".join(dict.fromkeys(str(one) for one in people if one))


def bank_file(payment_list: PaymentList, rows: list[PaymentRow]) -> HttpResponse:
    """Whole account numbers, as text: a spreadsheet would round them."""
    book = Workbook()
    sheet = book.active
    sheet.title = str(payment_list)
    sheet.append([_("序号"), _("户名"), _("收款账号"), _("开户银行"), _("金额（元）"), _("用途")])
    use = f"{payment_list.get_scheme_display()} {payment_list}"
    for place, row in enumerate(rows, 1):
        sheet.append([place, row.name, row.account, row.bank, row.amount, use])
        for column in (2, 3, 4):
            sheet.cell(sheet.max_row, column).data_type = "s"
    for column, width in zip("ABCDEF", (6, 14, 26, 26, 14, 32), strict=True):
        sheet.column_dimensions[column].width = width
    out = BytesIO()
    book.save(out)
    response = HttpResponse(out.getvalue(), content_type=XLSX)
    response["Content-Disposition"] = f'attachment; filename="subsidies-{payment_list}.xlsx"'
    response["Cache-Control"] = "no-store"
    return response
