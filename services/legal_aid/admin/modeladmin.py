"""The addresses of legal aid in the back office. Only actions write its rows."""

from django.urls import URLPattern, path
from django.utils.translation import gettext_lazy as _

from services.booking.models import Roster
from services.cases.models import Case
from services.legal_aid.admin.assigning import AssignView
from services.legal_aid.admin.consulting import AddView, CorrectView, ListView, PageView
from services.legal_aid.admin.consulting_deeds import DoView
from services.legal_aid.admin.duty import DutiesView, DutyView
from services.legal_aid.admin.mine import MineView
from services.legal_aid.admin.overview import OverviewView
from services.legal_aid.admin.service import AnswerView, DecideHoursView, ServiceView
from services.legal_aid.models import Assignment, Consultation, HoursEntry, Volunteer
from tenants.admin.addresses import KEYS
from tenants.modeladmin import ReadOnlyPermissionHelper, TenantModelAdmin

_OF_A_CONSULTATION = {
    "legal_aid_consultation": ("", PageView),
    "legal_aid_consultation_correct": ("correct/", CorrectView),
    "legal_aid_consultation_do": ("do/", DoView),
}
KEYS.update(
    {
        "legal_aid_assign": Case,
        "legal_aid_duty": Roster,
        "legal_aid_hours": HoursEntry,
        "legal_aid_volunteer": Volunteer,
    }
    | dict.fromkeys(_OF_A_CONSULTATION, Consultation)
)


class AssignmentAdmin(TenantModelAdmin):
    model = Assignment
    permission_helper_class = ReadOnlyPermissionHelper
    menu_label = _("法律援助")
    menu_icon = "group"
    menu_order = 330
    base_url_path = "legal-aid"

    def get_admin_urls_for_registration(self) -> tuple[URLPattern, ...]:
        return (
            path("legal-aid/", OverviewView.as_view(), name="legal-aid_modeladmin_index"),
            path("legal-aid/mine/", MineView.as_view(), name="legal_aid_mine"),
            path("legal-aid/duty/", DutiesView.as_view(), name="legal_aid_duties"),
            path("legal-aid/duty/<int:pk>/", DutyView.as_view(), name="legal_aid_duty"),
            path("legal-aid/service/", ServiceView.as_view(), name="legal_aid_service"),
            path("legal-aid/service/hours/<int:pk>/", DecideHoursView.as_view(), name="legal_aid_hours"),
            path("legal-aid/service/volunteers/<int:pk>/", AnswerView.as_view(), name="legal_aid_volunteer"),
            path(
                "legal-aid/cases/<int:pk>/assign/<slug:transition>/",
                AssignView.as_view(),
                name="legal_aid_assign",
            ),
        )


class ConsultationAdmin(TenantModelAdmin):
    model = Consultation
    permission_helper_class = ReadOnlyPermissionHelper
    menu_label = _("咨询记录")
    menu_icon = "comment"
    menu_order = 331
    base_url_path = "consultations"

    def get_admin_urls_for_registration(self) -> tuple[URLPattern, ...]:
        own = (
            path(f"legal-aid/consultations/<int:pk>/{end}", view.as_view(), name=name)
            for name, (end, view) in _OF_A_CONSULTATION.items()
        )
        return (
            path("legal-aid/consultations/", ListView.as_view(), name="consultations_modeladmin_index"),
            path("legal-aid/consultations/add/", AddView.as_view(), name="legal_aid_consult"),
            *own,
        )
