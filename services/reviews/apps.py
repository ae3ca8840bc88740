from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class ReviewsConfig(AppConfig):
    name = "services.reviews"
    label = "reviews"
    verbose_name = _("案卷评查")
    default_auto_field = "django.db.models.BigAutoField"
