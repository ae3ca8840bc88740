from django.conf import settings

from tenants.storage import TenantStorage


def private_storage() -> TenantStorage:
    """Outside of what a web server hands out by itself."""
    return TenantStorage(location=settings.PRIVATE_ROOT)
