"""Who is taken when: a day of several people or rooms side by side, or a week of one."""

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.template.response import TemplateResponse
from django.utils import timezone
from django.utils.dateparse import parse_date
from django.utils.formats import date_format
from django.utils.functional import cached_property
from django.utils.translation import gettext as _

from services.booking.admin.access import StaffView, at_desk, looks_after
from services.booking.admin.days import Away, Days, edge, monday_of
from services.booking.admin.entries import entry
from services.booking.admin.grid import Column, Piece, blocks, clock, rows
from services.booking.models import Resource
from services.booking.ticks import next_tick, tick
from services.booking.unsettled import unsettled
from services.directory.models import Organisation, OrganisationMember

ALL = "all"
_WEEKEND = 5


def asked_day(request: HttpRequest) -> date:
    """Today where none is asked for, or none that is a day."""
    try:
        return parse_date(request.GET.get("day", "")) or timezone.localdate()
    except ValueError:
        return timezone.localdate()


@dataclass(frozen=True)
class Listed:
    """One line of the list that stands in for the table on a phone."""

    kind: str
    when: str
    items: list[Any]


class CalendarView(StaffView):
    http_method_names = ["get", "head"]

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        columns = list(self.columns())
        now = tick(timezone.now()) if self.first <= timezone.localdate() <= self.last else None
        context = {
            "page": self,
            "columns": columns,
            "rows": rows(columns, now) if columns else [],
            "lists": [(column, list(_listed(column))) for column in columns],
            "unsettled": unsettled().filter(**self._own).count(),
            "desk": at_desk(request),
        }
        return TemplateResponse(request, "booking/admin/calendar.html", context)

    @cached_property
    def _own(self) -> dict[str, Any]:
        return {} if at_desk(self.request) else {"person__user": self.request.user}

    # What was asked for

    @cached_property
    def day(self) -> date:
        return asked_day(self.request)

    @cached_property
    def week(self) -> bool:
        return self.request.GET.get("view") == "week"

    @cached_property
    def rooms(self) -> bool:
        return self.request.GET.get("by") == "room"

    @cached_property
    def first(self) -> date:
        return monday_of(self.day) if self.week else self.day

    @cached_property
    def last(self) -> date:
        return self.first + timedelta(days=6 if self.week else 0)

    @property
    def step(self) -> timedelta:
        return timedelta(days=7 if self.week else 1)

    @property
    def previous(self) -> date:
        return self.day - self.step

    @property
    def next(self) -> date:
        return self.day + self.step

    @property
    def is_today(self) -> bool:
        return self.first <= timezone.localdate() <= self.last

    @cached_property
    def everything(self) -> list[Resource]:
        """All people and windows of the county, or all rooms."""
        found = Resource.objects.filter(active=True).select_related("organisation")
        kept = found.filter(kind=Resource.Kind.ROOM) if self.rooms else found.exclude(kind=Resource.Kind.ROOM)
        return list(kept.order_by("organisation__division__code", "organisation__name", "name", "pk"))

    @cached_property
    def offices(self) -> list[Organisation]:
        return list({one.organisation_id: one.organisation for one in self.everything}.values())

    @cached_property
    def mine(self) -> Resource | None:
        return next((one for one in self.everything if one.user_id == self.request.user.pk), None)

    @cached_property
    def who(self) -> Resource | None:
        """One person or room: as asked; else oneself, and for a week anybody."""
        asked = self.request.GET.get("who", "")
        found = next((one for one in self.inside if str(one.pk) == asked), None)
        if found or (asked == ALL and not self.week):
            return found
        if asked == "" and self.mine and not at_desk(self.request) and self.mine in self.inside:
            return self.mine
        return self.inside[0] if self.week and self.inside else None

    @cached_property
    def office(self) -> Organisation | None:
        """As asked; else where one works; None is all of them."""
        asked = self.request.GET.get("organisation", "")
        if asked == ALL:
            return None
        found = next((one for one in self.offices if str(one.pk) == asked), None)
        return found or (self.mine.organisation if self.mine else self.home)

    @property
    def home(self) -> Organisation | None:
        """Where somebody works who receives nobody; else where most are received."""
        member = OrganisationMember.objects.filter(user=self.request.user, until=None)
        keys = set(member.values_list("organisation", flat=True))
        many = Counter(one.organisation_id for one in self.everything)
        ranked = sorted(self.offices, key=lambda one: (one.pk not in keys, -many[one.pk]))
        return ranked[0] if ranked else None

    @cached_property
    def inside(self) -> list[Resource]:
        office = self.office
        return [one for one in self.everything if office is None or one.organisation_id == office.pk]

    # What stands there

    def columns(self) -> Iterator[Column]:
        who = self.who
        shown = [who] if who else self.inside
        days = Days(shown, self.first, 7 if self.week else 1)
        for resource in shown:
            for day in days.dates:
                column = self._column(days, resource, day)
                if not (self.week and day.weekday() >= _WEEKEND and not (column.open or column.taken)):
                    yield column

    def _column(self, days: Days, resource: Resource, day: date) -> Column:
        midnight = tick(edge(day))
        end = tick(edge(day + timedelta(days=1)))
        own, desk = looks_after(self.request, resource), at_desk(self.request)
        shut = days.away(resource)
        away = [Piece(one.span, one if own else Away(one.span, one.kind, one.label, "")) for one in shut]
        taken = [
            Piece(
                span,
                entry(
                    one,
                    resource,
                    self.request.user,
                    desk=desk,
                    clash=any(_touches(gone.span, *span) for gone in shut),
                ),
            )
            for one in days.sessions(resource)
            for span in [(one.first_tick, next_tick(one.ends_at))]
        ]
        duty = [
            Piece((tick(one.starts_at), next_tick(one.ends_at)), one.roster) for one in days.shifts(resource)
        ]
        return Column(
            Head(resource, day, days.calendar.different(day), self.week),
            midnight,
            *(
                [piece for piece in pieces if _touches(piece.span, midnight, end)]
                for pieces in (taken, away, duty)
            ),
            [span for span in days.open(resource) if _touches(span, midnight, end)],
        )


def _touches(span: tuple[int, int], first: int, end: int) -> bool:
    return span[0] < end and span[1] > first


@dataclass(frozen=True)
class Head:
    resource: Resource
    day: date
    different: bool | None
    week: bool

    @property
    def name(self) -> str:
        return f"{self.day.month}-{self.day.day:02}" if self.week else self.resource.name

    @property
    def below(self) -> str:
        if not self.week:
            return self.resource.organisation.name
        return f"{date_format(self.day, 'D')} {self.said}".strip()

    @property
    def said(self) -> str:
        if self.different is None:
            return ""
        return _("调休上班") if self.different else _("放假")

    @property
    def today(self) -> bool:
        return self.day == timezone.localdate()


def _listed(column: Column) -> Iterator[Listed]:
    for block in blocks(column):
        yield Listed(block.kind, f"{clock(block.span[0])}–{clock(block.span[1])}", block.items)
