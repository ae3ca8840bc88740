"""The counter books for somebody who stands there or calls: what, with whom, when, for whom – on one page."""

from datetime import timedelta
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.utils import timezone
from django.utils.decorators import method_decorator
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache

from services.booking.actions.book_for import book_for
from services.booking.admin.access import DeskView
from services.booking.admin.calendar import asked_day
from services.booking.admin.desk_forms import CallForm, services_by_key
from services.booking.admin.page import hand_over_code
from services.booking.admin.times import ANYBODY, DAYS, offered_days, read_slot
from services.booking.errors import BookingError
from services.booking.models import BookableService, Channel, Resource


@method_decorator(never_cache, name="dispatch")
class BookView(DeskView):
    """What was chosen stands in the address, so that a refused form comes back with its times."""

    http_method_names = ["get", "head", "post"]

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        return self.shown(CallForm(auto_id="call-%s"))

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        form = CallForm(request.POST, auto_id="call-%s")
        if self.service is None:
            return redirect("booking_book")
        start, person = read_slot(request.POST.get("slot", ""), self.service)
        if start is None:
            form.add_error(None, _("请选一个时间。"))
        if start is None or not form.is_valid():
            return self.shown(form, status=400)
        try:
            appointment, code = book_for(
                self.service,
                start,
                self.channel,
                form.who(form.cleaned_data["source"]),
                actor=request.user,
                person=person,
            )
        except BookingError as error:
            form.add_error(None, str(error))
            return self.shown(form, status=409)
        hand_over_code(request, appointment, code)
        messages.success(request, _("已约好。"))
        return redirect("booking_appointment", appointment.pk)

    @cached_property
    def services(self) -> dict[str, BookableService]:
        return services_by_key()

    @cached_property
    def service(self) -> BookableService | None:
        return self.services.get(self.request.GET.get("service", ""))

    @property
    def channel(self) -> str:
        asked = self.request.GET.get("channel", "")
        offered = self.service.channels if self.service else ()
        return asked if asked in offered else next(iter(offered), "")

    @cached_property
    def people(self) -> list[Resource]:
        if self.service is None:
            return []
        return list(self.service.resources.filter(active=True).exclude(kind=Resource.Kind.ROOM))

    def shown(self, form: CallForm, status: int = 200) -> HttpResponse:
        today = timezone.localdate()
        first = max(asked_day(self.request), today)
        asked = self.request.GET.get("person", "")
        person = next((one for one in self.people if str(one.pk) == asked), None)
        days = offered_days(self.service, self.channel, first, person=person) if self.service else []
        context = {
            "services": self.services.values(),
            "service": self.service,
            "channels": [(one, Channel(one).label) for one in self.service.channels] if self.service else [],
            "channel": self.channel,
            "people": self.people,
            "person": person,
            "first": first,
            "days": days,
            "previous": max(first - timedelta(days=DAYS), today),
            "next": first + timedelta(days=DAYS),
            "today": today,
            "anybody": ANYBODY,
            "form": form,
            "chosen": self.request.POST.get("slot", "").partition("-")[0],
        }
        return TemplateResponse(self.request, "booking/admin/book.html", context, status=status)
