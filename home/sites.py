"""What a tenant says of itself, remembered until it is changed."""

from django.core.cache import cache

from home.freshness import version
from home.models import TenantSettings
from tenants.models import Tenant


def settings_of(tenant: Tenant) -> TenantSettings:
    key = f"settings:{tenant.pk}:{version(tenant.pk)}"
    found = cache.get(key)
    if found is None:
        found = TenantSettings.objects.select_related("crest").filter(site=tenant.site_id).first()
        found = found or TenantSettings(site=tenant.site)
        cache.set(key, found, 3600)
    return found
