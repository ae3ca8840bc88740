from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class ComplaintsConfig(AppConfig):
    name = "services.complaints"
    label = "complaints"
    verbose_name = _("投诉")
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        from services.complaints import receivers  # noqa: F401, PLC0415 (registers on import, needs the app registry)
        from services.complaints.admin import box  # noqa: F401, PLC0415 (registers on import, needs the app registry)
        from services.complaints.public import door, promises  # noqa: F401, PLC0415 (registers on import, needs the app registry)
