from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class LegalAidConfig(AppConfig):
    name = "services.legal_aid"
    label = "legal_aid"
    verbose_name = _("法律援助")
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        from services.cases import beside  # noqa: PLC0415 (needs the app registry)
        from services.directory import figures as directory  # noqa: PLC0415 (needs the app registry)
        from services.legal_aid import notice_kinds, receivers  # noqa: F401, PLC0415 (registers on import, needs the app registry)
        from services.legal_aid.actions.ask_for_voice import KIND  # noqa: PLC0415 (needs the app registry)
        from services.legal_aid.admin.section import assignments  # noqa: PLC0415 (needs the app registry)
        from services.legal_aid.figures import figures  # noqa: PLC0415 (needs the app registry)
        from services.legal_aid.voice_matter import consultation_matter  # noqa: PLC0415 (needs the app registry)
        from services.voices import matters  # noqa: PLC0415 (needs the app registry)

        directory.register(figures)
        matters.register(KIND, consultation_matter)
        beside.register(assignments)
        beside.register_chooser("assigned_lawyer", "legal_aid_assign")
