"""Another time, or another person, chosen from what is free."""

from datetime import date, timedelta
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.utils import timezone
from django.utils.translation import gettext as _

from services.booking.actions.reschedule import reschedule
from services.booking.admin.access import AppointmentView, looks_after
from services.booking.admin.calendar import asked_day
from services.booking.admin.times import ANYBODY, DAYS, offered_days, read_slot
from services.booking.errors import BookingError
from services.booking.models import Resource
from services.booking.unsettled import own_session
from services.booking.wording import spoken


class MoveView(AppointmentView):
    http_method_names = ["get", "head", "post"]

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        return self.shown()

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        start, person = read_slot(request.POST.get("slot", ""), self.appointment.service)
        if start is None:
            messages.error(request, _("请选一个时间。"))
            return self.shown(status=400)
        try:
            reschedule(self.appointment, start, actor=request.user, person=person, lead=False)
        except BookingError as error:
            messages.error(request, str(error))
            return self.shown(status=409)
        said = {"when": spoken(self.appointment.starts_at), "who": self.appointment.person}
        messages.success(request, _("已改到%(when)s，%(who)s接待，已通知对方。") % said)
        if not looks_after(request, self.appointment.person):
            return redirect("booking_modeladmin_index")  # whoever gave it away no longer sees it
        return redirect("booking_appointment", self.appointment.pk)

    def shown(self, status: int = 200) -> HttpResponse:
        one = self.appointment
        first = max(self._first(), timezone.localdate())
        people = list(one.service.resources.filter(active=True).exclude(kind=Resource.Kind.ROOM))
        asked = self.request.GET.get("person", "")
        person = next((who for who in people if str(who.pk) == asked), None)
        context = {
            "appointment": one,
            "people": people,
            "person": person,
            "first": first,
            "days": offered_days(one.service, one.channel, first, person=person, moving=own_session(one)),
            "previous": max(first - timedelta(days=DAYS), timezone.localdate()),
            "next": first + timedelta(days=DAYS),
            "anybody": ANYBODY,
            "today": timezone.localdate(),
        }
        return TemplateResponse(self.request, "booking/admin/move.html", context, status=status)

    def _first(self) -> date:
        if "day" in self.request.GET:
            return asked_day(self.request)
        return timezone.localtime(self.appointment.starts_at).date()
