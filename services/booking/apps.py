from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class BookingConfig(AppConfig):
    name = "services.booking"
    label = "booking"
    verbose_name = _("预约")
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        from services.booking import (  # noqa: F401, PLC0415 (register on import, need the app registry)
            availability,
            notice_kinds,
            receivers,
            roster_kinds,
            waiting_kinds,
        )
