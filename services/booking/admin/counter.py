"""The receptionist's day: who waits, who comes next, who just walked in."""

import re
from collections.abc import Iterable, Sequence
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

from services.booking.actions.walk_in import walk_in
from services.booking.admin.access import DeskView, full, visible
from services.booking.admin.days import edge
from services.booking.admin.desk_forms import WalkInForm
from services.booking.admin.page import hand_over_code
from services.booking.errors import BookingError
from services.booking.models import Appointment, Channel
from services.booking.unsettled import unsettled
from services.directory.models import Organisation

State = Appointment.State
_NUMBER = re.compile(r"\d{8}")
_SHORTEST_TAIL = 4


@method_decorator(never_cache, name="dispatch")
class CounterView(DeskView):
    http_method_names = ["get", "head", "post"]

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        return self.shown(WalkInForm(auto_id="walk-%s"))

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        form = WalkInForm(request.POST, auto_id="walk-%s")
        if not form.is_valid():
            return self.shown(form, status=400)
        said = form.cleaned_data
        try:
            appointment, code = walk_in(
                said["service"],
                Channel.IN_PERSON,
                form.who(Appointment.Source.COUNTER),
                actor=request.user,
                person=said["person"],
                first=said["priority"],
            )
        except BookingError as error:
            form.add_error(None, str(error))
            return self.shown(form, status=409)
        hand_over_code(request, appointment, code)
        told = {
            "when": timezone.localtime(appointment.starts_at).strftime("%H:%M"),
            "who": appointment.person,
        }
        messages.success(request, _("已登记：%(when)s，%(who)s接待。") % told)
        return redirect("booking_appointment", appointment.pk)

    def shown(self, form: WalkInForm, status: int = 200) -> HttpResponse:
        here = self.here
        asked = self.request.GET.get("q", "").strip()
        context = {
            "office": self.office,
            "offices": self.offices,
            "q": asked,
            "found": found(here, asked) if asked else None,
            "waiting": in_order(one for one in here if one.state == State.ARRIVED),
            "next": [one for one in here if one.state == State.CONFIRMED],
            "over": sum(one.state in (State.DONE, State.NO_SHOW) for one in here),
            "form": form,
            "now": timezone.now(),
            "unsettled": unsettled().count(),
        }
        return TemplateResponse(self.request, "booking/admin/counter.html", context, status=status)

    @cached_property
    def everywhere(self) -> list[Appointment]:
        today = timezone.localdate()
        rows = full().filter(starts_at__gte=edge(today), starts_at__lt=edge(today + timedelta(days=1)))
        kept = visible(self.request, rows).exclude(state=State.CANCELLED)
        return list(kept.order_by("starts_at", "pk"))

    @property
    def here(self) -> list[Appointment]:
        office = self.office
        return [one for one in self.everywhere if office is None or one.person.organisation_id == office.pk]

    @cached_property
    def offices(self) -> list[Organisation]:
        """With people who can be booked."""
        rows = Organisation.objects.filter(resources__active=True, resources__services__active=True)
        return list(rows.distinct())

    @cached_property
    def office(self) -> Organisation | None:
        asked = self.request.GET.get("organisation", "")
        return next((one for one in self.offices if str(one.pk) == asked), None)


def in_order(waiting: Iterable[Appointment]) -> list[Appointment]:
    """The old, the ill and the disabled first; then by the time that was agreed."""
    return sorted(waiting, key=lambda one: (not one.priority, one.starts_at, one.arrived_at or one.starts_at))


def found(appointments: Sequence[Appointment], asked: str) -> list[Appointment]:
    """By a number, typed or scanned with whatever stands around it; by the end of a phone; by a name.

    Names and phones are sealed, so the day's are looked through here.
    """
    number = _NUMBER.search(asked)
    if number:
        exact = [one for one in appointments if one.number == number.group()]
        if exact:
            return exact
    if asked.isdecimal() and len(asked) >= _SHORTEST_TAIL:
        return [one for one in appointments if one.phone.endswith(asked)]
    return [one for one in appointments if asked in one.name]
