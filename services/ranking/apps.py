from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class RankingConfig(AppConfig):
    name = "services.ranking"
    label = "ranking"
    verbose_name = _("公益排名")
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        from services.ranking import notice_kinds, profile, searchable  # noqa: F401, PLC0415 (registers on import, needs the app registry)
