from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin.menu import MenuItem
from wagtail_modeladmin.options import modeladmin_register

from services.legal_aid.admin.mine import PERMISSION
from services.legal_aid.admin.modeladmin import AssignmentAdmin, ConsultationAdmin

modeladmin_register(AssignmentAdmin)
modeladmin_register(ConsultationAdmin)


class MineItem(MenuItem):
    def is_shown(self, request: HttpRequest) -> bool:
        return request.user.has_perm(PERMISSION)


@hooks.register("register_admin_menu_item")
def mine() -> MenuItem:
    return MineItem(
        _("我的法律援助"), reverse("legal_aid_mine"), name="legal-aid-mine", icon_name="user", order=330
    )
