from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class DocumentsConfig(AppConfig):
    """Papers that an office issues. The label keeps its tables apart from Wagtail's own documents."""

    name = "services.documents"
    label = "papers"
    verbose_name = _("文书")
    default_auto_field = "django.db.models.BigAutoField"
