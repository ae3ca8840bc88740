"""Surveys as Wagtail knows them: read here, written by actions alone."""

from django.db.models import QuerySet
from django.http import HttpRequest
from django.urls import URLPattern, path, reverse
from django.utils.html import format_html
from django.utils.translation import gettext_lazy as _

from services.cases.models import Case
from services.voices.admin import page
from services.voices.admin.filters import Period, Said
from services.voices.admin.mine import MineView
from services.voices.admin.statistics import StatisticsView
from services.voices.models import Survey
from services.voices.queries import not_about
from tenants.admin.addresses import KEYS
from tenants.modeladmin import ReadOnlyPermissionHelper, TenantModelAdmin

_OF_A_SURVEY = {
    "survey": ("", page.PageView),
    "link": ("link/", page.LinkView),
    "send": ("send/", page.SendView),
    "record": ("record/", page.RecordView),
}
KEYS.update({f"voices_{name}": Survey for name in _OF_A_SURVEY} | {"voices_open": Case})


class SurveyAdmin(TenantModelAdmin):
    model = Survey
    permission_helper_class = ReadOnlyPermissionHelper
    menu_label = _("满意度测评")
    menu_icon = "comment"
    menu_order = 320
    base_url_path = "voices"
    history_view_enabled = False
    index_template_name = "voices/admin/list.html"
    list_display = ["shown", "side_shown", "closed", "grade_shown", "channel_shown", "who", "organisation"]
    list_filter = [Period, Said, "grade", "channel", "lawyer", "mediator"]
    list_select_related = ["lawyer", "mediator", "organisation"]
    list_per_page = 50
    search_fields = ["title"]

    def get_queryset(self, request: HttpRequest) -> QuerySet[Survey]:
        return not_about(request.user, super().get_queryset(request)).defer("comment")

    def get_admin_urls_for_registration(self) -> tuple[URLPattern, ...]:
        """The list, and pages of our own: none of the stock forms, which write without an action."""
        index = self.url_helper.get_action_url_name("index")
        own = (
            path(f"voices/<int:pk>/{end}", view.as_view(), name=f"voices_{name}")
            for name, (end, view) in _OF_A_SURVEY.items()
        )
        return (
            path("voices/", self.index_view, name=index),
            path("voices/open/<int:pk>/", page.OpenView.as_view(), name="voices_open"),
            path("voices/statistics/", StatisticsView.as_view(), name="voices_statistics"),
            path("voices/mine/", MineView.as_view(), name="voices_mine"),
            *own,
        )

    def shown(self, survey: Survey) -> str:
        return format_html('<a href="{}">{}</a>', reverse("voices_survey", args=[survey.pk]), survey.title)

    shown.short_description = _("事项")
    shown.admin_order_field = "title"

    def side_shown(self, survey: Survey) -> str:
        return survey.get_side_display() if survey.side else "—"

    side_shown.short_description = _("哪一方")

    def closed(self, survey: Survey) -> str:
        return f"{survey.closed_on:%Y-%m-%d}"

    closed.short_description = _("办结日期")
    closed.admin_order_field = "closed_on"

    def grade_shown(self, survey: Survey) -> str:
        return survey.get_grade_display() or _("还没有评价")

    grade_shown.short_description = _("等次")
    grade_shown.admin_order_field = "points"

    def channel_shown(self, survey: Survey) -> str:
        return survey.get_channel_display() or "—"

    channel_shown.short_description = _("渠道")

    def who(self, survey: Survey) -> str:
        return str(survey.lawyer or survey.mediator or "—")

    who.short_description = _("承办人")
