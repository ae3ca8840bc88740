"""“我的法律援助”: a lawyer's own cases with their clocks, duty, consultations, hours, and what people said in sums."""

from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.utils.translation import gettext as _
from django.views import View

from services.booking.roster_queries import shifts_of_user
from services.cases.errors import CaseError
from services.cases.queries.promise import clause
from services.cases.queries.rows import rows
from services.directory.models import Lawyer
from services.directory.queries import lawyer_of
from services.legal_aid.actions.keep_hours import enter_hours
from services.legal_aid.actions.volunteer import volunteer
from services.legal_aid.admin.access import StaffView
from services.legal_aid.consulting import listed, promised
from services.legal_aid.forms.service import HoursForm, VolunteerForm
from services.legal_aid.own import cases_of, own
from services.legal_aid.shifts import running

PERMISSION = "legal_aid.add_hoursentry"
MOST = 50


class _OfLawyer(View):
    lawyer: Lawyer

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        found = lawyer_of(request.user)
        if found is None:
            raise PermissionDenied(_("这个账号还没有和律师名册对上，请联系法律援助中心。"))
        self.lawyer = found
        return super().dispatch(request, *args, **kwargs)


class MineView(StaffView, _OfLawyer):
    permission = PERMISSION

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        return self.shown(HoursForm(), VolunteerForm())

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        deed = {"hours": self._hours, "volunteer": self._volunteer}.get(request.POST.get("what", ""))
        if deed is None:
            raise Http404
        try:
            refused = deed()
        except CaseError as error:
            messages.error(request, str(error))
            refused = None
        return refused or redirect("legal_aid_mine")

    def _hours(self) -> HttpResponse | None:
        form = HoursForm(self.request.POST)
        if not form.is_valid():
            return self.shown(form, VolunteerForm(), status=400)
        said = form.cleaned_data
        enter_hours(
            self.lawyer,
            on=said["on"],
            kind=said["kind"],
            hours=said["hours"],
            about=said["note"],
            actor=self.request.user,
        )
        messages.success(self.request, _("已登记，等法律援助中心确认。"))
        return None

    def _volunteer(self) -> HttpResponse | None:
        form = VolunteerForm(self.request.POST)
        if not form.is_valid():
            return self.shown(HoursForm(), form, status=400)
        said = form.cleaned_data
        volunteer(
            self.lawyer,
            matters=said["matters"],
            languages=said["languages"],
            about=said["note"],
            actor=self.request.user,
        )
        messages.success(self.request, _("申请已交，等法律援助中心答复。"))
        return None

    def shown(self, hours: HoursForm, applying: VolunteerForm, status: int = 200) -> HttpResponse:
        user, told = self.request.user, own(self.lawyer, self.request.tenant)
        context = {
            "lawyer": self.lawyer,
            "told": told,
            "meters": [
                (_("今年公益服务"), _("小时"), told.hours, [clause(one) for one in told.hours.number.basis]),
                (
                    _("咨询记录"),
                    _("份"),
                    told.consultations,
                    [clause(one) for one in told.consultations.number.basis],
                ),
            ],
            "cases": rows(cases_of(self.lawyer)[:MOST]),
            "calls": promised(listed().filter(lawyer=self.lawyer))[:MOST],
            "shift": running(self.lawyer),
            "shifts": shifts_of_user(user)[:5],
            "hours": hours,
            "applying": applying,
        }
        return TemplateResponse(self.request, "legal_aid/admin/mine.html", context, status=status)
