from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class CasesConfig(AppConfig):
    name = "services.cases"
    label = "cases"
    verbose_name = _("案件")
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        from services.cases import last_days, notice_kinds, offered, receivers, room_receivers  # noqa: F401, PLC0415 (registers on import, needs the app registry)
        from services.cases.public import bookable, video  # noqa: F401, PLC0415 (registers on import, needs the app registry)
