"""The addresses of duty rosters in the back office. `pk` is always a roster."""

from django.http import HttpRequest
from django.urls import URLPattern, path, reverse_lazy
from django.utils.translation import gettext_lazy as _
from wagtail.admin.menu import MenuItem

from services.booking.admin import rosters, rosters_setup, rosters_shift
from services.booking.admin.access import VIEW
from services.booking.models import Roster, Shift
from services.booking.rules import DESK
from tenants.admin.addresses import KEYS, PARTS

PARTS["shift_id"] = Shift


def roster_urls() -> list[URLPattern]:
    of_roster = [
        path("rosters/<int:pk>/", rosters.MonthView.as_view(), name="rosters_month"),
        path("rosters/<int:pk>/plan/", rosters.PlanView.as_view(), name="rosters_plan"),
        path("rosters/<int:pk>/publish/", rosters.PublishView.as_view(), name="rosters_publish"),
        path("rosters/<int:pk>/list/", rosters.PrintView.as_view(), name="rosters_print"),
        path("rosters/<int:pk>/summary/", rosters.SummaryView.as_view(), name="rosters_summary"),
        path("rosters/<int:pk>/setup/", rosters_setup.SetUpView.as_view(), name="rosters_setup"),
    ]
    KEYS.update({url.name: Roster for url in of_roster})
    return [
        path("rosters/", rosters.ListView.as_view(), name="rosters_list"),
        path("rosters/new/", rosters_setup.SetUpView.as_view(), name="rosters_new"),
        path("rosters/own/", rosters_shift.OwnView.as_view(), name="rosters_own"),
        path("rosters/left-open/", rosters.LeftOpenView.as_view(), name="rosters_left_open"),
        path("rosters/shifts/<int:shift_id>/", rosters_shift.ShiftView.as_view(), name="rosters_shift"),
        *of_roster,
    ]


class RostersMenuItem(MenuItem):
    """The desk plans everybody's duties; others see their own."""

    def is_shown(self, request: HttpRequest) -> bool:
        return request.user.has_perm(VIEW) and bool(DESK & request.roles)


class OwnMenuItem(MenuItem):
    def is_shown(self, request: HttpRequest) -> bool:
        return request.user.has_perm(VIEW) and not DESK & request.roles


def menu_items() -> list[MenuItem]:
    return [
        RostersMenuItem(
            _("值班表"), reverse_lazy("rosters_list"), name="rosters", icon_name="calendar", order=36
        ),
        OwnMenuItem(
            _("我的值班"), reverse_lazy("rosters_own"), name="own-duty", icon_name="calendar", order=36
        ),
    ]
