from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class LegalAidConfig(AppConfig):
    name = "services.legal_aid"
    label = "legal_aid"
    verbose_name = _("法律援助")
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        from services.cases import beside  # noqa: PLC0415 (needs the app registry)
        from services.legal_aid import receivers  # noqa: F401, PLC0415 (registers on import, needs the app registry)
        from services.legal_aid.admin.section import assignments  # noqa: PLC0415 (needs the app registry)

        beside.register(assignments)
        beside.register_chooser("assigned_lawyer", "legal_aid_assign")
