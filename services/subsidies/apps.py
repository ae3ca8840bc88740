from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class SubsidiesConfig(AppConfig):
    name = "services.subsidies"
    label = "subsidies"
    verbose_name = _("补贴")
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        from services.subsidies import beside_case, receivers  # noqa: F401, PLC0415 (registers on import, needs the app registry)
