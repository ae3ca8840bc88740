from django.db import models
from django_scopes import ScopedManager


class TenantOwned(models.Model):
    """A row of one tenant. Its manager answers only inside a tenant's scope and refuses elsewhere."""

    tenant = models.ForeignKey("tenants.Tenant", models.CASCADE, related_name="+", editable=False)

    objects = ScopedManager(tenant="tenant")

    class Meta:
        abstract = True
