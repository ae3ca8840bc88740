from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class BookingConfig(AppConfig):
    name = "services.booking"
    label = "booking"
    verbose_name = _("预约")
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        from services.booking import notice_kinds  # noqa: F401, PLC0415 (registers on import, needs the app registry)
