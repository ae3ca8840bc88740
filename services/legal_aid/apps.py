from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class LegalAidConfig(AppConfig):
    name = "services.legal_aid"
    label = "legal_aid"
    verbose_name = _("法律援助")
    default_auto_field = "django.db.models.BigAutoField"
