from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class AnomaliesConfig(AppConfig):
    name = "services.anomalies"
    label = "anomalies"
    verbose_name = _("异常核查")
    default_auto_field = "django.db.models.BigAutoField"
