from django.urls import URLPattern, path
from django.utils.translation import gettext_lazy as _

from services.cases.models import Case
from services.complaints.admin.board import BoardView
from services.complaints.admin.naming import NamingView
from services.complaints.models import Complained
from tenants.admin.addresses import KEYS
from tenants.modeladmin import ReadOnlyPermissionHelper, TenantModelAdmin

KEYS["complaints_name"] = Case


class ComplaintsAdmin(TenantModelAdmin):
    """Complaints are read here; they are worked on as cases."""

    model = Complained
    permission_helper_class = ReadOnlyPermissionHelper
    menu_label = _("投诉")
    menu_icon = "warning"
    menu_order = 340
    base_url_path = "complaints"

    def get_admin_urls_for_registration(self) -> tuple[URLPattern, ...]:
        return (
            path("complaints/", BoardView.as_view(), name="complaints_modeladmin_index"),
            path("complaints/<int:pk>/name/", NamingView.as_view(), name="complaints_name"),
        )
