"""Monthly duty statements: what the roster and the consultations say, and what was confirmed of it."""

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views import View

from services.booking.admin.rosters_month import Month, asked_month
from services.booking.models import Roster
from services.booking.roster_queries import rosters
from services.cases.errors import CaseError
from services.legal_aid.actions.confirm_statement import confirm_statement
from services.legal_aid.admin.access import StaffView
from services.legal_aid.duty import CHANNELS, eligibility, rows, statement_of, with_shifts
from services.legal_aid.models import Consultation, Statement
from tenants.spreadsheets import csv_response

PERMISSION, CONFIRM = "legal_aid.view_statement", "legal_aid.add_statement"
_HEAD = (
    gettext_lazy("姓名"), gettext_lazy("机构"), gettext_lazy("班次"), gettext_lazy("到岗"), gettext_lazy("缺勤"),
    gettext_lazy("未登记"), gettext_lazy("小时"), *Consultation.Channel.labels, gettext_lazy("咨询合计"),
)  # fmt: skip
_COLUMNS = ("name", "office", "shifts", "done", "absent", "open", "hours", *CHANNELS, "asked")


class DutiesView(StaffView):
    permission = PERMISSION
    http_method_names = ["get", "head"]

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        month = _month(request)
        confirmed = {one.roster_id: one for one in Statement.objects.filter(month=month.first)}
        held = with_shifts(month.first)
        lines = [(one, confirmed.get(one.pk), one.pk in held) for one in rosters().filter(active=True)]
        return TemplateResponse(request, "legal_aid/admin/duties.html", {"month": month, "lines": lines})


def _month(request: HttpRequest) -> Month:
    """The last month that is over, where none is asked for."""
    if request.GET.get("month"):
        return asked_month(request)
    return Month(Month(timezone.localdate().replace(day=1)).before)


class _OfRoster(View):
    roster: Roster

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        found = rosters().filter(pk=kwargs["pk"]).first()
        if found is None:
            raise Http404
        self.roster = found
        return super().dispatch(request, *args, **kwargs)


class DutyView(StaffView, _OfRoster):
    permission = PERMISSION

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        month = _month(request)
        statement = statement_of(self.roster, month.first)
        lines = statement.rows if statement else rows(self.roster, month.first)
        if request.GET.get("export") == "csv":
            table = [_HEAD, *([line.get(name, "") for name in _COLUMNS] for line in lines)]
            return csv_response(table, f"duty-{self.roster.pk}-{month.first:%Y-%m}.csv")
        people = eligibility(self.roster)
        context = {
            "roster": self.roster,
            "month": month,
            "statement": statement,
            "heads": _HEAD,
            "lines": [
                [*zip(_HEAD, (line.get(name, "") for name in _COLUMNS), strict=True)] for line in lines
            ],
            "people": people,
            "lawyers": any(one["lawyer"] for one in people),
            "over": month.last < timezone.localdate(),
            "may_confirm": request.user.has_perm(CONFIRM),
        }
        return TemplateResponse(request, "legal_aid/admin/duty.html", context)

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        month = _month(request)
        try:
            confirm_statement(self.roster, month.first, actor=request.user)
            messages.success(request, _("已确认，这个月的统计不再变动。"))
        except CaseError as error:
            messages.error(request, str(error))
        return redirect(f"{reverse('legal_aid_duty', args=[self.roster.pk])}?month={month.first:%Y-%m}")
