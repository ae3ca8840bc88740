from django.utils.translation import gettext_lazy as _
from wagtail_modeladmin.options import ModelAdminGroup

from services.directory.admin.organisations import OrganisationAdmin, OrganisationMemberAdmin
from services.directory.admin.people import ExpertAdmin, InformantAdmin, LawyerAdmin, MediatorAdmin
from services.directory.admin.records import AwardAdmin, MapTileAdmin, PremisesAdmin, RoomAdmin, TrainingAdmin
from services.directory.admin.routing import RoutingRuleAdmin


class DirectoryAdmin(ModelAdminGroup):
    menu_label = _("机构与人员")
    menu_icon = "group"
    menu_order = 320
    items = (
        OrganisationAdmin,
        OrganisationMemberAdmin,
        MediatorAdmin,
        LawyerAdmin,
        ExpertAdmin,
        InformantAdmin,
        RoomAdmin,
        PremisesAdmin,
        TrainingAdmin,
        AwardAdmin,
        MapTileAdmin,
        RoutingRuleAdmin,
    )
