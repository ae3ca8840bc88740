"""The county's working-day calendar: one line for each day that is not what its weekday says."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from django.contrib.admin import SimpleListFilter
from django.db.models import QuerySet
from django.http import HttpRequest
from django.template.defaultfilters import date as formatted
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, FieldRowPanel, ObjectList
from wagtail_modeladmin.options import ModelAdmin

from services.calendar import published
from services.calendar.forms import DayForm
from services.calendar.models import CalendarDay, CalendarYear
from services.calendar.queries import years_filled
from services.calendar.widgets import DayInput
from tenants.modeladmin import TenantIndexView, TenantModelAdmin

SHOWN_BACK, SHOWN_AHEAD = 1, 2


class YearFilter(SimpleListFilter):
    title = _("年份")
    parameter_name = "year"

    def lookups(self, request: HttpRequest, model_admin: ModelAdmin) -> list[tuple[str, str]]:
        return [(str(day.year), str(day.year)) for day in CalendarDay.objects.dates("date", "year", "DESC")]

    def queryset(self, request: HttpRequest, queryset: QuerySet) -> QuerySet:
        return queryset.filter(date__year=self.value()) if (self.value() or "").isdigit() else queryset


@dataclass(frozen=True)
class YearRow:
    """`announced`: the library knows it."""

    year: int
    filled: CalendarYear | None
    announced: bool
    days: int


def _year_rows() -> Iterator[YearRow]:
    this, filled, announced = timezone.localdate().year, years_filled(), published.years()
    for year in range(this + SHOWN_AHEAD - 1, this - SHOWN_BACK - 1, -1):
        days = CalendarDay.objects.filter(date__year=year).count()
        yield YearRow(year, filled.get(year), year in announced, days)


class CalendarIndexView(TenantIndexView):
    def get_context_data(self, *args: Any, **kwargs: Any) -> dict[str, Any]:
        may_change = self.permission_helper.user_can_create(self.request.user)
        years = {"year_rows": list(_year_rows()), "may_change": may_change}
        return super().get_context_data(*args, **kwargs) | years


class CalendarAdmin(TenantModelAdmin):
    model = CalendarDay
    index_view_class = CalendarIndexView
    index_template_name = "calendar/admin/days.html"
    menu_label = _("工作日历")
    menu_icon = "date"
    menu_order = 800
    base_url_path = "working-days"
    list_display = ["date", "weekday", "kind", "name", "source"]
    list_filter = [YearFilter, "kind", "source"]
    list_export = ["date", "kind", "name", "source"]
    list_per_page = 60
    search_fields = ["name"]
    ordering = ["-date"]
    edit_handler = ObjectList(
        [
            FieldRowPanel([FieldPanel("date", widget=DayInput), FieldPanel("kind")]),
            FieldPanel(
                "name", help_text=_("如“国庆节”或“县里放假”。当天照常上班的，把安排改为上班，不要删除。")
            ),
        ],
        base_form_class=DayForm,
    )

    def weekday(self, day: CalendarDay) -> str:
        return formatted(day.date, "l")

    weekday.short_description = _("星期")
