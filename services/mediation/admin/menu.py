from django.urls import URLPattern, path
from django.utils.translation import gettext_lazy as _

from services.mediation.admin.doing import CancelView, InviteView, SeatView, TakeOutView, TimeView
from services.mediation.admin.page import AgreementView, PageView
from services.mediation.admin.plan import PlanView
from services.mediation.admin.recordings import recording_urls
from services.mediation.admin.rooms import RoomsView
from services.mediation.models import Room
from tenants.admin.addresses import KEYS
from tenants.modeladmin import ReadOnlyPermissionHelper, TenantModelAdmin

_OF_A_ROOM = {
    "room": ("", PageView),
    "invite": ("invite/", InviteView),
    "time": ("time/", TimeView),
    "cancel": ("cancel/", CancelView),
    "seat": ("seat/", SeatView),
    "take_out": ("take-out/", TakeOutView),
    "agreement": ("agreement/", AgreementView),
}
KEYS.update({f"mediation_{name}": Room for name in _OF_A_ROOM})


class RoomAdmin(TenantModelAdmin):
    """Rooms are read here; only actions write them."""

    model = Room
    permission_helper_class = ReadOnlyPermissionHelper
    menu_label = _("视频调解")
    menu_icon = "media"
    menu_order = 31
    base_url_path = "mediation"

    def get_admin_urls_for_registration(self) -> tuple[URLPattern, ...]:
        own = (
            path(f"mediation/<int:pk>/{end}", view.as_view(), name=f"mediation_{name}")
            for name, (end, view) in _OF_A_ROOM.items()
        )
        return (
            path("mediation/", RoomsView.as_view(), name="mediation_modeladmin_index"),
            path("mediation/plan/", PlanView.as_view(), name="mediation_plan"),
            *own,
            *recording_urls(),
        )
