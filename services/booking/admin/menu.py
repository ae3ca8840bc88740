from collections.abc import Iterable

from django.http import HttpRequest
from django.urls import URLPattern, path, reverse_lazy
from django.utils.translation import gettext_lazy as _
from wagtail.admin.menu import MenuItem
from wagtail_modeladmin.options import ModelAdminGroup

from services.booking.admin.access import VIEW, at_desk
from services.booking.admin.booking import BookView
from services.booking.admin.calendar import CalendarView
from services.booking.admin.counter import CounterView
from services.booking.admin.day_sheet import DaySheetView
from services.booking.admin.exceptions import ExceptionAdmin
from services.booking.admin.moving import MoveView
from services.booking.admin.offers import ServiceAdmin
from services.booking.admin.page import DoView, PageView
from services.booking.admin.people import ResourceAdmin
from services.booking.admin.rosters_addresses import menu_items
from services.booking.admin.settling import UnsettledView
from services.booking.admin.subscriptions import FeedsView, RevokeView
from services.booking.admin.weekly import HoursAdmin
from services.booking.models import Appointment, CalendarFeed
from tenants.admin.addresses import KEYS
from tenants.modeladmin import ReadOnlyPermissionHelper, TenantModelAdmin

KEYS.update(
    {
        "booking_appointment": Appointment,
        "booking_do": Appointment,
        "booking_move": Appointment,
        "booking_feed_revoke": CalendarFeed,
    }
)


class AppointmentAdmin(TenantModelAdmin):
    """Appointments are read here; only actions write them."""

    model = Appointment
    permission_helper_class = ReadOnlyPermissionHelper
    menu_label = _("预约日程")
    menu_icon = "date"
    base_url_path = "booking"

    def get_admin_urls_for_registration(self) -> tuple[URLPattern, ...]:
        one = "booking/appointments/<int:pk>/"
        return (
            path("booking/", CalendarView.as_view(), name="booking_modeladmin_index"),
            path("booking/counter/", CounterView.as_view(), name="booking_counter"),
            path("booking/book/", BookView.as_view(), name="booking_book"),
            path("booking/day-sheet/", DaySheetView.as_view(), name="booking_day_sheet"),
            path("booking/unsettled/", UnsettledView.as_view(), name="booking_unsettled"),
            path("booking/feeds/", FeedsView.as_view(), name="booking_feeds"),
            path("booking/feeds/<int:pk>/revoke/", RevokeView.as_view(), name="booking_feed_revoke"),
            path(one, PageView.as_view(), name="booking_appointment"),
            path(f"{one}do/", DoView.as_view(), name="booking_do"),
            path(f"{one}move/", MoveView.as_view(), name="booking_move"),
        )


class DeskItem(MenuItem):
    def is_shown(self, request: HttpRequest) -> bool:
        return at_desk(request)


class StaffItem(MenuItem):
    def is_shown(self, request: HttpRequest) -> bool:
        return request.user.has_perm(VIEW)


class BookingAdmin(ModelAdminGroup):
    menu_label = _("预约")
    menu_icon = "date"
    menu_order = 30
    items = (AppointmentAdmin, ServiceAdmin, ResourceAdmin, HoursAdmin, ExceptionAdmin)

    def get_submenu_items(self) -> Iterable[MenuItem]:
        """The counter first, what is set up once last."""
        return [
            DeskItem(
                _("今天的窗口"),
                reverse_lazy("booking_counter"),
                name="booking-counter",
                icon_name="user",
                order=0,
            ),
            *super().get_submenu_items(),
            *menu_items(),
            StaffItem(
                _("日历订阅"), reverse_lazy("booking_feeds"), name="booking-feeds", icon_name="rss", order=90
            ),
        ]
