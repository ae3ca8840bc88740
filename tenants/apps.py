from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class TenantsConfig(AppConfig):
    name = "tenants"
    verbose_name = _("租户")

    def ready(self) -> None:
        from tenants import checks, mirror, receivers  # noqa: F401, PLC0415 (registers on import, needs the app registry)
        from tenants.accounts import receivers as _  # noqa: F401, PLC0415
