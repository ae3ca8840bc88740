from django.db import models
from django_scopes import ScopedManager


class TenantOwned(models.Model):
    """A row of one tenant. Its manager answers only inside a tenant's scope and refuses elsewhere."""

    tenant = models.ForeignKey("tenants.Tenant", models.CASCADE, related_name="+", editable=False)

    objects = ScopedManager(tenant="tenant")

    # Wagtail looks references up after the commit, when another tenant's scope may be open. A model that points to
    # pages or files and is to be named before those are deleted says False.
    wagtail_reference_index_ignore = True

    class Meta:
        abstract = True
