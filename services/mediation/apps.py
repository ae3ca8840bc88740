from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class MediationConfig(AppConfig):
    name = "services.mediation"
    label = "mediation"
    verbose_name = _("视频调解")
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        from services.mediation import help_kinds, notice_kinds, stand_alone  # noqa: F401, PLC0415 (registers on import, needs the app registry)
