from django.http import HttpRequest
from django.templatetags.static import static
from django.urls import path, reverse_lazy
from django.utils.html import format_html
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin.menu import MenuItem
from wagtail.admin.ui.sidebar import LinkMenuItem
from wagtail_modeladmin.options import modeladmin_register

from services.notices import queries, views
from services.notices.admin.texts import TextAdmin
from services.notices.models import Delivery, Notice
from tenants.admin.addresses import KEYS

KEYS["notices_open"] = Notice
KEYS["notices_again"] = Delivery

modeladmin_register(TextAdmin)


@hooks.register("register_admin_urls")
def register_notice_urls() -> list:
    return [
        path("notices/", views.own_notices, name="notices_own"),
        path("notices/read/", views.read_all, name="notices_read_all"),
        path("notices/<int:pk>/open/", views.open_notice, name="notices_open"),
        path("notices/<int:pk>/again/", views.again, name="notices_again"),
    ]


class NoticesMenuItem(MenuItem):
    def render_component(self, request: HttpRequest) -> LinkMenuItem:
        """Wagtail keeps menu items for the life of the process; how many are unread is the person's."""
        unread = queries.unread_count(request.user)
        label = _("我的提醒（%(unread)d）") % {"unread": unread} if unread else self.label
        return LinkMenuItem(self.name, label, self.url, icon_name=self.icon_name)


@hooks.register("register_admin_menu_item")
def register_notices_menu_item() -> MenuItem:
    return NoticesMenuItem(
        _("我的提醒"), reverse_lazy("notices_own"), name="notices", icon_name="mail", order=10
    )


@hooks.register("insert_global_admin_css")
def styles() -> str:
    return format_html('<link rel="stylesheet" href="{}">', static("notices/notices.css"))


@hooks.register("insert_global_admin_js")
def live_notices() -> str:
    """A page of the back office stays open for hours: it says by itself that something new has come."""
    return format_html(
        '<div class="live-notices" role="status" aria-live="polite" data-desk data-live-notices="{}" data-words="{}">'
        '</div><script type="module" src="{}"></script>',
        reverse_lazy("notices_own"),
        _("{count}条新提醒"),
        static("notices/live.js"),
    )
