from django.urls import path, reverse
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin.menu import MenuItem

from home.import_view import import_policies


@hooks.register("register_admin_urls")
def register_import_url() -> list:
    return [path("import-policies/", import_policies, name="import_policies")]


class ImportMenuItem(MenuItem):
    def is_shown(self, request: object) -> bool:
        return request.user.groups.filter(role_group__role__in=["county_admin", "editor"]).exists()


@hooks.register("register_admin_menu_item")
def register_import_menu_item() -> MenuItem:
    return ImportMenuItem(
        _("导入文件"), reverse("import_policies"), name="import", icon_name="download", order=250
    )
