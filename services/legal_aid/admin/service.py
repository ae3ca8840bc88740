"""Public service as the centre sees it: what waits to be confirmed, who wants into the register, hours of the year."""

from datetime import date
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.utils import timezone
from django.utils.translation import gettext as _

from services.cases.errors import CaseError
from services.directory.matters import taxonomy
from services.directory.models import Lawyer
from services.directory.terms import in_office
from services.legal_aid.actions.keep_hours import decide_hours
from services.legal_aid.actions.volunteer import answer_volunteer
from services.legal_aid.admin.access import StaffView
from services.legal_aid.facts import on_the_list
from services.legal_aid.models import HoursEntry, Volunteer
from services.legal_aid.own import public_hours
from services.legal_aid.queries import consultations, hours
from tenants.spreadsheets import csv_response

PERMISSION, CHANGE = "legal_aid.view_hoursentry", "legal_aid.change_hoursentry"


class ServiceView(StaffView):
    permission = PERMISSION
    http_method_names = ["get", "head"]

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        today = timezone.localdate()
        year = _year(request.GET.get("year", ""), today)
        lines = _of_the_year(year, today)
        if request.GET.get("export") == "csv":
            head = (_("律师"), _("执业机构"), _("咨询"), _("公益服务小时"))
            rows = (
                (one["lawyer"].name, one["lawyer"].firm.name, one["asked"], one["hours"]) for one in lines
            )
            return csv_response([head, *rows], f"service-{year}.csv")
        context = {
            "year": year,
            "lines": lines,
            "number": public_hours(request.tenant),
            "waiting": HoursEntry.objects.filter(state="waiting").select_related("lawyer__firm"),
            "applications": [
                (one, [taxonomy().label(code) for code in one.matters])
                for one in Volunteer.objects.filter(state="waiting").select_related("lawyer__firm")
            ],
            "may_decide": request.user.has_perm(CHANGE),
        }
        return TemplateResponse(request, "legal_aid/admin/service.html", context)


def _year(asked: str, today: date) -> int:
    return int(asked) if asked.isdecimal() and 2000 <= int(asked) <= today.year else today.year


def _of_the_year(year: int, today: date) -> list[dict[str, Any]]:
    since, until = date(year, 1, 1), date(year, 12, 31)
    spent, asked = hours(since, until), consultations(since, until)
    day = min(until, today)
    lawyers = Lawyer.objects.filter(in_office(day)).filter(on_the_list()).select_related("firm")
    found = [{"lawyer": one, "hours": spent.get(one.pk, 0), "asked": asked.get(one.pk, 0)} for one in lawyers]
    return sorted(found, key=lambda line: (-line["hours"], line["lawyer"].name, line["lawyer"].pk))


class DecideHoursView(StaffView):
    permission = CHANGE
    http_method_names = ["post"]

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        entry = HoursEntry.objects.select_related("lawyer__user").filter(pk=kwargs["pk"]).first()
        if entry is None:
            raise Http404
        said = {"confirm": "confirm" in request.POST, "answer": request.POST.get("answer", "")}
        return _done(request, lambda: decide_hours(entry, actor=request.user, **said))


class AnswerView(StaffView):
    permission = "legal_aid.change_volunteer"
    http_method_names = ["post"]

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        asked = Volunteer.objects.select_related("lawyer__user").filter(pk=kwargs["pk"]).first()
        if asked is None:
            raise Http404
        said = {"accept": "confirm" in request.POST, "answer": request.POST.get("answer", "")}
        return _done(request, lambda: answer_volunteer(asked, actor=request.user, **said))


def _done(request: HttpRequest, deed: Any) -> HttpResponse:
    try:
        deed()
    except CaseError as error:
        messages.error(request, str(error))
    return redirect("legal_aid_service")
