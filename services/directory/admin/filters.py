"""Filters over what a table does not hold as a plain column."""

from typing import Any

from django.contrib.admin import SimpleListFilter
from django.db.models import Q, QuerySet
from django.http import HttpRequest
from django.utils import timezone
from django.utils.translation import gettext_lazy as _


class _Filter(SimpleListFilter):
    """`conditions` by value, in the order in which they are offered."""

    options: dict[str, Any] = {}

    def lookups(self, request: HttpRequest, model_admin: Any) -> list[tuple[str, Any]]:
        return list(self.options.items())

    def queryset(self, request: HttpRequest, queryset: QuerySet) -> QuerySet:
        return queryset.filter(self.condition(self.value())) if self.value() in self.options else queryset

    def condition(self, value: str) -> Q:
        raise NotImplementedError


class InOffice(_Filter):
    title = _("在册情况")
    parameter_name = "in_office"
    options = {"yes": _("在册"), "no": _("已退出")}

    def condition(self, value: str) -> Q:
        gone = Q(ended_on__lte=timezone.localdate())
        return gone if value == "no" else ~gone


class StandingMember(InOffice):
    options = {"yes": _("在任"), "no": _("已离任")}
    title = _("在任情况")

    def condition(self, value: str) -> Q:
        gone = Q(until__lt=timezone.localdate())
        return gone if value == "no" else ~gone


class InPool(_Filter):
    title = _("律师人才库")
    parameter_name = "pool"
    options = {"yes": _("在库"), "no": _("不在库")}

    def condition(self, value: str) -> Q:
        return Q(pool_since__isnull=value == "no")


class Certified(_Filter):
    title = _("调解员证")
    parameter_name = "certified"
    options = {"yes": _("有效"), "run_out": _("已过期"), "no": _("没有证")}

    def condition(self, value: str) -> Q:
        run_out = Q(valid_until__lt=timezone.localdate())
        if value == "no":
            return Q(certificate="")
        return ~Q(certificate="") & (run_out if value == "run_out" else ~run_out)
