from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class DirectoryConfig(AppConfig):
    name = "services.directory"
    label = "directory"
    verbose_name = _("机构名录")

    def ready(self) -> None:
        from services.directory import receivers, searchable  # noqa: F401, PLC0415 (registers on import, needs the app registry)
