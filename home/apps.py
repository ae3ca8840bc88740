from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class HomeConfig(AppConfig):
    name = "home"
    verbose_name = _("网站")

    def ready(self) -> None:
        from home import citations, contexts, receivers, repealed, searchable  # noqa: F401, PLC0415 (registers on import, needs the app registry)
