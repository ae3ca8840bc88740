from typing import Any

from django.conf import settings
from django.http import HttpRequest

from home import queries
from home.menus import menu
from portal.middleware import ELDER, NORMAL


def site(request: HttpRequest) -> dict[str, Any]:
    """What every template of a tenant's site may use; empty on an error page without tenant."""
    tenant = getattr(request, "tenant", None)
    if tenant is None:
        return {}
    site_settings = queries.settings_of(tenant)
    asked = getattr(request, "display", "")
    elder = asked == ELDER or (not asked and site_settings.elder_default)
    return {
        "tenant": tenant,
        "site_settings": site_settings,
        "menu": menu(tenant, request.path),
        "display": ELDER if elder else NORMAL,
        "languages": settings.LANGUAGES,
        "umbrella": {"name": tenant.parent.name, "url": tenant.parent.root_url} if tenant.parent else None,
    }
