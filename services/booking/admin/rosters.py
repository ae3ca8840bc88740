"""The pages of one duty roster: the month, what is done with it, the list that is printed, the monthly summary."""

from datetime import date, timedelta
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views import View

from services.booking.actions.plan_roster import plan_roster
from services.booking.actions.publish_roster import publish_roster
from services.booking.admin.access import DeskView
from services.booking.admin.rosters_month import Month, asked_month, weeks
from services.booking.duty_wording import office_phone
from services.booking.errors import BookingError
from services.booking.forms.rosters import PeriodForm
from services.booking.models import Roster, Shift
from services.booking.roster_queries import away_from, left_open, not_handed, rosters, shifts_of, stranded
from services.booking.roster_rules import REMINDED_BEFORE, days_late
from services.booking.roster_summary import summary
from tenants import roles
from tenants.spreadsheets import csv_response

# Weeks that are planned at once, unless somebody says otherwise.
WEEKS_AHEAD = 4


def may_set_up(request: HttpRequest) -> bool:
    return roles.COUNTY_ADMIN in request.roles


class ListView(DeskView):
    http_method_names = ["get", "head"]

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        today = timezone.localdate()
        rows = [
            (one, not_handed(one, today, today + timedelta(days=one.days_ahead + REMINDED_BEFORE)))
            for one in rosters()
        ]
        context = {"rows": rows, "may_set_up": may_set_up(request), "open_count": left_open().count()}
        return TemplateResponse(request, "booking/admin/rosters.html", context)


class LeftOpenView(DeskView):
    """Appointments over for a day whose outcome nobody wrote down. Nothing changes them by itself."""

    http_method_names = ["get", "head"]

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        found = left_open()
        context = {"rows": found[:200], "count": found.count()}
        return TemplateResponse(request, "booking/admin/roster_left_open.html", context)


class _OfRoster(View):
    roster: Roster

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> Any:
        found = rosters().filter(pk=kwargs["pk"]).first()
        if found is None:
            raise Http404
        self.roster = found
        return super().dispatch(request, *args, **kwargs)


class RosterView(DeskView, _OfRoster):
    """A page about one roster, for the desk."""


class MonthView(RosterView):
    http_method_names = ["get", "head"]

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        month = asked_month(request)
        shifts = list(shifts_of(self.roster, month.first, month.last))
        return TemplateResponse(request, "booking/admin/roster.html", self._context(month, shifts))

    def _context(self, month: Month, shifts: list[Shift]) -> dict[str, Any]:
        today = timezone.localdate()
        first = max(today, month.first)
        period = {"first": first, "last": max(first, month.last)}
        planned = [
            one for one in shifts if one.state == Shift.State.PLANNED and one.starts_at > timezone.now()
        ]
        return {
            "roster": self.roster,
            "month": month,
            "weeks": weeks(month, shifts, away_from(shifts)),
            "plan": PeriodForm(
                initial={"first": today, "last": today + timedelta(weeks=WEEKS_AHEAD)}, prefix="plan"
            ),
            "publish": PeriodForm(initial=period, prefix="publish"),
            "planned": len(planned),
            "missing": not_handed(
                self.roster, today, today + timedelta(days=self.roster.days_ahead + REMINDED_BEFORE)
            ),
            "stranded": list(stranded(self.roster)),
            "times": list(self.roster.times.all()),
            "members": self.roster.members.count(),
            "may_set_up": may_set_up(self.request),
        }


class PlanView(RosterView):
    http_method_names = ["post"]

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        form = PeriodForm(request.POST, prefix="plan")
        if not form.is_valid():
            return _refused(request, self.roster, form)
        try:
            done = plan_roster(self.roster, **form.cleaned_data, actor=request.user)
        except BookingError as error:
            messages.error(request, str(error))
        else:
            said = ngettext("排好%(made)d班。", "排好%(made)d班。", done.made) % {"made": done.made}
            if done.empty:
                said += _("另有%(empty)d班没有人能值，请增加人员或者手工安排。") % {"empty": done.empty}
            (messages.warning if done.empty else messages.success)(request, said)
        return _to_month(self.roster, form.cleaned_data["first"])


class PublishView(RosterView):
    http_method_names = ["post"]

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        form = PeriodForm(request.POST, prefix="publish")
        if not form.is_valid():
            return _refused(request, self.roster, form)
        try:
            done = publish_roster(self.roster, **form.cleaned_data, actor=request.user)
        except BookingError as error:
            messages.error(request, str(error))
        else:
            said = _("已抄送%(count)d班，值班人员已收到通知。") % {"count": done.count}
            if done.late:
                said += _("其中%(late)d班晚于规定时间。") % {"late": done.late}
            if done.empty:
                said += _("%(empty)d班没有人，没有抄送。") % {"empty": done.empty}
            (messages.warning if done.late or done.empty else messages.success)(request, said)
        return _to_month(self.roster, form.cleaned_data["first"])


class PrintView(RosterView):
    """The list as it goes to the place."""

    http_method_names = ["get", "head"]

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        month = asked_month(request)
        shifts = shifts_of(self.roster, month.first, month.last).exclude(state=Shift.State.VOID)
        lines = [(one, office_phone(one.resource) if one.resource else "", days_late(one)) for one in shifts]
        context = {"roster": self.roster, "month": month, "lines": lines}
        return TemplateResponse(request, "booking/admin/roster_list.html", context)


class SummaryView(RosterView):
    http_method_names = ["get", "head"]

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        month = asked_month(request)
        lines = summary(shifts_of(self.roster, month.first, month.last))
        if request.GET.get("export") == "csv":
            return _csv(self.roster, month, lines)
        context = {"roster": self.roster, "month": month, "lines": lines}
        return TemplateResponse(request, "booking/admin/roster_summary.html", context)


def _csv(roster: Roster, month: Month, lines: list[Any]) -> HttpResponse:
    heads = [_("姓名"), _("单位"), _("应值班次"), _("到岗班次"), _("缺勤班次"), _("没有登记"), _("值班小时")]
    rows = [
        [one.name, one.office, one.shifts, one.worked, one.absent, one.unrecorded, one.hours] for one in lines
    ]
    return csv_response([heads, *rows], f"duty-{roster.pk}-{month.first:%Y%m}.csv")


def _refused(request: HttpRequest, roster: Roster, form: PeriodForm) -> HttpResponse:
    messages.error(request, " ".join(str(one) for errors in form.errors.values() for one in errors))
    return _to_month(roster, timezone.localdate())


def _to_month(roster: Roster, day: date) -> HttpResponse:
    return redirect(f"{reverse('rosters_month', args=[roster.pk])}?month={day:%Y-%m}")
