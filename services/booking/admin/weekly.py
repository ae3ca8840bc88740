"""Opening hours: who has some, and the week of one of them."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from itertools import groupby
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.urls import URLPattern, path, reverse
from django.utils.dateparse import parse_date
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from services.booking.actions.keep_hours import Term, keep_hours
from services.booking.admin.access import StaffView
from services.booking.admin.weekly_form import WeeklyForm, as_initial, copied
from services.booking.models import DayKind, OpeningHours, Resource
from services.directory.models import Organisation
from tenants.admin.addresses import KEYS
from tenants.modeladmin import TenantModelAdmin

INDEX = "opening-hours_modeladmin_index"
OFFICE, PERSON = "booking_hours_office", "booking_hours_person"
KEYS.update({OFFICE: Organisation, PERSON: Resource})


@dataclass(frozen=True)
class Week:
    """The hours of one organisation, person or room in one term, a line for each kind of day that has any."""

    whose: Organisation | Resource
    term: Term
    days: list[tuple[str, str]]

    @property
    def address(self) -> str:
        name = OFFICE if isinstance(self.whose, Organisation) else PERSON
        own = [f"{key}={day.isoformat()}" for key, day in vars(self.term).items() if day]
        return reverse(name, args=[self.whose.pk]) + (f"?{'&'.join(own)}" if own else "")


class HoursView(StaffView):
    permission = "booking.view_openinghours"
    http_method_names = ["get", "head"]

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        rows = OpeningHours.objects.select_related("organisation", "resource__organisation")
        weeks = list(_weeks(rows))
        known = {(type(one.whose), one.whose.pk) for one in weeks}
        resources = Resource.objects.filter(active=True).select_related("organisation")
        homes = {one.organisation_id: one.organisation for one in resources}
        without = [Week(one, Term(), []) for key, one in homes.items() if (Organisation, key) not in known]
        context = {
            "tables": [weeks, without],
            "others": [Week(one, Term(), []) for one in resources if (Resource, one.pk) not in known],
            "may_change": request.user.has_perm("booking.change_openinghours"),
        }
        return TemplateResponse(request, "booking/admin/hours.html", context)


def _weeks(rows: Iterable[OpeningHours]) -> Iterator[Week]:
    def place(row: OpeningHours) -> tuple:
        term = (row.since or date.min, row.until or date.max)
        return (row.resource_id is not None, str(row.organisation or row.resource), row.organisation_id or 0,
                row.resource_id or 0, *term)  # fmt: skip

    for _place, found in groupby(sorted(rows, key=lambda row: (*place(row), row.day, row.opens)), key=place):
        spans = list(found)
        first = spans[0]
        yield Week(first.organisation or first.resource, Term(first.since, first.until), _said(spans))


def _said(rows: list[OpeningHours]) -> list[tuple[str, str]]:
    """Days that follow each other and are alike are one line: 周一至周五 9:00–12:00、14:00–17:00."""
    days = {
        day: "、".join(f"{row.opens:%H:%M}–{row.closes:%H:%M}" for row in spans)
        for day, spans in groupby(rows, key=lambda row: row.day)
    }
    lines: list[tuple[list[int], str]] = []
    for day, text in days.items():
        week = lines and day <= DayKind.SUNDAY and lines[-1][0][-1] == day - 1
        if week and lines[-1][1] == text:
            lines[-1][0].append(day)
        else:
            lines.append(([day], text))
    return [(_from_to([DayKind(day).label for day in run]), text) for run, text in lines]


def _from_to(names: list[Any]) -> str:
    if len(names) == 1:
        return str(names[0])
    return _("%(first)s至%(last)s") % {"first": names[0], "last": names[-1]}


class WeekView(StaffView):
    """`table` is set by the address: an organisation's week, or that of a person or room."""

    permission = "booking.change_openinghours"
    http_method_names = ["get", "head", "post"]
    table: type[Organisation] | type[Resource] = Organisation

    @cached_property
    def whose(self) -> Organisation | Resource:
        found = self.table.objects.filter(pk=self.kwargs["pk"]).first()
        if found is None:
            raise Http404
        return found

    @cached_property
    def term(self) -> Term:
        return Term(*(_day(self.request.GET.get(name, "")) for name in ("since", "until")))

    @cached_property
    def initial(self) -> tuple[dict[str, Any], int]:
        owner = "organisation" if self.table is Organisation else "resource"
        rows = OpeningHours.objects.filter(
            **{owner: self.whose}, since=self.term.since, until=self.term.until
        )
        return as_initial(rows, self.term)

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        initial, spans = self.initial
        return self.shown(WeeklyForm(initial=initial, spans=spans))

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        spans = self.initial[1]
        if "copy" in request.POST:
            return self.shown(WeeklyForm(initial=copied(request.POST, spans), spans=spans))
        form = WeeklyForm(request.POST, spans=spans)
        if not form.is_valid():
            return self.shown(form, status=400)
        keep_hours(self.whose, form.hours(), before=self.term, term=form.term, actor=request.user)
        messages.success(request, _("%(who)s的时间已经保存。") % {"who": self.whose})
        return redirect(INDEX)

    def shown(self, form: WeeklyForm, status: int = 200) -> HttpResponse:
        context = {"whose": self.whose, "form": form, "person": self.table is Resource}
        return TemplateResponse(self.request, "booking/admin/week.html", context, status=status)


def _day(written: str) -> date | None:
    try:
        return parse_date(written)
    except ValueError:
        return None


class HoursAdmin(TenantModelAdmin):
    model = OpeningHours
    menu_label = gettext_lazy("每周时间")
    menu_icon = "time"
    base_url_path = "opening-hours"

    def get_admin_urls_for_registration(self) -> tuple[URLPattern, ...]:
        """Weeks are kept whole: none of the stock forms, which know single spans."""
        return (
            path("opening-hours/", HoursView.as_view(), name=INDEX),
            path("opening-hours/office/<int:pk>/", WeekView.as_view(table=Organisation), name=OFFICE),
            path("opening-hours/person/<int:pk>/", WeekView.as_view(table=Resource), name=PERSON),
        )
