"""The addresses of legal aid in the back office. Only actions write its rows."""

from django.urls import URLPattern, path
from django.utils.translation import gettext_lazy as _

from services.cases.models import Case
from services.legal_aid.admin.assigning import AssignView
from services.legal_aid.admin.overview import OverviewView
from services.legal_aid.models import Assignment
from tenants.admin.addresses import KEYS
from tenants.modeladmin import ReadOnlyPermissionHelper, TenantModelAdmin

KEYS.update({"legal_aid_assign": Case})


class AssignmentAdmin(TenantModelAdmin):
    model = Assignment
    permission_helper_class = ReadOnlyPermissionHelper
    menu_label = _("法律援助")
    menu_icon = "group"
    menu_order = 320
    base_url_path = "legal-aid"

    def get_admin_urls_for_registration(self) -> tuple[URLPattern, ...]:
        return (
            path("legal-aid/", OverviewView.as_view(), name="legal-aid_modeladmin_index"),
            path(
                "legal-aid/cases/<int:pk>/assign/<slug:transition>/",
                AssignView.as_view(),
                name="legal_aid_assign",
            ),
        )
