"""The worklist: tabs by whose turn it is, filters, search, fifty to a page."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from django.core.paginator import Page, Paginator
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _
from wagtail_modeladmin.views import WMABaseView

from services.cases.admin.export import FORMATS, export
from services.cases.admin.filters import WorklistFilter
from services.cases.models import Case, SavedFilter
from services.cases.queries.procedures import all_in_force
from services.cases.queries.rows import rows
from services.cases.queries.worklist import BY_DUE, MOST_COUNTED, TABS, counted, in_order, in_tab, narrowed
from services.cases.rules import MANAGES, REGISTERS
from tenants.modeladmin import Refusing

PER_PAGE = 50
LABELS = {
    "mine": _("今天我要办"),
    "others": _("等别人办"),
    "late": _("已逾期"),
    "all": _("全部"),
    "registered": _("我登记的"),
}


@dataclass(frozen=True)
class Tab:
    code: str
    label: str
    count: str
    current: bool


class CountedTo(Paginator):
    """Leaves off counting where nobody reads on; a search narrows better than page 21 does."""

    @cached_property
    def count(self) -> int:
        return counted(self.object_list)


class WorklistView(Refusing, WMABaseView):
    template_name = "cases/admin/worklist.html"

    def check_action_permitted(self, user: Any) -> bool:
        return self.permission_helper.user_can_list(user)

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if request.GET.get("export") in FORMATS:
            return export(request, self.found, request.GET["export"])
        return super().get(request, *args, **kwargs)

    @cached_property
    def tab(self) -> str:
        asked = self.request.GET.get("tab", "")
        return asked if asked in TABS else "mine"

    @cached_property
    def filter(self) -> WorklistFilter:
        return WorklistFilter(self.request.GET, all_in_force(self.request.tenant).values())

    @cached_property
    def found(self) -> QuerySet[Case]:
        cases = narrowed(in_tab(self.tab, self.request.user, self.request.roles), self.filter.wanted)
        return in_order(cases, "due" if self.sorted_by_due else "opened")

    @cached_property
    def sorted_by_due(self) -> bool:
        asked = self.request.GET.get("sort", "")
        return asked == "due" if asked in ("due", "opened") else self.tab in BY_DUE

    @cached_property
    def page(self) -> Page:
        return CountedTo(self.found, PER_PAGE).get_page(self.request.GET.get("p"))

    def tabs(self) -> Iterator[Tab]:
        """Each is counted within the filters that are set."""
        for code in TABS:
            if code == self.tab:
                many = self.page.paginator.count
            else:
                cases = in_tab(code, self.request.user, self.request.roles)
                many = counted(narrowed(cases, self.filter.wanted))
            yield Tab(code, str(LABELS[code]), said(many), code == self.tab)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        held = self.request.roles
        return super().get_context_data(
            tabs=list(self.tabs()),
            rows=rows(self.page.object_list),
            page=self.page,
            pages=self.page.paginator.get_elided_page_range(self.page.number),
            capped=self.page.paginator.count > MOST_COUNTED,
            most=MOST_COUNTED,
            filter=self.filter,
            saved=list(SavedFilter.objects.filter(user=self.request.user)),
            may_register=bool(held & REGISTERS),
            may_assign=bool(held & MANAGES),
            **kwargs,
        )


def said(many: int) -> str:
    return f"{MOST_COUNTED}+" if many > MOST_COUNTED else str(many)
