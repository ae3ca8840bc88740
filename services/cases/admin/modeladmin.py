"""The module of cases as Wagtail knows it. Its rows are read here; only actions write them."""

from django.db.models import QuerySet
from django.http import HttpRequest
from django.urls import URLPattern, path
from django.utils.translation import gettext_lazy as _
from wagtail.admin.menu import MenuItem

from services.cases.admin.addresses import case_urls, list_urls
from services.cases.admin.badge import CasesMenuItem
from services.cases.admin.worklist import WorklistView
from services.cases.models import Case
from services.cases.rules import visible
from tenants.admin.addresses import KEYS
from tenants.modeladmin import ReadOnlyPermissionHelper, TenantModelAdmin


class CaseAdmin(TenantModelAdmin):
    model = Case
    permission_helper_class = ReadOnlyPermissionHelper
    index_view_class = WorklistView
    menu_label = _("案件")
    menu_icon = "folder-open-inverse"
    menu_order = 20
    base_url_path = "cases"

    def get_queryset(self, request: HttpRequest) -> QuerySet[Case]:
        return visible(super().get_queryset(request), request.user, request.roles)

    def get_menu_item(self, order: int | None = None) -> MenuItem:
        return CasesMenuItem(self, order or self.get_menu_order())

    def get_admin_urls_for_registration(self) -> tuple[URLPattern, ...]:
        """The list, and pages of our own: none of the stock forms, which write without an action."""
        index = self.url_helper.get_action_url_name("index")
        own = case_urls()
        KEYS.update({url.name: Case for url in own})
        return (path("cases/", self.index_view, name=index), *list_urls(), *own)
