from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class VoicesConfig(AppConfig):
    name = "services.voices"
    label = "voices"
    verbose_name = _("满意度测评")
    default_auto_field = "django.db.models.BigAutoField"
