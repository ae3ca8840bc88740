from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class VoicesConfig(AppConfig):
    name = "services.voices"
    label = "voices"
    verbose_name = _("满意度测评")
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        from services.voices import beside, figures, notice_kinds, receivers  # noqa: F401, PLC0415 (registers on import, needs the app registry)
        from services.voices.case_matter import KIND, case_matter  # noqa: PLC0415 (needs the app registry)
        from services.voices.matters import register  # noqa: PLC0415 (needs the app registry)

        register(KIND, case_matter)
