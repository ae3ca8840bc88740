from django.http import HttpRequest
from django.urls import path, reverse_lazy
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin.menu import MenuItem

from services.directory import transfer_views
from services.directory.transfer_door import is_admin


@hooks.register("register_admin_urls")
def register_transfer_urls() -> list:
    return [
        path("registers/import/", transfer_views.start, name="directory_import"),
        path("registers/import/<str:token>/", transfer_views.check, name="directory_import_check"),
        path("registers/imported/<str:token>/", transfer_views.report, name="directory_import_report"),
        path("registers/<slug:register>/template/", transfer_views.blank, name="directory_template"),
        path("registers/<slug:register>/export/", transfer_views.export, name="directory_export"),
    ]


class TransferMenuItem(MenuItem):
    def is_shown(self, request: HttpRequest) -> bool:
        return is_admin(request)


@hooks.register("register_admin_menu_item")
def register_transfer_menu_item() -> MenuItem:
    return TransferMenuItem(
        _("名册导入导出"), reverse_lazy("directory_import"), name="registers", icon_name="table", order=322
    )
