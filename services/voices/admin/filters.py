from typing import Any

from django.contrib.admin import SimpleListFilter
from django.db.models import QuerySet
from django.http import HttpRequest
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from services.calendar.half_years import asked, latest

# Three years back.
_OFFERED = 6


class Period(SimpleListFilter):
    title = _("办结时间")
    parameter_name = "period"

    def lookups(self, request: HttpRequest, model_admin: Any) -> list[tuple[str, str]]:
        return [(half.code, str(half)) for half in latest(timezone.localdate(), _OFFERED)]

    def queryset(self, request: HttpRequest, queryset: QuerySet) -> QuerySet:
        half = asked(self.value() or "")
        return queryset.filter(closed_on__gte=half.since, closed_on__lte=half.until) if half else queryset


class Said(SimpleListFilter):
    title = _("是否评价")
    parameter_name = "said"

    def lookups(self, request: HttpRequest, model_admin: Any) -> list[tuple[str, Any]]:
        return [("yes", _("已经评价")), ("no", _("还没有评价"))]

    def queryset(self, request: HttpRequest, queryset: QuerySet) -> QuerySet:
        match self.value():
            case "yes":
                return queryset.exclude(grade="")
            case "no":
                return queryset.filter(grade="")
        return queryset
