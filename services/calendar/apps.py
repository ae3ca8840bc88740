from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class CalendarConfig(AppConfig):
    name = "services.calendar"
    label = "services_calendar"  # `calendar` is a module of Python itself
    verbose_name = _("工作日历")

    def ready(self) -> None:
        from services.calendar import receivers  # noqa: F401, PLC0415 (registers on import, needs the app registry)
