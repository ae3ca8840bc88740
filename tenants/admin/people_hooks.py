"""What people's pages add to Wagtail's admin; imported by tenants.wagtail_hooks, which Wagtail looks for."""

from django.http import HttpRequest
from django.urls import URLPattern, path, reverse
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin.menu import MenuItem

from tenants.admin.switching import CountiesView, EnterView, LeaveView
from tenants.admin.users.views import SecondFactorView
from tenants.admin.users.viewset import CLOSED_BULK_ACTIONS


@hooks.register("register_admin_urls")
def people_urls() -> list[URLPattern]:
    return [
        path("counties/", CountiesView.as_view(), name="tenants_counties"),
        path("counties/enter/", EnterView.as_view(), name="tenants_enter"),
        path("counties/leave/", LeaveView.as_view(), name="tenants_leave"),
        path("second-factor/", SecondFactorView.as_view(), name="tenants_second_factor"),
    ]


class _SecondFactorItem(MenuItem):
    def is_shown(self, request: HttpRequest) -> bool:
        return request.user.has_perm("tenants.change_user")


class _CountiesItem(MenuItem):
    def is_shown(self, request: HttpRequest) -> bool:
        return request.user.is_platform_operator and request.host_tenant.is_umbrella


@hooks.register("register_settings_menu_item")
def second_factor_item() -> MenuItem:
    return _SecondFactorItem(_("二次验证"), reverse("tenants_second_factor"), icon_name="key", order=610)


@hooks.register("register_admin_menu_item")
def counties_item() -> MenuItem:
    return _CountiesItem(_("选择区县"), reverse("tenants_counties"), icon_name="site", order=1)


for action in CLOSED_BULK_ACTIONS:
    hooks.register("register_bulk_action", action, order=100)
