from django.urls import URLPattern, path
from django.utils.translation import gettext_lazy as _

from services.anomalies.admin.board import BoardView, FindingView
from services.anomalies.admin.calls import RoundsView, RoundView
from services.anomalies.models import CallRound, Finding
from tenants.admin.addresses import KEYS
from tenants.modeladmin import ReadOnlyPermissionHelper, TenantModelAdmin

KEYS.update({"anomalies_finding": Finding, "anomalies_round": CallRound})


class FindingsAdmin(TenantModelAdmin):
    """Findings are read here; only actions write them."""

    model = Finding
    permission_helper_class = ReadOnlyPermissionHelper
    menu_label = _("异常核查")
    menu_icon = "view"
    menu_order = 345
    base_url_path = "anomalies"

    def get_admin_urls_for_registration(self) -> tuple[URLPattern, ...]:
        return (
            path("anomalies/", BoardView.as_view(), name="anomalies_modeladmin_index"),
            path("anomalies/calls/", RoundsView.as_view(), name="anomalies_rounds"),
            path("anomalies/calls/<int:pk>/", RoundView.as_view(), name="anomalies_round"),
            path("anomalies/<int:pk>/", FindingView.as_view(), name="anomalies_finding"),
        )
