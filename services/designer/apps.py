from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class DesignerConfig(AppConfig):
    name = "services.designer"
    label = "designer"
    verbose_name = _("程序设计")

    def ready(self) -> None:
        from services.designer import notice_kinds  # noqa: F401, PLC0415 (registers on import, needs translations)
