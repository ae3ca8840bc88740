from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class ReviewsConfig(AppConfig):
    name = "services.reviews"
    label = "reviews"
    verbose_name = _("案卷评查")
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        from services.reviews import notice_kinds, on_case  # noqa: F401, PLC0415 (the registries of apps are ready)
