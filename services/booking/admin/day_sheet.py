"""The day on paper: who comes when, what to bring, and a column to sign in."""

from collections.abc import Sequence
from datetime import timedelta
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.template.response import TemplateResponse
from django.utils.decorators import method_decorator
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache

from services.booking.actions.look import look_at_all
from services.booking.admin.access import StaffView, at_desk, full, own_resources, visible
from services.booking.admin.calendar import ALL, asked_day
from services.booking.admin.days import edge
from services.booking.models import Appointment
from services.directory.models import Organisation
from tenants.phones import masked, spaced

State = Appointment.State


@method_decorator(never_cache, name="dispatch")
class DaySheetView(StaffView):
    """Phones are masked; the desk opens them for one print, with a reason."""

    http_method_names = ["get", "head", "post"]

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        return self.shown()

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        reason = request.POST.get("reason", "").strip()[:200]
        if not at_desk(request):
            messages.error(request, _("电话只有窗口可以打印。"))
            return self.shown(status=403)
        if not reason:
            messages.error(request, _("请写明原因。"))
            return self.shown(status=400)
        look_at_all([one for one in self.appointments if one.phone], actor=request.user, reason=reason)
        return self.shown(phones=True)

    def shown(self, *, phones: bool = False, status: int = 200) -> HttpResponse:
        say = spaced if phones else masked
        desk = at_desk(self.request)
        context = {
            "day": self.day,
            "previous": self.day - timedelta(days=1),
            "next": self.day + timedelta(days=1),
            "office": self.office,
            "offices": self.offices,
            "lines": [(one, say(one.phone) if desk and one.phone else "") for one in self.appointments],
            "desk": desk,
            "phones": phones,
        }
        response = TemplateResponse(self.request, "booking/admin/day_sheet.html", context, status=status)
        response["Cache-Control"] = "no-store"
        return response

    @cached_property
    def day(self) -> Any:
        return asked_day(self.request)

    @cached_property
    def offices(self) -> list[Organisation]:
        rows = own_resources(self.request).order_by("organisation__name")
        return list({one.organisation_id: one.organisation for one in rows}.values())

    @cached_property
    def office(self) -> Organisation | None:
        asked = self.request.GET.get("organisation", ALL)
        return next((one for one in self.offices if str(one.pk) == asked), None)

    @cached_property
    def appointments(self) -> Sequence[Appointment]:
        rows = full().filter(starts_at__gte=edge(self.day), starts_at__lt=edge(self.day + timedelta(days=1)))
        if self.office:
            rows = rows.filter(person__organisation=self.office)
        return list(visible(self.request, rows).exclude(state=State.CANCELLED).order_by("starts_at", "pk"))
