from django.urls import URLPattern
from wagtail import hooks
from wagtail_modeladmin.options import modeladmin_register

from services.directory import transfer_hooks  # noqa: F401 (import and export: registers on import)
from services.directory.admin import DirectoryAdmin
from services.directory.admin.addresses import register_urls

modeladmin_register(DirectoryAdmin)


@hooks.register("register_admin_urls")
def register_directory_urls() -> list[URLPattern]:
    return register_urls()
